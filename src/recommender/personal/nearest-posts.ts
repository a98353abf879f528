/** A post near another one. */
export interface NearPost {
  /** Place among the vectors added, from 0. */
  readonly place: number;
  readonly cosine: number;
}

/** Room for so many vectors at first; it doubles. */
const ROOM = 64;

/** Vectors p_j of length 1, one after the other in one array, and those nearest to another one. */
export class NearestPosts {
  #width = 0;
  #count = 0;
  #directions = new Float32Array(0);

  /** @returns the vector's place; null for zeros, vectors that are not finite and those of another width than the first */
  add(vector: Float32Array): number | null {
    const direction = directionOf(vector);
    if (direction === null) return null;
    if (this.#count === 0) this.#width = vector.length;
    if (vector.length !== this.#width) return null;
    const place = this.#count;
    this.#count += 1;
    if (this.#directions.length < this.#count * this.#width) {
      const wider = new Float32Array(Math.max(ROOM, 2 * place) * this.#width);
      wider.set(this.#directions);
      this.#directions = wider;
    }
    this.#directions.set(direction, place * this.#width);
    return place;
  }

  /** The `count` posts of the highest cosine, nearest first; among equals the one that was added first. */
  near(vector: Float32Array, count: number): NearPost[] {
    const direction = directionOf(vector);
    if (direction?.length !== this.#width) return [];
    const nearest: NearPost[] = [];
    for (let place = 0; place < this.#count; place += 1) {
      const cosine = this.#cosine(direction, place);
      if (nearest.length === count && cosine <= (nearest.at(-1)?.cosine ?? -Infinity)) continue;
      const behind = nearest.findIndex((post) => post.cosine < cosine);
      nearest.splice(behind < 0 ? nearest.length : behind, 0, { place, cosine });
      if (nearest.length > count) nearest.pop();
    }
    return nearest;
  }

  #cosine(direction: Float32Array, place: number): number {
    const [directions, width] = [this.#directions, this.#width];
    const start = place * width;
    let sum = 0;
    for (let i = 0; i < width; i += 1) sum += (direction[i] ?? 0) * (directions[start + i] ?? 0);
    return sum;
  }
}

/** The vector at length 1; null for zeros and what is not finite. */
function directionOf(vector: Float32Array): Float32Array | null {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : null;
}
