import * as v from 'valibot';
import { textOf } from '../../archives/files/archive-files.ts';
import { LARGEST_TEXT_BYTES } from '../../archives/files/archive-file.ts';
import type { ArchiveFile } from '../../archives/files/archive-file.ts';
import { EntryError } from '../../archives/files/entry-error.ts';

/** A line of a `posts.jsonl` (docs/train-your-own.md). */
export const lineSchema = v.object({
  id: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.nonEmpty()),
  user: v.nullish(v.string(), null),
  date: v.nullish(v.string(), null),
  image: v.nullish(v.string(), null),
  caption: v.nullish(v.string(), ''),
  tags: v.nullish(v.array(v.string()), () => []),
});

/** A line with its number, the first is 1; `text` null: it is in no encoding that is known. */
export interface Line {
  readonly number: number;
  readonly text: string | null;
}

const LF = 10;

/**
 * The lines of a text file that are not empty. A file of which some lines are UTF-8 is UTF-8: the lines that are not are told as such,
 * and the others are used. A file without any such line is read in the code page it looks like, as a whole.
 * @throws EntryError when it cannot be read at all
 */
export async function linesOf(file: ArchiveFile): Promise<Line[]> {
  if (file.sizeBytes > LARGEST_TEXT_BYTES) throw new EntryError('too-large', file.path);
  const bytes = new Uint8Array(await (await file.blob()).arrayBuffer());
  const raw = splitLines(bytes);
  const read = raw.map(utf8Of);
  const isUtf8 =
    !bytes.includes(0) && (!read.includes(null) || raw.some((line, n) => read[n] !== null && !isAscii(line)));
  const texts = isUtf8 ? read : (await textOf(file)).split('\n');
  return texts.flatMap((text, n) => (text?.trim() === '' ? [] : [{ number: n + 1, text: text?.trim() ?? null }]));
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** A byte order mark is dropped by the decoder. */
function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
