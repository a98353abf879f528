import type { PostTag } from '../../domain/post.ts';

export interface OutputPost {
  readonly name: string;
  readonly caption: string;
  readonly tags: readonly PostTag[];
}

/** A spreadsheet cell: quoted, and never one that a spreadsheet would run as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

export function outputCsv(posts: readonly OutputPost[]): string {
  const rows = posts.map((post) =>
    [post.name, post.caption, post.tags.map((tag) => `#${tag.label}`).join(' ')].map(cell).join(','),
  );
  return ['file,caption,tags', ...rows].join('\r\n') + '\r\n';
}

export function outputJson(posts: readonly OutputPost[]): string {
  const list = posts.map((post) => ({
    file: post.name,
    caption: post.caption,
    tags: post.tags.map((tag) => tag.label),
  }));
  return JSON.stringify(list, null, 2) + '\n';
}
