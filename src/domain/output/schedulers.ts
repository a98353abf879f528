import data from './schedulers.json';
import { csvCell } from './tag-output.ts';

/** A scheduler's table, as it takes many posts at once. Dated data, like the platforms' rules. */
export interface Scheduler {
  readonly id: string;
  readonly name: string;
  /** Names as they stand in its own template, in order; letters' case counts. */
  readonly columns: readonly string[];
  /** Whether the columns' names are the first row; without, their order alone tells. */
  readonly header: boolean;
  /** The column that holds caption and tags. */
  readonly text: string;
  /** The column for what the photo shows, where there is one. */
  readonly altText?: string;
  /** What stands in a column whatever the post. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** The column that is `TRUE` for a platform (id of `platforms.json`). */
  readonly platforms?: Readonly<Record<string, string>>;
  readonly source: string;
  /** ISO date on which `source` itself was looked at; null = not yet. */
  readonly checkedAt: string | null;
  /** ISO date on which the columns were last seen as public programs write them. */
  readonly seenAt: string;
}

/** The shipped tables (`schedulers.json`; the test beside checks their schema). */
export const SCHEDULERS: readonly Scheduler[] = data.schedulers;

/** A post as a scheduler posts it. */
export interface ScheduledPost {
  /** Caption and tags. */
  readonly text: string;
  /** What the photo shows; empty where nobody said. */
  readonly altText: string;
}

/**
 * The table of a scheduler, for one platform. Days, times and the addresses of photos stay empty: Tagweave knows none of them, and the
 * photos are on this device only.
 */
export function schedulerCsv(posts: readonly ScheduledPost[], scheduler: Scheduler, platform: string | null): string {
  const { columns, header, text, altText, fixed = {}, platforms = {} } = scheduler;
  const flag = platform === null ? undefined : platforms[platform];
  const value = (post: ScheduledPost, column: string): string => {
    if (column === text) return post.text;
    if (column === altText) return post.altText;
    if (column === flag) return 'TRUE';
    return fixed[column] ?? '';
  };
  const rows = posts.map((post) => columns.map((column) => csvCell(value(post, column))).join(','));
  const lines = header ? [columns.join(','), ...rows] : rows;
  return `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`;
}
