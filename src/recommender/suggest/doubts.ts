import type { RankingModel } from '../../domain/models/ranking-model.ts';
import { isSaid } from './evidence.ts';
import type { Candidate } from './evidence.ts';

/** Tags whose evidence is doubtful (`doubtful` of the ranking model), ready to be asked. */
export class Doubts {
  readonly #said: ReadonlySet<number>;
  readonly #leastSaid: number;
  /** What a tag wants that nothing names: where the post has a photo, and everywhere. */
  readonly #seen: ReadonlyMap<number, number>;
  readonly #unnamed: ReadonlyMap<number, number>;

  readonly #opposites = new Map<number, Set<number>>();

  constructor({ said, seen, described, guessed }: RankingModel['doubtful'], opposites: RankingModel['opposites'] = []) {
    for (const [one, other] of opposites) {
      this.#oppositesOf(one).add(other);
      this.#oppositesOf(other).add(one);
    }
    this.#said = new Set(said.tags);
    this.#leastSaid = said.least;
    this.#seen = leastOf(seen);
    this.#unnamed = new Map([...leastOf(guessed), ...leastOf(described)]);
  }

  /** Whether the caption names what is its opposite ("cat"), and nothing it itself ("dog"). @param named class indices of what it names */
  isOpposed({ index, ...candidate }: Candidate, named: ReadonlySet<number>): boolean {
    if (index === null || candidate.own !== null || named.has(index)) return false;
    const opposites = this.#opposites.get(index);
    return opposites !== undefined && [...opposites].some((other) => named.has(other));
  }

  #oppositesOf(index: number): Set<number> {
    const known = this.#opposites.get(index) ?? new Set();
    this.#opposites.set(index, known);
    return known;
  }

  /** Whether the caption says a word that nearly nobody means as a hashtag: it has no place for being said. */
  isOnlySaid({ index, naming, own }: Candidate): boolean {
    return index !== null && naming !== null && own === null && this.#said.has(index);
  }

  /**
   * Whether a tag is too improbable for the evidence that it has: a word that is only said, one dish or mood of many that the photo alone looks
   * like, one animal or sport of many, or a word of picture descriptions, that nothing names.
   * @param probability calibrated @param hasPhoto the post has one; a caption alone shows no dish
   */
  isDoubtful(candidate: Candidate, probability: number, hasPhoto: boolean): boolean {
    const { index, own } = candidate;
    if (this.isOnlySaid(candidate)) return probability < this.#leastSaid;
    if (index === null || own !== null || isSaid(candidate)) return false;
    const least = Math.max(hasPhoto ? (this.#seen.get(index) ?? 0) : 0, this.#unnamed.get(index) ?? 0);
    return probability < least;
  }
}

function leastOf({ tags, least }: RankingModel['doubtful']['seen']): Map<number, number> {
  return new Map(tags.map((index) => [index, least]));
}
