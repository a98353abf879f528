import Papa from 'papaparse';
import { hashtagsIn } from '../domain/hashtag.ts';
import { nameOf, textOf } from './archive-files.ts';
import type { ArchiveFile, ArchiveFiles } from './archive-files.ts';
import { joinTags, splitCaption } from './caption-tags.ts';
import { secondsDate, textDate } from './json-entries.ts';
import type { Findings } from './reading.ts';

const TABLE = /\.(?:csv|tsv)$/iu;

/** Names of columns that people and programs use, in lower case. */
const COLUMNS = {
  photo: ['photo', 'file', 'filename', 'file name', 'image', 'picture', 'path', 'фото', 'файл', 'зображення'],
  caption: ['caption', 'text', 'description', 'title', 'post', 'підпис', 'текст', 'опис', 'назва'],
  tags: ['tags', 'hashtags', 'keywords', 'теги', 'хештеги', 'гештеги', 'ключові слова'],
  date: ['date', 'time', 'created', 'created_at', 'createdat', 'timestamp', 'posted', 'дата', 'час', 'створено'],
} as const;
type Column = keyof typeof COLUMNS;

export function isTable(files: ArchiveFiles): boolean {
  return files.named(TABLE).length > 0;
}

/** A table with a heading line (RFC 4180, also with semicolons or tabs) and photos in the folder or archive beside it. */
export async function readTable(files: ArchiveFiles, findings: Findings): Promise<void> {
  for (const file of files.named(TABLE)) {
    const { data } = Papa.parse<readonly string[]>(await textOf(file), { skipEmptyLines: 'greedy' });
    const [heading = [], ...rows] = data;
    const columns = columnsOf(heading);
    if (columns.tags === undefined && columns.caption === undefined) {
      findings.problem('unreadable', nameOf(file.path));
      continue;
    }
    for (const [index, row] of rows.entries()) {
      // Line 1 is the heading; people count lines as their table program does.
      takeRow(row, columns, file, `${nameOf(file.path)}, ${index + 2}`, files, findings);
    }
  }
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

function takeRow(
  row: readonly string[],
  columns: Columns,
  file: ArchiveFile,
  where: string,
  files: ArchiveFiles,
  findings: Findings,
): void {
  const cell = (column: Column): string => {
    const place = columns[column];
    return place === undefined ? '' : (row[place] ?? '').trim();
  };
  const written = cell('date');
  const createdAt = written === '' ? file.writtenAt : dateOf(written);
  if (createdAt === null) {
    findings.problem(written === '' ? 'date-missing' : 'date-unclear', where);
    return;
  }
  const { caption, tags } = splitCaption(cell('caption'));
  const path = cell('photo');
  findings.take({
    ...{ caption, createdAt, where, platform: null },
    tags: joinTags(tagCell(cell('tags')), tags),
    photo: path === '' ? null : (files.find(path) ?? 'missing'),
  });
}

/** “#a #b”, “a, b” and “a b” alike: without signs and commas each word is a tag. */
function tagCell(text: string) {
  return hashtagsIn(/[#,;\n]/u.test(text) ? text : text.replace(/\s+/gu, ','));
}

/** ISO, day.month.year, seconds; day/month/year and month/day/year only where a number above 12 tells which is which. */
export function dateOf(text: string): Date | null {
  if (/^\d{9,11}$/u.test(text)) return secondsDate(Number(text));
  const iso = textDate(text);
  if (iso !== null) return iso;
  const match = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ ,T]+(\d{1,2}:\d\d(?::\d\d)?))?$/u.exec(text);
  if (match === null) return null;
  const [, one = '', sign, two = '', year = '', clock = '00:00'] = match;
  const isDayFirst = sign === '.' || Number(one) > 12;
  if (!isDayFirst && Number(two) <= 12 && one !== two) return null;
  const [day, month] = isDayFirst ? [one, two] : [two, one];
  return textDate(
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${clock.padStart(clock.indexOf(':') === 1 ? clock.length + 1 : clock.length, '0')}`,
  );
}
