import { existsSync } from 'node:fs';
import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { normalize } from 'node:path';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { CSV_TOP } from '../../domain/output/tag-output.ts';
import { readCsvList } from './csv-list.ts';
import { JSON_TOP, readJsonList } from './json-list.ts';
import type { ListText } from './list-text.ts';
import type { Out } from './out.ts';
import { systemReason } from '../terminal/system-reason.ts';

export interface ListOptions {
  readonly format: 'csv' | 'json';
  readonly path: string;
  /** Do everything anew instead of going on. */
  readonly again: boolean;
  /** Photos of this run. */
  readonly photos: readonly string[];
}

const FORMATS = {
  csv: { empty: CSV_TOP, read: readCsvList },
  json: { empty: JSON_TOP, read: readJsonList },
} as const;

/**
 * A list that grows at its end. Nothing that stands in it is dropped but an entry that an interrupted run left unfinished; with `again`
 * also the entries of this run's photos. What has to change above the end is written into a file beside and renamed.
 * @throws TagweaveError `usage` when the file holds something else, or cannot be read or written
 */
export async function openList({ format, path, again, photos }: ListOptions): Promise<Out> {
  const content = existsSync(path) ? await readable(path) : '';
  const { empty, read } = FORMATS[format];
  const found = content === null ? null : listIn(content, empty, read);
  if (found === null && !again) {
    throw new TagweaveError(
      'usage',
      `${path} exists and is not a list of Tagweave’s in UTF-8, or is damaged. Name another file, or use --again.`,
    );
  }
  const list = found ?? read(empty);
  if (list === null) throw new Error('an empty list could not be read');
  const recorded = new RecordedNames(photos);
  const kept = again ? list.entries.filter(({ file }) => !recorded.isOf(file)) : list.entries;
  const whole = list.top + list.joined(kept.map(({ text }) => text), true); // prettier-ignore
  const file = new GrowingFile(await targetOf(path), path, whole, list.stop);
  // Done anew, a list stays as it is until the first result is there to take its place.
  if (!again || content === '') await file.open(content ?? '');
  for (const entry of kept) recorded.add(entry.file);
  let first = kept.length === 0;
  return {
    get failed() {
      return file.failed;
    },
    isDone: (photo) => Promise.resolve(recorded.has(photo)),
    check: () => Promise.resolve(),
    async write(post) {
      await file.open(content ?? '');
      await file.append(list.joined([list.entry(post)], first));
      first = false;
      recorded.add(post.name);
    },
    close: () => file.close(),
  };
}

function listIn(content: string, empty: string, read: (content: string) => ListText | null): ListText | null {
  if (content.replace(/^\ufeff/u, '').trim() === '') return read(empty);
  const list = read(content);
  const isCutEntry = list?.entries.at(-1)?.text.trimEnd().endsWith(HALF_LETTER) === true;
  return isCutEntry ? null : list;
}

/** Stands for half a letter at the end of a file. */
const HALF_LETTER = '\ufffd';

/** The file's text letter by letter; null where it is not UTF-8. An interrupted run may have left half a letter at its end. */
async function readable(path: string): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new TagweaveError('usage', `${path} cannot be read (${systemReason(cause)}). Name another file with --out.`, { cause }); // prettier-ignore
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (const cut of [0, 1, 2, 3]) {
    try {
      return decoder.decode(bytes.subarray(0, bytes.length - cut)) + (cut === 0 ? '' : HALF_LETTER);
    } catch {
      // one byte less
    }
  }
  return null;
}

/** The file itself where `path` is a link to it. */
async function targetOf(path: string): Promise<string> {
  return existsSync(path) ? realpath(path) : path;
}

/** A file whose end moves; every write leaves a whole list, or one that lacks its last entry only. */
class GrowingFile {
  readonly #path: string;
  readonly #shown: string;
  readonly #whole: string;
  readonly #stop: string;
  #handle: FileHandle | null = null;
  #end = 0;
  failed = false;

  /** @param shown the path in messages */
  constructor(path: string, shown: string, whole: string, stop: string) {
    this.#path = path;
    this.#shown = shown;
    this.#whole = whole;
    this.#stop = stop;
  }

  /** @param content what the file holds now */
  async open(content: string): Promise<void> {
    if (this.#handle !== null) return;
    const text = this.#whole + this.#stop;
    this.#end = Buffer.byteLength(this.#whole);
    await this.#guarded(async () => {
      if (content !== text || !existsSync(this.#path)) await replaceFile(this.#path, text);
      this.#handle = await open(this.#path, 'r+');
    });
  }

  async append(entry: string): Promise<void> {
    const bytes = Buffer.from(entry + this.#stop);
    await this.#guarded(async () => {
      for (let done = 0; done < bytes.length;) {
        const written = await this.#handle?.write(bytes, done, bytes.length - done, this.#end + done);
        done += written?.bytesWritten ?? bytes.length;
      }
    });
    this.#end += bytes.length - Buffer.byteLength(this.#stop);
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.failed = true;
      throw new TagweaveError(
        'usage',
        `${this.#shown} cannot be written (${systemReason(cause)}). What it holds is kept; the same command goes on there.`,
        { cause },
      );
    }
  }
}

/** Written beside and renamed: at every moment the old text is there, or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${String(process.pid)}.tmp`;
  try {
    const handle = await open(beside, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (existsSync(path)) await chmod(beside, (await stat(path)).mode);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * Photos that a list names. A path may be written in several ways (`./a.jpg`), and a name with accents in two forms of Unicode: such a
 * name counts for another spelling unless it is, letter by letter, that of another photo of this run.
 */
class RecordedNames {
  readonly #photos: ReadonlySet<string>;
  readonly #photoForms: ReadonlySet<string>;
  readonly #names = new Set<string>();
  readonly #forms = new Set<string>();

  constructor(photos: readonly string[]) {
    this.#photos = new Set(photos);
    this.#photoForms = new Set(photos.map(formOf));
  }

  /** Whether a recorded name is that of a photo of this run. */
  isOf(name: string): boolean {
    return this.#photos.has(name) || this.#photoForms.has(formOf(name));
  }

  add(name: string): void {
    this.#names.add(name);
    if (!this.#photos.has(name)) this.#forms.add(formOf(name));
  }

  has(photo: string): boolean {
    return this.#names.has(photo) || this.#forms.has(formOf(photo));
  }
}

function formOf(path: string): string {
  return normalize(path).replaceAll('\\', '/').normalize('NFC');
}
