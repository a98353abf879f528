import { CSV_COLUMNS, outputCsvRow, plainCell } from '../../domain/output/tag-output.ts';
import type { OutputPost } from '../../domain/output/tag-output.ts';
import type { ListText } from './list-text.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** `sep=;` above the heading: how Excel is told the delimiter. */
const SEPARATOR = /^sep=(.)(?:\r\n|\r|\n)/u;
const LINE_BREAK = /\r\n|\r|\n/u;

interface Row {
  readonly cells: readonly string[];
  /** Behind the row, its line break included. */
  readonly end: number;
  /** Length of its line break; 0 at the end of the text. */
  readonly breakLength: number;
  /** False when a quote is not closed, or closed in the middle of a cell: then nobody knows where cells end. */
  readonly sound: boolean;
}

/**
 * A list as this program or a spreadsheet saved it: any delimiter, line break, quoting; more columns behind ours. Null for a file of
 * another kind, and for one whose rows cannot be told apart.
 */
export function readCsvList(content: string): ListText | null {
  const mark = content.startsWith('\ufeff') ? 1 : 0;
  const named = SEPARATOR.exec(content.slice(mark));
  const start = mark + (named?.[0].length ?? 0);
  const delimiter = (named === null ? [...DELIMITERS] : [named[1] ?? ',']).find((one) =>
    isHeading(content, start, one),
  );
  if (delimiter === undefined) return null;
  const [newline = '\r\n'] = LINE_BREAK.exec(content) ?? [];
  const entries: { readonly file: string; readonly text: string }[] = [];
  const heading = rowAt(content, start, delimiter);
  let end = heading.end;
  while (end < content.length) {
    const row = rowAt(content, end, delimiter);
    const text = content.slice(end, row.end);
    if (row.end === content.length && isUnfinished(text, row, delimiter)) break;
    if (!row.sound) return null;
    // Without its last line break, or with half of one, the row itself is whole.
    const isCut = row.end === content.length && row.breakLength < newline.length;
    const file = plainCell(row.cells[0] ?? '');
    entries.push({ file, text: isCut ? text.slice(0, text.length - row.breakLength) + newline : text });
    end = row.end;
  }
  const top = content.slice(0, heading.end);
  return {
    top: heading.breakLength === 0 ? top + newline : top,
    entries,
    entry: (post) => entryOf(post, delimiter, newline),
    joined: (texts) => texts.join(''),
    stop: '',
  };
}

function entryOf(post: OutputPost, delimiter: string, newline: string): string {
  return outputCsvRow(post, { delimiter, newline });
}

function isHeading(content: string, start: number, delimiter: string): boolean {
  const { cells, sound } = rowAt(content, start, delimiter);
  return sound && CSV_COLUMNS.every((name, index) => cells[index]?.trim().toLowerCase() === name);
}

/** What an interrupted run leaves behind the last whole row: the beginning of a row as this program writes it. */
function isUnfinished(text: string, row: Row, delimiter: string): boolean {
  if (row.breakLength > 0) return false;
  if (row.sound && row.cells.length >= CSV_COLUMNS.length) return false;
  const cell = '"(?:[^"]|"")*"';
  const between = delimiter.replace(/[|\\{}()[\]^$+*?.]/gu, '\\$&');
  return new RegExp(`^(?:${cell}${between}){0,2}(?:"(?:[^"]|"")*"?)?$`, 'u').test(text);
}

function rowAt(content: string, start: number, delimiter: string): Row {
  const cells: string[] = [];
  let sound = true;
  let at = start;
  for (;;) {
    let cell = '';
    const isQuoted = content[at] === '"';
    if (isQuoted) {
      const close = closingQuote(content, at + 1);
      cell = content.slice(at + 1, close).replaceAll('""', '"');
      if (close === content.length) sound = false;
      at = Math.min(close + 1, content.length);
    }
    const from = at;
    while (at < content.length && content[at] !== delimiter && content[at] !== '\r' && content[at] !== '\n') at += 1;
    const rest = content.slice(from, at);
    if (isQuoted && rest !== '') sound = false;
    cells.push(cell + rest);
    if (content[at] === delimiter) {
      at += 1;
      continue;
    }
    const breakLength = at >= content.length ? 0 : content.startsWith('\r\n', at) ? 2 : 1;
    return { cells, end: at + breakLength, breakLength, sound };
  }
}

/** Place of the quote that closes a cell, or the text's end. */
function closingQuote(content: string, from: number): number {
  for (let at = content.indexOf('"', from); at >= 0; at = content.indexOf('"', at + 2)) {
    if (content[at + 1] !== '"') return at;
  }
  return content.length;
}
