import type { CaptionReading, CaptionWord } from './caption-reading.ts';
import { isDenied } from './denials.ts';
import type { Found, NamingWay } from './lexicon.ts';

/** "Golden Hour" names #goldenhour: neighbouring words that are tried together. */
export const TOGETHER = 4;

/** Finds the hashtag that a word, or a few joined by spaces, stand for. */
export interface NamingLexicon {
  readonly find: (text: string) => Found | null;
}

/** Where and how a caption names a hashtag. */
export interface Naming {
  readonly way: NamingWay;
  /** caption[start, end). */
  readonly start: number;
  readonly end: number;
  /** Words that make up the name. */
  readonly words: number;
  /** Place of the first of them among the caption's words. */
  readonly at: number;
  /** It stands inside a longer name that was found as well: "York" of "New York". */
  readonly inside: boolean;
  /** The caption says that it is not there ("eggs" in "without eggs"), or does not mean it ("cake" in "a piece of cake"). */
  readonly denied: boolean;
}

/**
 * What a caption names of a lexicon: the surest, then the longest, then the first place of each entry.
 * @param language of the caption, BCP 47
 */
export function namingsIn(
  reading: Pick<CaptionReading, 'words'>,
  lexicon: NamingLexicon,
  language = 'en',
): ReadonlyMap<number, Naming> {
  const found: { readonly entry: number; readonly naming: Naming }[] = [];
  for (const [at, run] of runsOf(reading.words)) {
    if (isSmallWord(run)) continue;
    const hit = lexicon.find(textOf(run));
    if (hit === null) continue;
    const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
    const denied = isDenied(reading, start, language);
    found.push({
      entry: hit.entry,
      naming: { way: hit.way, start, end, words: run.length, at, inside: false, denied },
    });
  }
  const longest = new Map<number, Naming>();
  for (const { entry, naming } of found) {
    const inside = found.some(
      ({ naming: other }) => other.words > naming.words && other.start <= naming.start && other.end >= naming.end,
    );
    const here = { ...naming, inside };
    const known = longest.get(entry);
    if (known === undefined || isBetter(here, known)) longest.set(entry, here);
  }
  return longest;
}

/** Every run of one to {@link TOGETHER} joined words, with the place of its first. */
export function* runsOf(words: readonly CaptionWord[]): Generator<readonly [number, readonly CaptionWord[]]> {
  for (let at = 0; at < words.length; at += 1) {
    for (let count = 1; count <= TOGETHER && at + count <= words.length; count += 1) {
      if (count > 1 && words[at + count - 1]?.joined !== true) break;
      yield [at, words.slice(at, at + count)];
    }
  }
}

/** "la" and "ma" are articles and pronouns; "LA" and "MA" are places. One or two Latin letters name only in capitals. */
function isSmallWord(run: readonly CaptionWord[]): boolean {
  const [only] = run;
  if (only === undefined || run.length > 1) return false;
  return /^\p{Script=Latin}{1,2}$/u.test(only.text) && only.text !== only.text.toUpperCase();
}

/** The run as one hashtag would be written; a possessive ’s counts only between words. */
export function textOf(run: readonly CaptionWord[]): string {
  return run.map(({ text, written }, n) => (n < run.length - 1 ? written : text)).join(' ');
}

const SURENESS: Readonly<Record<NamingWay, number>> = { exact: 2, folded: 1, inflected: 0, translated: 0 };

function isBetter(one: Naming, other: Naming): boolean {
  const by = [
    Number(!one.denied) - Number(!other.denied),
    Number(!one.inside) - Number(!other.inside),
    SURENESS[one.way] - SURENESS[other.way],
    one.words - other.words,
    other.at - one.at,
  ].find((difference) => difference !== 0);
  return (by ?? 0) > 0;
}
