import type { PostTag } from './post.ts';

/** A tagged post as it leaves Tagweave in a file. */
export interface OutputPost {
  /** Name or path of the photo; empty for a caption alone. */
  readonly name: string;
  readonly caption: string;
  readonly tags: readonly Pick<PostTag, 'label'>[];
}

export const CSV_HEADER = 'file,caption,tags';

/** A spreadsheet cell: quoted, and never one that a spreadsheet would run as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** What {@link outputCsvRow} wrote into a cell, without the guard against formulas. */
export function plainCell(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** One row, its line break included. */
export function outputCsvRow({ name, caption, tags }: OutputPost): string {
  return [name, caption, tags.map((tag) => `#${tag.label}`).join(' ')].map(cell).join(',') + '\r\n';
}

export function outputCsv(posts: readonly OutputPost[]): string {
  return `${CSV_HEADER}\r\n${posts.map(outputCsvRow).join('')}`;
}

/** What stands in a JSON file for a post. */
export function outputRecord({ name, caption, tags }: OutputPost): {
  readonly file: string;
  readonly caption: string;
  readonly tags: readonly string[];
} {
  return { file: name, caption, tags: tags.map((tag) => tag.label) };
}

export function outputJson(posts: readonly OutputPost[]): string {
  return JSON.stringify(posts.map(outputRecord), null, 2) + '\n';
}
