import type { PostTag } from '../post/post.ts';

/** A tagged post as it leaves Tagweave in a file. */
export interface OutputPost {
  /** Name or path of the photo; empty for a caption alone. */
  readonly name: string;
  readonly caption: string;
  readonly tags: readonly Pick<PostTag, 'label'>[];
  /** What the photo shows, in one line; absent where nobody was asked (the command line). */
  readonly altText?: string;
}

export const CSV_COLUMNS = ['file', 'caption', 'tags'] as const;

/** A new list: its byte order mark tells spreadsheets that it is UTF-8; the columns' names. */
export const CSV_TOP = `\ufeff${CSV_COLUMNS.join(',')}\r\n`;

/** A spreadsheet cell: quoted, and never one that a spreadsheet would run as a formula. */
export function csvCell(text: string): string {
  const safe = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** What {@link outputCsvRow} wrote into a cell, without the guard against formulas. */
export function plainCell(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** One row, its line break included; by RFC 4180 unless the list around it has other habits. */
export function outputCsvRow(
  { name, caption, tags }: OutputPost,
  { delimiter = ',', newline = '\r\n' }: { readonly delimiter?: string; readonly newline?: string } = {},
): string {
  return [name, caption, tags.map((tag) => `#${tag.label}`).join(' ')].map(csvCell).join(delimiter) + newline;
}

/** A whole list; with a column for alt texts where there are any. */
export function outputCsv(posts: readonly OutputPost[]): string {
  if (posts.every(({ altText = '' }) => altText === ''))
    return CSV_TOP + posts.map((post) => outputCsvRow(post)).join('');
  const rows = posts.map((post) => `${outputCsvRow(post, { newline: '' })},${csvCell(post.altText ?? '')}\r\n`);
  return `${CSV_TOP.trimEnd()},alt_text\r\n${rows.join('')}`;
}

/** What stands in a JSON file for a post. */
export function outputRecord({ name, caption, tags, altText = '' }: OutputPost): {
  readonly file: string;
  readonly caption: string;
  readonly tags: readonly string[];
  readonly altText?: string;
} {
  return { file: name, caption, tags: tags.map((tag) => tag.label), ...(altText === '' ? {} : { altText }) };
}

export function outputJson(posts: readonly OutputPost[]): string {
  return JSON.stringify(posts.map(outputRecord), null, 2) + '\n';
}
