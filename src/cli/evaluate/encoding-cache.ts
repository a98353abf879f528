import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where commands keep what they have encoded: `$XDG_CACHE_HOME/tagweave/encodings`, else `~/.cache/tagweave/encodings`. */
function encodingFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tagweave', 'encodings');
}

/** Everything about a matrix but its numbers. */
type Header = Readonly<Record<string, unknown>>;

/** A matrix with what belongs to it. */
export interface KeptMatrix<Kept extends Header> {
  readonly header: Kept;
  readonly data: Float32Array<ArrayBuffer>;
}

/**
 * Matrices of one encoder on disk, by the content they were made of: `<encoder>.f32` holds the numbers one after the other, `<encoder>.jsonl` a line
 * for each, `[key, first byte, numbers, header]`. Written at the end only, so that a run that is interrupted loses its last one.
 */
export class EncodingCache<Kept extends Header> {
  readonly #lines: string;
  readonly #places = new Map<string, readonly [number, number, Kept]>();
  readonly #file: number | null;

  /** @param folder a folder that cannot be written keeps nothing, and the work goes on */
  constructor(encoder: string, folder = encodingFolder()) {
    const name = join(folder, encoder.replace(/[^a-z0-9.@-]+/giu, '_'));
    this.#lines = `${name}.jsonl`;
    this.#file = opened(folder, `${name}.f32`);
    if (this.#file === null) return;
    const end = fstatSync(this.#file).size;
    for (const line of linesOf(this.#lines)) this.#read(line, end);
  }

  get(key: string): KeptMatrix<Kept> | null {
    const place = this.#places.get(key);
    if (place === undefined || this.#file === null) return null;
    const [start, count, header] = place;
    const data = new Float32Array(count);
    const read = readSync(this.#file, new Uint8Array(data.buffer), 0, 4 * count, start);
    return read === 4 * count ? { header, data } : null;
  }

  set(key: string, header: Kept, data: Float32Array): void {
    if (this.#file === null) return;
    try {
      const start = fstatSync(this.#file).size;
      writeSync(this.#file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      appendFileSync(this.#lines, `${JSON.stringify([key, start, data.length, header])}\n`);
      this.#places.set(key, [start, data.length, header]);
    } catch {
      // A full disk keeps nothing more.
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
  }

  /** A line cut short, or one whose numbers were not written, counts as none. */
  #read(line: string, end: number): void {
    try {
      const [key, start, count, header] = JSON.parse(line) as [string, number, number, Kept];
      if (start + 4 * count <= end) this.#places.set(key, [start, count, header]);
    } catch {
      // Not a line of ours.
    }
  }
}

function opened(folder: string, path: string): number | null {
  try {
    mkdirSync(folder, { recursive: true });
    return openSync(path, 'a+');
  } catch {
    return null;
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
