import type { RankingModel } from '../../domain/models/ranking-model.ts';
import { isSaid } from './evidence.ts';
import type { Candidate } from './evidence.ts';

/** Tags whose evidence is doubtful (`doubtful` of the ranking model), ready to be asked. */
export class Doubts {
  readonly #said: ReadonlySet<number>;
  readonly #seen: ReadonlySet<number>;
  readonly #least: { readonly said: number; readonly seen: number };

  constructor({ said, seen }: RankingModel['doubtful']) {
    this.#said = new Set(said.tags);
    this.#seen = new Set(seen.tags);
    this.#least = { said: said.least, seen: seen.least };
  }

  /** Whether the caption says a word that nearly nobody means as a hashtag: it has no place for being said. */
  isOnlySaid({ index, naming, own }: Candidate): boolean {
    return index !== null && naming !== null && own === null && this.#said.has(index);
  }

  /**
   * Whether a tag is too improbable for the evidence that it has: a word that is only said, or one dish of many that the photo alone looks like.
   * @param probability calibrated @param hasPhoto the post has one; a caption alone shows no dish
   */
  isDoubtful(candidate: Candidate, probability: number, hasPhoto: boolean): boolean {
    const { index, own } = candidate;
    if (this.isOnlySaid(candidate)) return probability < this.#least.said;
    const isSeen = hasPhoto && index !== null && own === null && !isSaid(candidate) && this.#seen.has(index);
    return isSeen && probability < this.#least.seen;
  }
}
