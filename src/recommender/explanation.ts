import type { Attention, Reason, Recommendation, TagSuggestion } from '../domain/recommendation.ts';
import type { CaptionEncoding } from '../encoders/caption-encoder.ts';
import type { PhotoEncoding } from '../encoders/photo-encoder.ts';
import { contributionOf } from '../network/contributions.ts';
import type { NetworkOutput } from '../network/network.ts';
import type { Trace } from '../network/traces.ts';
import type { Candidates } from './candidates.ts';
import type { OwnTags } from './own-tags.ts';
import { affinityOfWords, attentionOfWords, sharesOf, sumsOfWords, wordsOf } from './word-attention.ts';
import type { TokenShares, Word } from './word-attention.ts';

/** A caption's words, and which tokens make them up. */
export interface ReadWords {
  readonly words: readonly Word[];
  readonly shares: TokenShares;
}

export function readWords(caption: { readonly text: string; readonly encoding: CaptionEncoding } | null): ReadWords {
  const words = caption === null ? [] : wordsOf(caption.text);
  return { words, shares: sharesOf(words, caption?.encoding.tokens ?? []) };
}

const NO_TRACE: Trace = { caption: null, photo: null };

/** Why a tag is suggested: the exact split of its logit and of its score (systems.md §3, §5 and §8). */
export function reasonOf(
  output: NetworkOutput,
  candidates: Candidates,
  index: number,
  usedInPosts: number,
  { shares }: ReadWords,
): Reason {
  const { caption, photo, history, bias, logit } = contributionOf(output.contributions, index);
  const [head, start] = [candidates.shiftOf(index), candidates.startOf(index)];
  const parts = candidates.partsOf(index);
  const inVocabulary = index < output.scores.length;
  const { caption: tokens, photo: regions } = inVocabulary ? output.traces.of(index) : NO_TRACE;
  return {
    logit: logit + start + head,
    ...{ caption, photo, history, head },
    bias: bias + start,
    inVocabulary,
    classifierScore: parts.classifier,
    sequenceScore: parts.sequence,
    ownNearestScore: parts.nearest,
    ownUsualScore: parts.usual,
    ownNamedScore: parts.named,
    ownFittingScore: parts.fitting,
    usedInPosts,
    words: tokens === null ? null : sumsOfWords(shares, tokens),
    regions: regions === null ? null : Array.from(regions),
  };
}

/** One line of the list. */
export function suggestionOf(
  output: NetworkOutput,
  candidates: Candidates,
  index: number,
  ofPerson: Pick<OwnTags, 'usesOf'>,
  read: ReadWords,
): TagSuggestion {
  const tag = candidates.tags[index] ?? { key: '', label: '' };
  return {
    key: tag.key,
    label: tag.label,
    score: candidates.scores[index] ?? 0,
    probability: candidates.probabilityOf(index),
    reason: reasonOf(output, candidates, index, ofPerson.usesOf(tag.key), read),
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
