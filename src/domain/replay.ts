import { measure } from './metrics/metrics.ts';
import type { Metrics } from './metrics/metrics.ts';

/**
 * What a replay compares, step by step: the network without the person, with the paper's history, + own tags, + the personal head; then
 * the floors: popular tags, the person's most used tags, the tags of the nearest own posts.
 */
export const REPLAY_SYSTEMS = ['nothing', 'history', 'ownTags', 'head', 'popular', 'usual', 'nearest'] as const;
export type ReplaySystem = (typeof REPLAY_SYSTEMS)[number];

/** One post that was recommended before it was learnt. */
export interface ReplayedPost {
  readonly id: string;
  /** Posts of the same person before it. */
  readonly earlier: number;
  /** Its own tags, keys. */
  readonly assigned: readonly string[];
  /** The keys that each system suggests, best first. */
  readonly suggested: Readonly<Record<ReplaySystem, readonly string[]>>;
}

/** How many posts came before: from … to, without end when `to` is null. */
export interface EarlierBand {
  readonly from: number;
  readonly to: number | null;
}

export const EARLIER_BANDS: readonly EarlierBand[] = [
  { from: 0, to: 0 },
  { from: 1, to: 2 },
  { from: 3, to: 5 },
  { from: 6, to: 10 },
  { from: 11, to: null },
];

export type SystemMetrics = Readonly<Record<ReplaySystem, Metrics>>;

/** Posts with about as many posts before them, and how each system did on them. */
export interface ReplayBand extends EarlierBand {
  readonly posts: number;
  readonly systems: SystemMetrics;
}

/** "How well does it know me?": what every system would have suggested for the person's own posts, each from the posts before it. */
export interface OwnReplay {
  /** Tags suggested a post. */
  readonly count: number;
  /** Posts that were recommended: with tags, and with a vector of the present models. */
  readonly posts: number;
  /** Posts left out because they wait to be encoded by the present models. */
  readonly waiting: number;
  readonly bands: readonly ReplayBand[];
  /** All posts together. */
  readonly systems: SystemMetrics;
}

export function inBand({ from, to }: EarlierBand, earlier: number): boolean {
  return earlier >= from && (to === null || earlier <= to);
}

export function systemMetrics(posts: readonly ReplayedPost[]): SystemMetrics {
  return Object.fromEntries(
    REPLAY_SYSTEMS.map((system) => [
      system,
      measure(posts.map(({ assigned, suggested }) => ({ assigned, recommended: suggested[system] }))),
    ]),
  ) as Record<ReplaySystem, Metrics>;
}

export function replayBands(posts: readonly ReplayedPost[]): ReplayBand[] {
  return EARLIER_BANDS.map((band) => {
    const found = posts.filter((post) => inBand(band, post.earlier));
    return { ...band, posts: found.length, systems: systemMetrics(found) };
  });
}
