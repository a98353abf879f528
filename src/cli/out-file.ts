import { existsSync } from 'node:fs';
import { open, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import Papa from 'papaparse';
import { TagweaveError } from '../domain/errors.ts';
import { CSV_HEADER, outputCsvRow, outputRecord, plainCell } from '../domain/tag-output.ts';
import type { OutputPost } from '../domain/tag-output.ts';
import { isOwnSidecar, isSidecarOf, sidecarName, xmpSidecar } from '../domain/xmp.ts';
import type { SidecarNames } from '../domain/xmp.ts';
import type { OutFormat } from './arguments.ts';

/** Where the tags of a batch go. Written photo by photo: what is done stays done, however the command ends. */
export interface Out {
  /** True for a photo that an earlier run has done. */
  isDone(photo: string): Promise<boolean>;
  /**
   * Asked before the work for a photo begins.
   * @throws TagweaveError `usage` when its result could not be put there
   */
  check(photo: string): Promise<void>;
  /** @throws TagweaveError `usage` when the result cannot be put there */
  write(post: OutputPost): Promise<void>;
  close(): Promise<void>;
}

export interface OutOptions {
  readonly format: OutFormat;
  /** The file of a CSV or JSON list; sidecars have none. */
  readonly path: string;
  readonly names: SidecarNames;
  /** Do everything anew instead of going on. */
  readonly again: boolean;
}

/** @throws TagweaveError `usage` when the file holds something else or cannot be written */
export async function openOut({ format, path, names, again }: OutOptions): Promise<Out> {
  if (format === 'xmp') return sidecars(names, again);
  const list = format === 'csv' ? CSV : JSON_LIST;
  const content = again || !existsSync(path) ? '' : await readable(path);
  const kept = content === '' ? { files: [], end: 0 } : list.read(content);
  if (kept === null) {
    throw new TagweaveError(
      'usage',
      `${path} exists and is not a list of Tagweave’s. Name another file, or use --again.`,
    );
  }
  const done = new Set(kept.files);
  let handle: FileHandle;
  let end = kept.end;
  try {
    if (content === '') {
      await writeFile(path, list.start);
      end = Buffer.byteLength(list.start) - Buffer.byteLength(list.stop);
    } else await truncate(path, end);
    handle = await open(path, 'r+');
  } catch (cause) {
    throw new TagweaveError('usage', `${path} cannot be written. Name another file with --out.`, { cause });
  }
  const stop = async (): Promise<void> => {
    await handle.write(list.stop, end);
  };
  if (content !== '') await stop();
  return {
    isDone: (photo) => Promise.resolve(done.has(photo)),
    check: () => Promise.resolve(),
    async write(post) {
      const entry = list.entry(post, done.size === 0);
      // One write: a list that is whole before is whole after, or lacks its last lines only.
      await handle.write(entry + list.stop, end);
      end += Buffer.byteLength(entry);
      done.add(post.name);
    },
    close: () => handle.close(),
  };
}

async function readable(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TagweaveError('usage', `${path} cannot be read. Name another file with --out.`, { cause });
  }
}

/** A list that grows at its end. */
interface ListFormat {
  readonly start: string;
  /** What closes the list; the next entry is written over it. */
  readonly stop: string;
  entry(post: OutputPost, first: boolean): string;
  /** Files of the whole entries, and the byte behind the last of them; null for a file of another kind. */
  read(content: string): { readonly files: readonly string[]; readonly end: number } | null;
}

const CSV: ListFormat = {
  start: `${CSV_HEADER}\r\n`,
  stop: '',
  entry: outputCsvRow,
  read(content) {
    if (!content.startsWith(`${CSV_HEADER}\r\n`)) return null;
    // A row counts when its line break stands there; a quoted line break is inside a row.
    let end = 0;
    const files: string[] = [];
    const { data } = Papa.parse<string[]>(content, { newline: '\r\n', delimiter: ',' });
    let offset = 0;
    for (const [index, row] of data.entries()) {
      const length = index === 0 ? CSV_HEADER.length + 2 : rowLength(content, offset);
      if (length === null || row.length !== 3) break;
      offset += length;
      end = Buffer.byteLength(content.slice(0, offset));
      if (index > 0) files.push(plainCell(row[0] ?? ''));
    }
    return { files, end };
  },
};

/** Characters of the row that begins at `offset`, its line break included; null when it ends early. */
function rowLength(content: string, offset: number): number | null {
  let quoted = false;
  for (let at = offset; at < content.length; at += 1) {
    if (content[at] === '"') quoted = !quoted;
    else if (!quoted && content.startsWith('\r\n', at)) return at + 2 - offset;
  }
  return null;
}

/** One entry a line, so that a list whose end is missing can still be read. */
const JSON_LIST: ListFormat = {
  start: '[\n]\n',
  stop: '\n]\n',
  entry: (post, first) => `${first ? '' : ',\n'}${first ? '\n' : ''}${JSON.stringify(outputRecord(post))}`,
  read(content) {
    if (!content.startsWith('[')) return null;
    const files: string[] = [];
    let end = 1;
    let offset = 2;
    for (const line of content.slice(2).split('\n')) {
      const file = fileOf(line.replace(/,$/u, ''));
      if (file === null) break;
      files.push(file);
      end = Buffer.byteLength(content.slice(0, offset + line.replace(/,$/u, '').length));
      offset += line.length + 1;
    }
    const rest = content.slice(1).trim();
    const ours = files.length > 0 || rest === '' || rest === ']' || sameStart(rest, '{"file":');
    return ours ? { files, end } : null;
  },
};

/** True when one begins with the other. */
function sameStart(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function fileOf(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null && 'file' in entry && typeof entry.file === 'string'
      ? entry.file
      : null;
  } catch {
    return null;
  }
}

/** A sidecar beside each photo. One that another program wrote, or wrote to, is never touched. */
function sidecars(names: SidecarNames, again: boolean): Out {
  const check = async (photo: string): Promise<void> => {
    const path = sidecarName(photo, names);
    if (!existsSync(path)) return;
    const content = await readable(path);
    if (!isOwnSidecar(content)) {
      throw new TagweaveError('usage', `${path} is of another program and was left as it is.`);
    }
    if (!isSidecarOf(content, photo)) {
      throw new TagweaveError('usage', `${path} belongs to another photo of this name. Use --sidecars long.`);
    }
  };
  return {
    check,
    async isDone(photo) {
      if (again || !existsSync(sidecarName(photo, names))) return false;
      return check(photo).then(
        () => true,
        () => false, // told when its turn comes
      );
    },
    async write(post) {
      await check(post.name);
      const path = sidecarName(post.name, names);
      const unfinished = `${path}.${String(process.pid)}.tmp`;
      try {
        await writeFile(unfinished, xmpSidecar(post));
        await rename(unfinished, path);
      } catch (cause) {
        await rm(unfinished, { force: true });
        throw new TagweaveError('usage', `${path} cannot be written.`, { cause });
      }
    },
    close: () => Promise.resolve(),
  };
}
