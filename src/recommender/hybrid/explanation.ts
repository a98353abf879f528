import { REASON_PARTS } from '../../domain/recommendation.ts';
import type { Attention, Reason, Recommendation, TagSuggestion } from '../../domain/recommendation.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import type { PhotoEncoding } from '../../encoders/photo/photo-encoder.ts';
import { contributionOf } from '../../network/contributions.ts';
import type { NetworkOutput } from '../../network/network.ts';
import type { Candidates } from './candidates.ts';
import type { OwnTags } from '../personal/own-tags.ts';
import { affinityOfWords, attentionOfWords, sharesOf, sumsOfWords, wordsOf } from '../reading/word-attention.ts';
import type { TokenShares, Word } from '../reading/word-attention.ts';

/** A caption's words, and which tokens make them up. */
export interface ReadWords {
  readonly words: readonly Word[];
  readonly shares: TokenShares;
}

export function readWords(caption: { readonly text: string; readonly encoding: CaptionEncoding } | null): ReadWords {
  const words = caption === null ? [] : wordsOf(caption.text);
  return { words, shares: sharesOf(words, caption?.encoding.tokens ?? []) };
}

/** What each word and each region adds to a logit's caption and photo parts; null without the one. */
export function tracedParts(
  { traces }: NetworkOutput,
  index: number,
  { shares }: ReadWords,
): Pick<Reason, 'words' | 'regions'> {
  const { caption, photo } = traces.of(index);
  return {
    words: caption === null ? null : sumsOfWords(shares, caption),
    regions: photo === null ? null : Array.from(photo),
  };
}

/** What the reasons of a hybrid list are made of. */
export interface HybridReasons {
  readonly output: NetworkOutput;
  readonly candidates: Candidates;
  readonly ofPerson: Pick<OwnTags, 'usesOf' | 'posts'>;
  readonly words: ReadWords;
  readonly hasCaption: boolean;
  readonly hasPhoto: boolean;
  readonly hasHistory: boolean;
}

/** Why a tag stands in a hybrid list: the exact split of its logit and of its score (systems.md §3, §5 and §8). */
function reasonOf(index: number, about: HybridReasons): Reason {
  const { output, candidates, ofPerson, words, hasCaption, hasPhoto, hasHistory } = about;
  const split = contributionOf(output.contributions, index);
  const [head, start] = [candidates.shiftOf(index), candidates.startOf(index)];
  const { classifier, sequence, nearest, usual, named, fitting } = candidates.partsOf(index);
  const inVocabulary = index < output.scores.length;
  // What the network has in place of a photo, a caption or earlier posts is the same for every post without: it is nobody's part.
  const caption = hasCaption ? split.caption : 0;
  const photo = hasPhoto ? split.photo : 0;
  const history = hasHistory ? split.history : 0;
  const values = { named, network: classifier, together: sequence, near: nearest, habit: usual, fitting };
  return {
    parts: REASON_PARTS.flatMap((name) => {
      const value = name in values ? values[name as keyof typeof values] : 0;
      return value === 0 ? [] : [{ name, value }];
    }),
    named: null,
    ...{ usedInPosts: ofPerson.usesOf(candidates.tags[index]?.key ?? ''), ofPosts: ofPerson.posts, nearPosts: 0 },
    logit: split.logit + start + head,
    ...{ caption, photo, history, head, inVocabulary },
    bias: split.logit - caption - photo - history + start,
    ...(inVocabulary ? tracedParts(output, index, words) : { words: null, regions: null }),
  };
}

/** One line of a hybrid list. */
export function suggestionOf(index: number, about: HybridReasons): TagSuggestion {
  const { candidates } = about;
  const tag = candidates.tags[index] ?? { key: '', label: '' };
  const reason = reasonOf(index, about);
  return {
    key: tag.key,
    label: tag.label,
    score: reason.parts.reduce((sum, { value }) => sum + value, 0),
    probability: candidates.probabilityOf(index),
    reason,
  };
}

/** Where the network looked: words of the caption, regions of the photo, and how they go together. */
export function attentionOf(
  output: NetworkOutput,
  { words, shares }: ReadWords,
  photo: PhotoEncoding | null,
): Attention {
  const { wordAttention, regionAttention, affinity } = output;
  return {
    words: wordAttention === null ? [] : attentionOfWords(words, shares, wordAttention),
    regions:
      photo === null || regionAttention === null
        ? null
        : { rows: photo.rows, columns: photo.columns, weights: Array.from(regionAttention), box: photo.box },
    affinity:
      affinity === null || photo === null ? null : affinityOfWords(shares, affinity, photo.rows * photo.columns),
  };
}

/** The gate w as shown: null for networks without one and for posts with only a photo or only a caption. */
export function gateOf(output: NetworkOutput, hasBoth: boolean, chosenByPerson: boolean): Recommendation['gate'] {
  if (output.gate === null || !hasBoth) return null;
  const strip = Array.from(output.gate);
  return { mean: strip.reduce((sum, w) => sum + w, 0) / Math.max(1, strip.length), strip, chosenByPerson };
}
