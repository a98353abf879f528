import { TagweaveError } from '../../domain/errors/errors.ts';
import type { Vocabulary } from '../../domain/models/network-manifest.ts';
import type { PostTag } from '../../domain/post/post.ts';
import { throwIfAborted } from '../../encoders/download/abort.ts';
import { HeadTraining, headOutput } from '../../network/training/head-training.ts';
import type { HeadTrainingOptions, HeadWeights } from '../../network/training/head-training.ts';
import { rank } from '../../network/heads/hybrid.ts';
import { breath } from '../../recommender/work/breath.ts';
import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import { LARGEST_K, metOf, metricsAt } from '../judged.ts';
import type { Met } from '../judged.ts';
import type { OwnPost } from './own-post.ts';
import type { OwnPart } from './parts.ts';

export interface TrainOptions {
  /** The same seed and posts give the same weights on the same backend. */
  readonly seed: number;
  /** At most. */
  readonly epochs: number;
  /** A hashtag is learnt from so many training posts on. */
  readonly leastUses: number;
  /** The K of the F1 that is watched. */
  readonly k: number;
}

/** Adam's usual step, not tuned; epochs in which neither F1 nor loss on the watched posts gets better before it stops. */
export const TRAINING = { rate: 0.001, patience: 4 } as const;

/** Posts a step: a small set takes small steps, so that an epoch has about 25 of them. */
function batchOf(posts: number): number {
  return Math.max(8, Math.min(64, Math.ceil(posts / 25)));
}

/** Fewer posts or hashtags are no set to learn from. */
const LEAST = { train: 20, validation: 4, tags: 5 } as const;
/** Posts judged at a time: bounds the memory of ŷ. */
const JUDGED = 256;

/** How far training is after an epoch; epoch 0 is before the first step. */
export interface EpochReport {
  /** Which fusion learns, where several are compared. */
  readonly fusion?: 'sum' | 'mean' | 'weighted';
  readonly epoch: number;
  /** Σ_h binary cross-entropy, mean over training posts; null at epoch 0. */
  readonly loss: number | null;
  /** The same over validation posts. */
  readonly validationLoss: number;
  /** F1@K over validation posts. */
  readonly f1: number;
}

export interface LearnCalls {
  readonly signal?: AbortSignal | undefined;
  readonly onEpoch?: ((report: EpochReport) => void) | undefined;
}

export interface TrainedHead {
  readonly head: HeadWeights;
  readonly epochs: readonly EpochReport[];
  /** The epoch whose weights these are: the best F1 on validation, of equals the lowest loss. */
  readonly best: number;
}

/** The hashtags to learn, most used first: those of enough training posts, by the spelling that the base network knows where it does. */
export function tagsToLearn(
  posts: readonly OwnPost[],
  parts: readonly OwnPart[],
  base: { readonly vocabulary: Vocabulary; readonly index: VocabularyIndex },
  leastUses: number,
): Vocabulary['tags'] {
  const found = new Map<string, { readonly tag: PostTag; uses: number; readonly users: Set<string | null> }>();
  posts.forEach(({ tags, user }, n) => {
    if (parts[n] !== 'train') return;
    for (const tag of new Map(tags.map((one) => [base.index.canonical(one.key), one])).entries()) {
      const [key, written] = tag;
      const entry = found.get(key) ?? { tag: { key, label: written.label }, uses: 0, users: new Set() };
      entry.uses += 1;
      entry.users.add(user);
      found.set(key, entry);
    }
  });
  return [...found.values()]
    .filter(({ uses }) => uses >= leastUses)
    .sort((a, b) => b.uses - a.uses || (a.tag.key < b.tag.key ? -1 : 1))
    .map(({ tag, uses, users }) => {
      // What it is about, whether it is light or personal: known of the base's hashtags, and minded by the page.
      const place = base.index.indexOf(tag.key);
      const known = place === null ? {} : base.vocabulary.tags[place];
      return { ...known, ...tag, count: uses, authors: users.size };
    });
}

/** What training sees of the posts: z of each (row-major), and its hashtags. */
export interface TrainingSet {
  /** Places of the posts that have z, in this order. */
  readonly rows: readonly number[];
  /** z, rows × 2d. */
  readonly z: Float32Array;
  readonly width: number;
  /** Class indices of each row's hashtags, in the new vocabulary. */
  readonly tags: readonly (readonly number[])[];
  /** |G| of each post, by its place. */
  readonly sizes: readonly number[];
  readonly parts: readonly OwnPart[];
}

/** Rows of one part. */
export function partRows({ rows, parts }: Pick<TrainingSet, 'rows' | 'parts'>, part: OwnPart): number[] {
  return rows.flatMap((post, row) => (parts[post] === part ? [row] : []));
}

function pick(
  set: Pick<TrainingSet, 'z' | 'width' | 'tags'>,
  rows: readonly number[],
): { readonly inputs: Float32Array; readonly tags: (readonly number[])[] } {
  const { width } = set;
  const inputs = new Float32Array(rows.length * width);
  rows.forEach((row, n) => {
    inputs.set(set.z.subarray(row * width, (row + 1) * width), n * width);
  });
  return { inputs, tags: rows.map((row) => set.tags[row] ?? []) };
}

/**
 * Trains a tag head on the train part and keeps the weights of the epoch that is best on the validation part; the test part is not looked at.
 * @throws TagweaveError `usage` when there is too little to learn from, `aborted`
 */
