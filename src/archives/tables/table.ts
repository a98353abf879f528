import type { DateOrder } from '../../domain/post/import.ts';
import Papa from 'papaparse';
import { hashtagsIn } from '../../domain/tags/hashtag.ts';
import { plainCell } from '../../domain/output/tag-output.ts';
import { textOf } from '../files/archive-files.ts';
import type { ArchiveFile } from '../files/archive-file.ts';
import type { ArchiveFiles } from '../files/archive-files.ts';
import { nameOf } from '../files/archive-path.ts';
import { joinTags, splitCaption } from '../reading/caption-tags.ts';
import { problemOf } from '../files/entry-error.ts';
import type { Findings } from '../reading/reading.ts';
import { tableDate } from './table-dates.ts';

const TABLE = /\.(?:csv|tsv)$/iu;

/** Names of columns that people and programs use, in lower case. */
const COLUMNS = {
  photo: ['photo', 'file', 'filename', 'file name', 'image', 'picture', 'path', 'фото', 'файл', 'зображення'],
  caption: ['caption', 'text', 'description', 'title', 'post', 'підпис', 'текст', 'опис', 'назва'],
  tags: ['tags', 'hashtags', 'keywords', 'теги', 'хештеги', 'гештеги', 'ключові слова'],
  altText: ['alt_text', 'alt text', 'alttext', 'alt', 'опис фото', 'опис фото (alt)'],
  date: ['date', 'time', 'created', 'created_at', 'createdat', 'timestamp', 'posted', 'дата', 'час', 'створено'],
} as const;
type Column = keyof typeof COLUMNS;

export function isTable(files: ArchiveFiles): boolean {
  return files.named(TABLE).length > 0;
}

/** A table with a heading line (RFC 4180, also with semicolons or tabs) and photos in the folder or archive beside it. */
export async function readTable(files: ArchiveFiles, findings: Findings, dateOrder?: DateOrder): Promise<void> {
  for (const file of files.named(TABLE)) {
    const table = await rowsOf(file, findings);
    if (table === null) continue;
    const { heading, rows, firstLine } = table;
    const columns = columnsOf(heading);
    if (columns.tags === undefined && columns.caption === undefined) {
      findings.problem('unreadable', nameOf(file.path));
      continue;
    }
    for (const [index, row] of rows.entries()) {
      const where = `${nameOf(file.path)}, ${index + firstLine}`;
      takeRow({ row, columns, where, dateOrder }, files, findings);
    }
  }
}

interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Number of the first row; people count lines as their table program does. */
  readonly firstLine: number;
}

/** `sep=;` above the heading: how Excel is told the delimiter. */
const SEPARATOR = /^sep=(.)(?:\r\n|\r|\n)/iu;

/** The table's rows; null, and told, when its text cannot be read. */
async function rowsOf(file: ArchiveFile, findings: Findings): Promise<Table | null> {
  let text: string;
  try {
    text = await textOf(file);
  } catch (error) {
    findings.problem(problemOf(error, 'unreadable'), nameOf(file.path));
    return null;
  }
  const [line = '', delimiter] = SEPARATOR.exec(text) ?? [];
  const { data } = Papa.parse<readonly string[]>(text.slice(line.length), {
    skipEmptyLines: 'greedy',
    ...(delimiter === undefined ? {} : { delimiter }),
  });
  const [heading = [], ...rows] = data;
  return { heading, rows, firstLine: delimiter === undefined ? 2 : 3 };
}

function cellOf(row: readonly string[], place: number | undefined): string {
  return place === undefined ? '' : (row[place] ?? '').trim();
}

interface Row {
  readonly dateOrder: DateOrder | undefined;
  readonly row: readonly string[];
  readonly columns: Columns;
  readonly where: string;
}

type Columns = Readonly<Partial<Record<Column, number>>>;

function columnsOf(heading: readonly string[]): Columns {
  const names = heading.map((name) => name.trim().toLowerCase());
  const found: Partial<Record<Column, number>> = {};
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const place = COLUMNS[column].map((name) => names.indexOf(name)).find((one) => one >= 0);
    if (place !== undefined) found[column] = place;
  }
  return found;
}

function takeRow({ row, columns, where, dateOrder }: Row, files: ArchiveFiles, findings: Findings): void {
  const cell = (column: Column): string => cellOf(row, columns[column]);
  const written = cell('date');
  const read = written === '' ? null : tableDate(written, dateOrder);
  // What it teaches does not hang on its day: a post without one comes undated rather than with a day that is not its own.
  if (read === 'unclear') findings.problem('date-unclear', where);
  else if (read === null && written !== '') findings.problem('date-unreadable', where);
  const { caption, tags } = splitCaption(cell('caption'));
  const path = cell('photo');
  findings.take({
    ...{ caption, where, platform: null },
    createdAt: read === 'unclear' ? null : read,
    tags: joinTags(tagCell(cell('tags')), tags),
    photo: path === '' ? null : (files.find(path) ?? files.find(plainCell(path)) ?? 'missing'),
    altText: plainCell(cell('altText')),
  });
}

/** “#a #b”, “a, b” and “a b” alike: without signs and commas each word is a tag. */
function tagCell(text: string) {
  return hashtagsIn(/[#,;\n]/u.test(text) ? text : text.replace(/\s+/gu, ','));
}
