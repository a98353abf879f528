import { hitCount } from './metrics.ts';

/** Two lists for the same post; `unit` = what is drawn as a whole (a person, whose posts resemble one another). */
export interface PairedPost {
  readonly unit: string;
  readonly assigned: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Difference {
  /** F1 after minus F1 before; F1 = harmonic mean of the averaged precision and recall. */
  readonly f1: number;
  /** Ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

interface Sums {
  readonly posts: number;
  readonly precision: readonly [number, number];
  readonly recall: readonly [number, number];
}

const RESAMPLES = 2000;

/** Paired bootstrap over units: the same draw of people (or posts) for both sides. The same numbers for the same seed. */
export function pairedDifference(posts: readonly PairedPost[], seed: number): Difference {
  const units = [...byUnit(posts).values()].map(sumsOf);
  if (units.length === 0) return { f1: 0, low: 0, high: 0 };
  let state = seed >>> 0;
  const draw = (): Sums => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return units[Math.floor((state / 2 ** 32) * units.length)] ?? NOTHING;
  };
  const differences = Array.from({ length: RESAMPLES }, () => difference(units.map(draw))).sort((a, b) => a - b);
  const at = (share: number): number => differences[Math.round(share * (RESAMPLES - 1))] ?? 0;
  return { f1: difference(units), low: at(0.025), high: at(0.975) };
}

const NOTHING: Sums = { posts: 0, precision: [0, 0], recall: [0, 0] };

function sumsOf(posts: readonly PairedPost[]): Sums {
  const sum = (value: (post: PairedPost, list: readonly string[]) => number): [number, number] => [
    posts.reduce((total, post) => total + value(post, post.before), 0),
    posts.reduce((total, post) => total + value(post, post.after), 0),
  ];
  return {
    posts: posts.length,
    precision: sum(({ assigned }, list) => (list.length === 0 ? 0 : hitCount(assigned, list) / list.length)),
    recall: sum(({ assigned }, list) => hitCount(assigned, list) / assigned.length),
  };
}

function difference(units: readonly Sums[]): number {
  const posts = units.reduce((total, unit) => total + unit.posts, 0);
  const f1 = (side: 0 | 1): number => {
    const precision = units.reduce((total, unit) => total + unit.precision[side], 0) / posts;
    const recall = units.reduce((total, unit) => total + unit.recall[side], 0) / posts;
    return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  };
  return f1(1) - f1(0);
}

function byUnit(posts: readonly PairedPost[]): Map<string, PairedPost[]> {
  const units = new Map<string, PairedPost[]>();
  for (const post of posts) {
    if (post.assigned.length > 0) units.set(post.unit, [...(units.get(post.unit) ?? []), post]);
  }
  return units;
}
