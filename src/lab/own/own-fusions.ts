import type { Difference } from '../../domain/metrics/bootstrap.ts';
import type { NetworkBackend } from '../../domain/recommendation.ts';
import type { GateNumbers } from '../../network/training/gate-training.ts';
import type { HeadWeights } from '../../network/training/head-training.ts';
import { differenceAt } from '../judged.ts';
import type { Met } from '../judged.ts';
import { trainFusion } from './train-fusions.ts';
import { FUSIONS } from '../lists.ts';
import type { FusionSet } from './train-fusions.ts';
import type { Fusion } from '../lists.ts';
import { metByHead } from './train-own.ts';
import type { EpochReport, LearnCalls, TrainOptions } from './train-own.ts';

/** A fusion that was trained, and what it is worth on the test part. */
export interface OwnFusion {
  readonly fusion: Fusion;
  readonly met: Met;
  readonly epochs: readonly EpochReport[];
  readonly best: number;
  /** Milliseconds of its epochs. */
  readonly timeMs: number;
  /** Mean of w of each judged post; ½ without a gate. */
  readonly shares: readonly number[];
}

/** One fusion less another in F1@K, paired over the judged posts. */
export interface FusionDifference {
  readonly of: Fusion;
  readonly less: Fusion;
  readonly difference: Difference;
}

/** The paper's Table 1 on somebody's own posts, of one body. */
export interface OwnFusions {
  /** `id@revision` of the body. */
  readonly base: string;
  readonly tags: number;
  /** What the body's own list meets. */
  readonly before: Met;
  readonly trained: readonly OwnFusion[];
  readonly differences: readonly FusionDifference[];
  readonly sizes: readonly number[];
  /** The judged posts. */
  readonly rows: readonly number[];
  readonly backend: NetworkBackend;
}

interface MadeFusion extends OwnFusion {
  readonly head: HeadWeights;
  readonly gate: GateNumbers | null;
}

/** Trains every fusion from the same start, one after the other. @param judged posts of the test part @throws TagweaveError `aborted` */
export async function compareFusions(
  start: HeadWeights,
  set: FusionSet,
  judged: readonly number[],
  options: TrainOptions,
  { signal, onEpoch }: LearnCalls,
): Promise<MadeFusion[]> {
  const rowOf = new Map(set.rows.map((post, row) => [post, row]));
  const made: MadeFusion[] = [];
  for (const fusion of FUSIONS) {
    const began = performance.now();
    const { head, gate, z, shares, epochs, best } = await trainFusion(fusion, start, set, options, {
      signal,
      onEpoch: (report) => onEpoch?.({ ...report, fusion }),
    });
    const timeMs = performance.now() - began;
    made.push({
      ...{ fusion, head, gate, epochs, best, timeMs },
      met: await metByHead(head, { ...set, z }, set.parts.length),
      shares: judged.map((post) => shares[rowOf.get(post) ?? -1] ?? 0.5),
    });
  }
  return made;
}

/** The paper's question, and its control: weighted less sum, weighted less mean. */
export function differencesOf(
  made: readonly OwnFusion[],
  sizes: readonly number[],
  k: number,
  rows: readonly number[],
): FusionDifference[] {
  const metOf = (fusion: Fusion): Met => made.find((one) => one.fusion === fusion)?.met ?? new Uint16Array();
  return (['sum', 'mean'] as const).flatMap((less) => {
    const runs = [less, 'weighted' as const].map((fusion) => [{ seed: null, met: metOf(fusion) }]);
    const difference = differenceAt(runs[0] ?? [], runs[1] ?? [], sizes, k, rows);
    return difference === null ? [] : [{ of: 'weighted' as const, less, difference }];
  });
}
