import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { PostTag } from '../../domain/post/post.ts';
import type { CaptionReading, CaptionWord } from './caption-reading.ts';
import { runsOf, textOf } from './namings.ts';
import { longestOnce, raised } from './spans.ts';

/** `things.json` (training/things/build.py): keys between spaces, by their rate. */
export interface ThingTable {
  readonly rates: Readonly<Record<string, string>>;
}

/** A bird, a dish, a sport … that the vocabulary has no hashtag of: caption[start, end). The tag is as the caption writes it. */
export interface ThingFound extends PostTag {
  readonly start: number;
  readonly end: number;
  readonly words: number;
  /** Log-odds that who writes it makes it a hashtag, over what all words of the vocabulary have in common (`naming.rates`). */
  readonly rate: number;
}

/** Finds things in captions. */
export class Things {
  readonly #rates = new Map<string, number>();

  constructor({ rates }: ThingTable) {
    for (const [rate, keys] of Object.entries(rates)) {
      for (const key of keys.split(' ')) this.#rates.set(key, Number(rate));
    }
  }

  /** The things of a caption, the longest name where one lies inside another, each once. */
  thingsIn({ words }: Pick<CaptionReading, 'words'>): readonly ThingFound[] {
    const found = [...runsOf(words)].flatMap(([, run]) => this.#of(run) ?? []);
    return longestOnce(found);
  }

  #of(run: readonly CaptionWord[]): ThingFound | null {
    const text = textOf(run);
    const [key, label] = [hashtagKey(text), hashtagLabel(raised(text))];
    if (key === null || label === null) return null;
    const rate = formsOf(key).flatMap((form) => this.#rates.get(form) ?? [])[0];
    const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
    return rate === undefined ? null : { key, label, start, end, words: run.length, rate };
  }
}

/** A word and what it may be the plural of. */
function formsOf(key: string): string[] {
  const forms = [key];
  if (key.endsWith('ies')) forms.push(`${key.slice(0, -3)}y`);
  if (key.endsWith('es')) forms.push(key.slice(0, -2));
  if (key.endsWith('s')) forms.push(key.slice(0, -1));
  return forms;
}
