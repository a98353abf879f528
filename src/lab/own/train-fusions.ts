import { fusedPosts, GateTraining } from '../../network/training/gate-training.ts';
import type { Fusible, GateNumbers } from '../../network/training/gate-training.ts';
import { HeadTraining } from '../../network/training/head-training.ts';
import type { HeadWeights } from '../../network/training/head-training.ts';
import type { UserVectors } from '../../network/layers/user-vectors.ts';
import type { Fusion } from '../lists.ts';
import { checkEnough, learnWatched, optionsFor, partRows } from './train-own.ts';
import type { EpochReport, Judgeable, LearnCalls, TrainingSet, TrainOptions } from './train-own.ts';

/** What fusions learn from: t and v of every row in the place of z, and what their histories are. */
export interface FusionSet extends Omit<TrainingSet, 'z'>, Fusible {
  readonly d: number;
  /** u of every row by what its p is now. */
  readonly history: UserVectors;
}

export interface TrainedFusion {
  readonly head: HeadWeights;
  /** Null for `sum` and `mean`. */
  readonly gate: GateNumbers | null;
  /** z of every row. */
  readonly z: Float32Array;
  /** Mean of w of every row; ½ without a gate. */
  readonly shares: Float32Array;
  readonly epochs: readonly EpochReport[];
  readonly best: number;
}

interface Learnt extends Judgeable {
  readonly gate: GateNumbers | null;
  readonly shares: Float32Array;
}

/**
 * Trains a tag head over one fusion of frozen t and v, `weighted` together with its gate; the same seed, order of posts, step and early stop
 * for all three. u follows p: it is computed anew before every epoch and stands still within it.
 * @throws TagweaveError `usage` when there is too little to learn from, `aborted`
 */
export async function trainFusion(
  fusion: Fusion,
  start: HeadWeights,
  set: FusionSet,
  options: TrainOptions,
  calls: LearnCalls = {},
): Promise<TrainedFusion> {
  checkEnough(set, start.columns);
  const learner =
    fusion === 'weighted' ? gateLearner(start, set, options.seed) : await headLearner(fusion, start, set, options.seed);
  const { made, epochs, best } = await learnWatched<Learnt>(learner, set, options, calls);
  return { ...made, epochs, best };
}

/** Without a gate p and u stand still. */
async function headLearner(fusion: 'sum' | 'mean', start: HeadWeights, set: FusionSet, seed: number) {
  const { post, gate: shares } = await fusedPosts(fusion, set.d, null, set);
  const z = sideBySide(post, await set.history.users(post), set.d);
  const train = partRows(set, 'train');
  const examples = { inputs: rowsOf(z, train, set.width), tags: train.map((row) => set.tags[row] ?? []) };
  const training = new HeadTraining(start, examples, optionsFor(set, seed));
  return {
    epoch: () => training.epoch(),
    now: async (): Promise<Learnt> => ({ head: await training.weights(), gate: null, z, shares }),
    dispose: () => {
      training.dispose();
    },
  };
}

function gateLearner(start: HeadWeights, set: FusionSet, seed: number) {
  const { d } = set;
  const train = partRows(set, 'train');
  const training = new GateTraining(
    d,
    start,
    {
      ...{ caption: rowsOf(set.caption, train, d), photo: rowsOf(set.photo, train, d) },
      tags: train.map((row) => set.tags[row] ?? []),
    },
    optionsFor(set, seed),
  );
  let users = new Float32Array(train.length * d);
  return {
    epoch: () => training.epoch(users),
    now: async (): Promise<Learnt> => {
      const { head, gate } = await training.made();
      const { post, gate: shares } = await fusedPosts('weighted', d, gate, set);
      const all = await set.history.users(post);
      users = rowsOf(all, train, d);
      return { head, gate, z: sideBySide(post, all, d), shares };
    },
    dispose: () => {
      training.dispose();
    },
  };
}

/** z = [p ; u], row by row. */
function sideBySide(p: Float32Array, u: Float32Array, d: number): Float32Array {
  const z = new Float32Array(2 * p.length);
  for (let from = 0; from < p.length; from += d) {
    z.set(p.subarray(from, from + d), 2 * from);
    z.set(u.subarray(from, from + d), 2 * from + d);
  }
  return z;
}

function rowsOf(values: Float32Array, rows: readonly number[], width: number): Float32Array<ArrayBuffer> {
  const found = new Float32Array(rows.length * width);
  rows.forEach((row, n) => {
    found.set(values.subarray(row * width, (row + 1) * width), n * width);
  });
  return found;
}
