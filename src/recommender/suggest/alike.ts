import type { RankingModel } from '../../domain/models/ranking-model.ts';
import type { Candidate } from './evidence.ts';
import { foldedKey, stemOf } from './stem.ts';

/** Which tags say the same, so that a list carries one of them: Snow and Snowy, five words for happy. */
export class AlikeTags {
  readonly #pairs = new Set<number>();

  /** @param pairs class indices; from names and from how people use them (training/ranking) */
  constructor(pairs: RankingModel['alike']) {
    for (const [one, other] of pairs) this.#pairs.add(pairOf(one, other));
  }

  /** Both used by the person are the person's business. */
  of(one: Candidate, other: Candidate): boolean {
    if (one.own !== null && other.own !== null) return false;
    if (isTranslationOf(one, other) || isTranslationOf(other, one)) return true;
    if (one.index !== null && other.index !== null) return this.#pairs.has(pairOf(one.index, other.index));
    return stemmed(one) === stemmed(other) || overlaps(one, other);
  }
}

/** "playa" of the caption, and #beach that it says in English. */
function isTranslationOf(one: Candidate, other: Candidate): boolean {
  return (
    one.naming?.way === 'translated' &&
    other.naming?.way === 'exact' &&
    one.naming.start === other.naming.start &&
    one.naming.end === other.naming.end
  );
}

/** One number for two class indices in either order: a list asks for some hundred pairs, and text would be made for each. */
function pairOf(one: number, other: number): number {
  return Math.min(one, other) * 2 ** 26 + Math.max(one, other);
}

function stemmed({ tag }: Candidate): string {
  return stemOf(foldedKey(tag.key.replaceAll('_', '')));
}

/** Two names that nobody lists, read from the same words of the caption: "Bridge" and "Tower Bridge". */
function overlaps(one: Candidate, other: Candidate): boolean {
  const [a, b] = [spanOf(one), spanOf(other)];
  return a !== null && b !== null && a.start < b.end && b.start < a.end;
}

function spanOf({ index, naming, place, name }: Candidate): { readonly start: number; readonly end: number } | null {
  return index === null ? (naming ?? place ?? name) : null;
}
