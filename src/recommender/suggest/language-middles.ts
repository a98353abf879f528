import type { RankingModel } from '../../domain/models/ranking-model.ts';

interface Offset {
  readonly values: Float32Array;
  readonly length: number;
}

/**
 * Where the captions of each language lie (`near.languages`, training/ranking/languages.py). Every own post's caption is asked about, so
 * what does not change with it is made once.
 */
export class LanguageMiddles {
  readonly #least: number;
  readonly #offsets: readonly Offset[];

  constructor({ least, offsets }: RankingModel['near']['languages']) {
    this.#least = least;
    this.#offsets = Object.values(offsets).map((offset) => {
      const values = Float32Array.from(offset);
      return { values, length: Math.sqrt(product(values, values)) };
    });
  }

  /** A caption's vector, seen from the middle of all, without what it shares with every other of its language. */
  seenFrom(vector: Float32Array): Float32Array {
    const length = Math.sqrt(product(vector, vector));
    let [likest, most]: [Offset | null, number] = [null, this.#least];
    for (const one of this.#offsets) {
      const like = product(vector, one.values) / (length * one.length);
      if (like >= most) [likest, most] = [one, like];
    }
    return likest === null ? vector : less(vector, likest.values);
  }
}

/** one − other */
export function less(one: Float32Array, other: ArrayLike<number>): Float32Array {
  return one.map((value, i) => value - (other[i] ?? 0));
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += (one[i] ?? 0) * (other[i] ?? 0);
  return sum;
}
