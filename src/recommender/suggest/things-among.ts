import type { PostTag } from '../../domain/post/post.ts';
import type { CaptionWord } from './caption-reading.ts';
import { runsOf } from './namings.ts';
import { longestOnce } from './spans.ts';

/** A bird, a dish, a sport … that the vocabulary has no hashtag of. */
export interface Thing extends PostTag {
  /** Log-odds that who writes it makes it a hashtag, over what all words of the vocabulary have in common (`naming.rates`). */
  readonly rate: number;
}

/** A thing that a caption names: caption[start, end). */
export interface ThingFound extends Thing {
  readonly start: number;
  readonly end: number;
  readonly words: number;
}

/** The things of a caption, the longest name where one lies inside another, each once. @param of the thing that neighbouring words are */
export function thingsAmong(
  words: readonly CaptionWord[],
  of: (run: readonly CaptionWord[]) => Thing | null,
): readonly ThingFound[] {
  const found = [...runsOf(words)].flatMap(([, run]) => {
    const thing = of(run);
    return thing === null ? [] : { ...thing, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0, words: run.length };
  });
  return longestOnce(found);
}