export async function trainHead(
  start: HeadWeights,
  set: TrainingSet,
  { seed, epochs, k }: TrainOptions,
  { signal, onEpoch }: LearnCalls = {},
): Promise<TrainedHead> {
  checkEnough(set, start.columns);
  const training = new HeadTraining(start, pick(set, partRows(set, 'train')), optionsFor(set, seed));
  const found = await learnWatched(
    {
      epoch: () => training.epoch(),
      now: async () => ({ head: await training.weights(), z: set.z }),
      dispose: () => {
        training.dispose();
      },
    },
    set,
    { epochs, k },
    { signal, onEpoch },
  );
  return { head: found.made.head, epochs: found.epochs, best: found.best };
}

/** @throws TagweaveError `usage` when there is too little to learn from */
export function checkEnough(set: Pick<TrainingSet, 'rows' | 'parts'>, columns: number): void {
  const [train, validation] = [partRows(set, 'train').length, partRows(set, 'validation').length];
  if (train < LEAST.train || validation < LEAST.validation || columns < LEAST.tags)
    throw tooLittle(train, validation, columns);
}

/** Seed, step and batch for a set. */
export function optionsFor(set: Pick<TrainingSet, 'rows' | 'parts'>, seed: number): HeadTrainingOptions {
  return { seed, rate: TRAINING.rate, batch: batchOf(partRows(set, 'train').length) };
}

/** What learns, an epoch at a time. */
export interface Learner<Made> {
  /** @returns mean loss a post */
  epoch: () => Promise<number>;
  /** What was learnt, as it is now; asked for before the first epoch and after each. */
  now: () => Promise<Made>;
  dispose: () => void;
}

/** A head, and z of every row of the set by what was learnt with it. */
export interface Judgeable {
  readonly head: HeadWeights;
  readonly z: Float32Array;
}

/**
 * Epochs until neither F1 nor loss on the validation part gets better ({@link TRAINING}), and what was learnt in the best of them; the test
 * part is not looked at. The learner is disposed of.
 * @throws TagweaveError `aborted`
 */
export async function learnWatched<Made extends Judgeable>(
  learner: Learner<Made>,
  set: Omit<TrainingSet, 'z'>,
  { epochs, k }: Pick<TrainOptions, 'epochs' | 'k'>,
  { signal, onEpoch }: LearnCalls = {},
): Promise<{ readonly made: Made; readonly epochs: readonly EpochReport[]; readonly best: number }> {
  const validation = partRows(set, 'validation');
  const posts = validation.map((row) => set.rows[row] ?? 0);
  const sizes = posts.map((post) => set.sizes[post] ?? 0);
  const reports: EpochReport[] = [];
  let best: { readonly report: EpochReport; readonly made: Made } | null = null;
  let least = { loss: Infinity, epoch: 0 };
  try {
    for (let epoch = 0; epoch <= epochs; epoch += 1) {
      await breath(); // lets an abort come in
      throwIfAborted(signal);
      const loss = epoch === 0 ? null : await learner.epoch();
      const made = await learner.now();
      const watched = pick({ ...set, z: made.z }, validation);
      const said = await headOutput(made.head, watched.inputs);
      const report: EpochReport = {
        ...{ epoch, loss },
        validationLoss: crossEntropy(said, watched.tags, made.head.columns),
        f1: f1Of(said, watched.tags, made.head.columns, sizes, k),
      };
      reports.push(report);
      onEpoch?.(report);
      if (best === null || isBetter(report, best.report)) best = { report, made };
      if (report.validationLoss < least.loss) least = { loss: report.validationLoss, epoch };
      if (epoch - Math.max(best.report.epoch, least.epoch) >= TRAINING.patience) break;
    }
  } finally {
    learner.dispose();
  }
  if (best === null) throw tooLittle(0, 0, 0);
  return { made: best.made, epochs: reports, best: best.report.epoch };
}

/** A higher F1 on the watched posts; of equals the lower loss, since few posts have few values of F1. */
function isBetter(one: EpochReport, other: EpochReport): boolean {
  return one.f1 > other.f1 || (one.f1 === other.f1 && one.validationLoss < other.validationLoss);
}

/** What the head's lists met, a number for each post of the set's places; `length`: how many posts there are in all. */
export async function metByHead(head: HeadWeights, set: TrainingSet, length: number): Promise<Met> {
  const met = new Uint16Array(length);
  for (let from = 0; from < set.rows.length; from += JUDGED) {
    const rows = set.rows.slice(from, from + JUDGED);
    const said = await headOutput(head, set.z.subarray(from * set.width, (from + rows.length) * set.width));
    rows.forEach((post, n) => {
      met[post] = metAt(said, n, head.columns, set.tags[from + n] ?? []);
    });
  }
  return met;
}

function metAt(said: Float32Array, row: number, columns: number, tags: readonly number[]): number {
  return metOf(rank(said.subarray(row * columns, (row + 1) * columns), LARGEST_K), new Set(tags));
}

function f1Of(
  said: Float32Array,
  tags: readonly (readonly number[])[],
  columns: number,
  sizes: readonly number[],
  k: number,
): number {
  const met = Uint16Array.from(tags, (own, row) => metAt(said, row, columns, own));
  return metricsAt(met, sizes, k, [...sizes.keys()]).f1;
}

function crossEntropy(said: Float32Array, tags: readonly (readonly number[])[], columns: number): number {
  let sum = 0;
  tags.forEach((own, row) => {
    const wanted = new Set(own);
    for (let tag = 0; tag < columns; tag += 1) {
      const p = said[row * columns + tag] ?? 0;
      sum -= Math.log(1e-7 + (wanted.has(tag) ? p : 1 - p));
    }
  });
  return sum / Math.max(1, tags.length);
}

function tooLittle(train: number, validation: number, tags: number): TagweaveError {
  return new TagweaveError(
    'usage',
    `There is too little to learn from: ${train} posts to learn, ${validation} to watch and ${tags} hashtags used often enough; it takes ${LEAST.train}, ${LEAST.validation} and ${LEAST.tags}.`,
    { details: { train, validation, tags } },
  );
}
