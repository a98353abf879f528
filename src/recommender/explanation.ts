import type { Attention, Reason, Recommendation, TagSuggestion } from '../domain/recommendation.ts';
import type { CaptionEncoding } from '../encoders/caption-encoder.ts';
import type { PhotoEncoding } from '../encoders/photo-encoder.ts';
import { contributionOf } from '../network/contributions.ts';
import type { NetworkOutput } from '../network/network.ts';
import type { Candidates } from './candidates.ts';
import type { OwnTags } from './own-tags.ts';
import { affinityOfWords, attentionOfWords, sharesOf, wordsOf } from './word-attention.ts';

/** Why a tag is suggested: the exact split of its logit and of its score (systems.md §3, §5 and §8). */
export function reasonOf(output: NetworkOutput, candidates: Candidates, index: number, usedInPosts: number): Reason {
  const { caption, photo, history, bias, logit } = contributionOf(output.contributions, index);
  const [head, start] = [candidates.shiftOf(index), candidates.startOf(index)];
  const parts = candidates.partsOf(index);
  return {
    logit: logit + start + head,
    ...{ caption, photo, history, head },
    bias: bias + start,
    inVocabulary: index < output.scores.length,
    classifierScore: parts.classifier,
    sequenceScore: parts.sequence,
    ownNearestScore: parts.nearest,
    ownUsualScore: parts.usual,
    ownNamedScore: parts.named,
    usedInPosts,
  };
}

/** One line of the list. */
export function suggestionOf(
  output: NetworkOutput,
  candidates: Candidates,
  index: number,
  ofPerson: Pick<OwnTags, 'usesOf'>,
): TagSuggestion {
  const tag = candidates.tags[index] ?? { key: '', label: '' };
  return {
    key: tag.key,
    label: tag.label,
    score: candidates.scores[index] ?? 0,
    probability: candidates.probabilityOf(index),
    reason: reasonOf(output, candidates, index, ofPerson.usesOf(tag.key)),
  };
}

/** Where the network looked: words of the caption, regions of the photo, and how they go together. */
export function attentionOf(
  output: NetworkOutput,
  caption: { readonly text: string; readonly encoding: CaptionEncoding } | null,
  photo: PhotoEncoding | null,
): Attention {
  const words = caption === null ? [] : wordsOf(caption.text);
  const shares = sharesOf(words, caption?.encoding.tokens ?? []);
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
