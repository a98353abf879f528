import { occasionEvidence } from '../../domain/tags/occasions.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import { tactOf } from '../tact/tact.ts';
import { mayShow, tactfulCount } from '../tact/tactful.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { isSaid } from './evidence.ts';
import type { Tactful } from './suggest.ts';

/** What tact asks of a list. */
export interface ListTact {
  readonly grave: boolean;
  readonly tactful: Tactful;
  /** How many tags the list may have. */
  readonly count: (wanted: number) => number;
}

/**
 * Tact on one post: a plain, short list on a grave caption, and no occasion without evidence from photo or caption.
 * @param encoder `id@revision` of the caption's vectors @param today the post's day; null when nobody knows
 */
export function tactFor(
  caption: { readonly text: string; readonly encoding: CaptionEncoding } | null,
  encoder: string,
  vocabulary: VocabularyIndex,
  today: Date | null,
): ListTact {
  const tact = tactOf(caption, encoder);
  return {
    grave: tact.grave,
    tactful: (candidate, probability, wanted) => {
      const { tag } = candidate;
      const named = wanted || isSaid(candidate);
      if (tact.grave) {
        const facts = { ...tag, ...vocabulary.factsOf(vocabulary.canonical(tag.key)) };
        if (!mayShow(facts, tact, { named, probability })) return false;
      }
      return wanted || occasionEvidence(tag.key, { caption: caption?.text ?? '', date: today, probability }).allowed;
    },
    count: (wanted) => tactfulCount(wanted, tact),
  };
}
