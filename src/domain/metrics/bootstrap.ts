import { f1Of, hitCount } from './metrics.ts';

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

/** What of a unit is averaged: its posts, and of each run (seed) and side the sums of its posts' precision and recall. */
export interface UnitSums {
  readonly posts: number;
  readonly runs: readonly {
    readonly precision: readonly [before: number, after: number];
    readonly recall: readonly [before: number, after: number];
  }[];
}

const RESAMPLES = 2000;

/** Paired bootstrap over units: the same draw of people (or posts) for both sides. The same numbers for the same seed. */
export function pairedDifference(posts: readonly PairedPost[], seed: number): Difference {
  return differenceOfUnits([...byUnit(posts).values()].map(sumsOf), seed);
}

/**
 * The same of units that are summed already, with one or several runs of both sides; a resample's difference is the mean of the
 * runs' differences (systems.md §7: three seeds). Every unit has the same number of runs.
 */
export function differenceOfUnits(units: readonly UnitSums[], seed: number): Difference {
  const runs = units[0]?.runs.length ?? 0;
  if (runs === 0) return { f1: 0, low: 0, high: 0 };
  // Flat numbers: 2,000 draws of 1,210 posts are read here.
  const width = 1 + 4 * runs;
  const flat = Float64Array.from(
    units.flatMap((unit) => [unit.posts, ...unit.runs.flatMap((run) => [...run.precision, ...run.recall])]),
  );
  const total = new Float64Array(width);
  const add = (unit: number): void => {
    for (let i = 0; i < width; i += 1) total[i] = (total[i] ?? 0) + (flat[unit * width + i] ?? 0);
  };
  let state = seed >>> 0;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * units.length);
  };
  const resampled = Array.from({ length: RESAMPLES }, () => {
    total.fill(0);
    for (let n = units.length; n > 0; n -= 1) add(draw());
    return differenceOf(total, runs);
  }).sort((a, b) => a - b);
  const at = (share: number): number => resampled[Math.round(share * (RESAMPLES - 1))] ?? 0;
  total.fill(0);
  units.forEach((_, unit) => {
    add(unit);
  });
  return { f1: differenceOf(total, runs), low: at(0.025), high: at(0.975) };
}

/** Mean over the runs of F1 after − F1 before; `total`: posts, then of each run both precisions and both recalls. */
function differenceOf(total: Float64Array, runs: number): number {
  const [posts = 0] = total;
  let sum = 0;
  for (let run = 0; run < runs; run += 1) {
    const at = (place: number): number => (total[1 + 4 * run + place] ?? 0) / posts;
    sum += f1Of(at(1), at(3)) - f1Of(at(0), at(2));
  }
  return sum / runs;
}

function sumsOf(posts: readonly PairedPost[]): UnitSums {
  const sum = (value: (post: PairedPost, list: readonly string[]) => number): [number, number] => [
    posts.reduce((total, post) => total + value(post, post.before), 0),
    posts.reduce((total, post) => total + value(post, post.after), 0),
  ];
  const precision = sum(({ assigned }, list) => (list.length === 0 ? 0 : hitCount(assigned, list) / list.length));
  const recall = sum(({ assigned }, list) => hitCount(assigned, list) / assigned.length);
  return { posts: posts.length, runs: [{ precision, recall }] };
}

function byUnit(posts: readonly PairedPost[]): Map<string, PairedPost[]> {
  const units = new Map<string, PairedPost[]>();
  for (const post of posts) {
    if (post.assigned.length > 0) units.set(post.unit, [...(units.get(post.unit) ?? []), post]);
  }
  return units;
}
