import type { ModelCache } from './model-cache.ts';

const NAME = /\.part\d+$/u;

/** True for the key of a part: a file that is not whole yet. */
export function isPart(key: string): boolean {
  return NAME.test(key);
}

/**
 * The parts of a file that have come so far, one entry each, so that even a closed page or a crash loses only the last few
 * megabytes. They are never used as they are: the whole is checked by sha256 when its last byte has come.
 */
export class PartStore {
  readonly #cache: ModelCache;
  /** Null: nothing is kept (no sum to check the joined file by). */
  readonly #key: string | null;
  #count = 0;

  constructor(cache: ModelCache, key: string | null) {
    this.#cache = cache;
    this.#key = key;
  }

  /** All parts from the first on, in order. */
  async read(): Promise<Uint8Array<ArrayBuffer>[]> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let part = await this.#part(0); part !== null; part = await this.#part(parts.length)) parts.push(part);
    this.#count = parts.length;
    return parts;
  }

  /** Bytes of all parts together; reads none of them. */
  async size(): Promise<number> {
    let total = 0;
    for (let place = 0; this.#key !== null; place += 1) {
      const bytes = await this.#cache.size(this.#keyOf(this.#key, place));
      if (bytes === null) break;
      total += bytes;
    }
    return total;
  }

  async append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#key === null || bytes.length === 0) return;
    await this.#cache.write(this.#keyOf(this.#key, this.#count), bytes);
    this.#count += 1;
  }

  async clear(): Promise<void> {
    if (this.#key === null) return;
    // One beyond, and those that another page may have added meanwhile.
    for (let place = 0; place < this.#count || (await this.#part(place)) !== null; place += 1) {
      await this.#cache.remove(this.#keyOf(this.#key, place));
    }
    this.#count = 0;
  }

  async #part(place: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#key === null ? null : this.#cache.read(this.#keyOf(this.#key, place));
  }

  #keyOf(key: string, place: number): string {
    return `${key}.part${String(place)}`;
  }
}
