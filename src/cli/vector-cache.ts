import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Fused vectors of posts that were encoded before, by content: one line of JSON each, a file for each set of models. */
export class VectorCache {
  readonly #path: string;
  readonly #vectors = new Map<string, Float32Array>();

  /** @param folder default `$XDG_CACHE_HOME/tagweave/vectors`, else `~/.cache/tagweave/vectors` */
  constructor(maker: string, folder: string | null) {
    const home = folder ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tagweave', 'vectors');
    this.#path = join(home, `${maker.replace(/[^a-z0-9.@-]+/giu, '_')}.jsonl`);
    try {
      mkdirSync(home, { recursive: true });
      for (const line of readFileSync(this.#path, 'utf8').split('\n')) this.#read(line);
    } catch {
      // Nothing kept yet, or nothing can be: everything is encoded.
    }
  }

  get(key: string): Float32Array | undefined {
    return this.#vectors.get(key);
  }

  set(key: string, vector: Float32Array): void {
    this.#vectors.set(key, vector);
    const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
    try {
      appendFileSync(this.#path, `${JSON.stringify([key, bytes.toString('base64')])}\n`);
    } catch {
      // A folder that cannot be written keeps nothing; the evaluation goes on.
    }
  }

  /** A line cut short by an interrupted run counts as none. */
  #read(line: string): void {
    try {
      const [key, base64] = JSON.parse(line) as [unknown, unknown];
      if (typeof key !== 'string' || typeof base64 !== 'string') return;
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
      if (bytes.length > 0 && bytes.length % 4 === 0) this.#vectors.set(key, new Float32Array(bytes.buffer));
    } catch {
      // Not a line of ours.
    }
  }
}

/** Identity of a post's content. */
export function contentKey(photo: Uint8Array | null, caption: string): string {
  return createHash('sha256')
    .update(photo ?? 'no photo')
    .update('\0')
    .update(caption)
    .digest('hex');
}
