import {
  add,
  cast,
  concat,
  greater,
  log,
  matMul,
  mean,
  mul,
  rsqrt,
  scalar,
  sigmoid,
  slice,
  square,
  sub,
  sum,
  tensor1d,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { fuse, gateLogits, LEAKY_SLOPE } from '../layers/fusion.ts';
import type { HeadTrainingOptions, HeadWeights } from './head-training.ts';
import { Learnt } from './learnt.ts';
import { seededNormal } from '../tensors/seeded.ts';
import { evenBatches, shuffled } from '../tensors/shuffle.ts';
import { dense, disposeAll, tidied } from '../tensors/tensors.ts';
import type { GateWeights } from '../tensors/weights.ts';

/** The gate of systems.md §3 as plain numbers, batch normalisation folded to scale and shift: the tensors of {@link GateWeights}. */
export type GateNumbers = Readonly<Record<keyof GateWeights, Float32Array>>;

/** What the gate mixes, post by post, d numbers each, row-major. */
export interface Fusible {
  /** t. */
  readonly caption: Float32Array;
  /** v. */
  readonly photo: Float32Array;
}

/** Posts to learn from. */
export interface GateExamples extends Fusible {
  /** Class indices of each post's hashtags. */
  readonly tags: readonly (readonly number[])[];
}

type LearntName = keyof GateWeights | 'weights' | 'bias';

/** [D] Keras' constant, as training/design/layers.py has it. */
const EPSILON = 1e-3;
/** [D] Dense_2 starts so small that w starts near ½ (training/design/fusion.py). */
const GAIN2 = 0.1;
/** Keeps log ŷ finite. */
const LEAST = 1e-7;
/** Posts at a time where nothing is learnt: bounds the memory. */
const ROWS = 1024;

/**
 * Trains the gate together with the tag head over frozen t and v (systems.md §3 and §5), one call an epoch: ŷ = sigmoid(W_c [p ; u] + b_c),
 * p = (1−w)⊙t + w⊙v. Every product is a dense one, and all gradients are written out, so that any backend has them; u stands still within an
 * epoch, as in training/. Batch normalisation takes its means of f over all examples at once, since f is frozen, of the hidden layer over
 * each batch, and over all examples when it is folded.
 */
export class GateTraining {
  readonly #examples: GateExamples;
  readonly #options: HeadTrainingOptions;
  readonly #d: number;
  readonly #columns: number;
  readonly #learnt: Learnt<LearntName>;
  /** Means and inverse deviations of f = [t ; v] over the examples, 2d each. */
  readonly #seen: { readonly mean: Float32Array; readonly inverse: Float32Array };
  #epoch = 0;

  /** @param d numbers of t and of v @param head where W_c and b_c begin */
  constructor(d: number, head: HeadWeights, examples: GateExamples, options: HeadTrainingOptions) {
    this.#examples = examples;
    this.#options = options;
    this.#d = d;
    this.#columns = head.columns;
    this.#seen = momentsOf(examples, d);
    const glorot = (rows: number, gain: number, seed: number): Float32Array =>
      seededNormal(rows * d, gain * Math.sqrt(2 / (rows + d)), seed);
    this.#learnt = new Learnt(options.rate, {
      scale1: tensor1d(new Float32Array(2 * d).fill(1)),
      shift1: tensor1d(new Float32Array(2 * d)),
      dense1: tensor2d(glorot(2 * d, 1, 2 * options.seed), [2 * d, d]),
      bias1: tensor1d(new Float32Array(d)),
      scale2: tensor1d(new Float32Array(d).fill(1)),
      shift2: tensor1d(new Float32Array(d)),
      dense2: tensor2d(glorot(d, GAIN2, 2 * options.seed + 1), [d, d]),
      bias2: tensor1d(new Float32Array(d)),
      weights: tensor2d(head.weights, [head.width, head.columns]),
      bias: tensor1d(head.bias),
    });
  }

  /**
   * Goes once through all examples, in an order of its own.
   * @param users u of each example, d numbers each
   * @returns mean loss a post: Σ_h binary cross-entropy
   */
  async epoch(users: Float32Array): Promise<number> {
    const { seed, batch } = this.#options;
    const count = this.#examples.tags.length;
    const order = shuffled(count, seed + 7919 * this.#epoch);
    this.#epoch += 1;
    let total = scalar(0);
    for (const rows of evenBatches(order, batch)) {
      const before = total;
      total = this.#step(rows, users, before);
      before.dispose();
    }
    const [loss = 0] = await total.data<'float32'>();
    total.dispose();
    return loss / Math.max(1, count);
  }

  /** Head and gate as they are now, the gate as a network keeps it. */
  async made(): Promise<{ readonly head: HeadWeights; readonly gate: GateNumbers }> {
    const { scale1, shift1, scale2, shift2, weights, bias, ...dense } = await this.#learnt.numbers();
    const { mean: center, inverse } = this.#seen;
    const first = folded(scale1, shift1, center, inverse);
    const hidden = await this.#hiddenMoments({ ...dense, scale1: first.scale, shift1: first.shift });
    const second = folded(scale2, shift2, hidden.mean, hidden.inverse);
    return {
      head: { width: 2 * this.#d, columns: this.#columns, weights, bias },
      gate: { ...dense, scale1: first.scale, shift1: first.shift, scale2: second.scale, shift2: second.shift },
    };
  }

  /** Frees what it keeps. */
  dispose(): void {
    this.#learnt.dispose();
  }

  #step(rows: readonly number[], users: Float32Array, total: Tensor): Scalar {
    const [d, count] = [this.#d, rows.length];
    const { caption, photo, tags } = this.#examples;
    const { mean: center, inverse } = this.#seen;
    const matrix = (of: Float32Array): Tensor2D => tensor2d(picked(of, rows, d), [count, d]);
    const { loss, grads } = tidied(() => {
      const [t, v, u] = [matrix(caption), matrix(photo), matrix(users)];
      const wanted = tensor2d(marked(tags, rows, this.#columns), [count, this.#columns]);
      const { scale1, shift1, dense1, bias1, scale2, shift2, dense2, bias2, weights, bias } = this.#learnt.tensors();

      // Forwards.
      const f: Tensor2D = mul(sub(concat([t, v], 1), tensor1d(center)), tensor1d(inverse));
      const seen: Tensor2D = add(mul(f, scale1), shift1);
      const before: Tensor2D = add(matMul(seen, dense1 as Tensor2D), bias1);
      const slope: Tensor2D = add(mul(cast(greater(before, 0), 'float32'), 1 - LEAKY_SLOPE), LEAKY_SLOPE);
      const hidden: Tensor2D = mul(before, slope);
      const centred: Tensor2D = sub(hidden, mean(hidden, 0));
      const spread: Tensor1D = rsqrt(add(mean(square(centred), 0), EPSILON));
      const normal: Tensor2D = mul(centred, spread);
      const said: Tensor2D = add(mul(normal, scale2), shift2);
      const w: Tensor2D = sigmoid(add(matMul(said, dense2 as Tensor2D), bias2));
      const apart: Tensor2D = sub(v, t);
      const z = concat([add<Tensor2D>(t, mul(w, apart)), u], 1);
      const guess: Tensor2D = sigmoid(add(matMul(z, weights as Tensor2D), bias));
      const likely = log(add(mul(wanted, guess), add(mul(sub(1, wanted), sub(1, guess)), LEAST)));

      // Backwards, of binary cross-entropy ÷ posts: the error of a name is ∂loss/∂name.
      const ofLogits: Tensor2D = mul(sub(guess, wanted), 1 / count);
      const ofZ = matMul(ofLogits, transpose(weights as Tensor2D));
      const ofW: Tensor2D = mul(slice(ofZ, [0, 0], [count, d]), apart);
      const ofGate: Tensor2D = mul(ofW, mul(w, sub(1, w)));
      const ofSaid = matMul(ofGate, transpose(dense2 as Tensor2D));
      const ofNormal: Tensor2D = mul(ofSaid, scale2);
      const along = mul(normal, mean(mul(ofNormal, normal), 0));
      const ofHidden: Tensor2D = mul(sub(sub(ofNormal, mean(ofNormal, 0)), along), spread);
      const ofBefore: Tensor2D = mul(ofHidden, slope);
      const ofSeen = matMul(ofBefore, transpose(dense1 as Tensor2D));
      return {
        loss: sub<Scalar>(total, sum(likely)),
        grads: {
          scale1: sum(mul(ofSeen, f), 0),
          shift1: sum(ofSeen, 0),
          dense1: matMul(transpose(seen), ofBefore),
          bias1: sum(ofBefore, 0),
          scale2: sum(mul(ofSaid, normal), 0),
          shift2: sum(ofSaid, 0),
          dense2: matMul(transpose(said), ofGate),
          bias2: sum(ofGate, 0),
          weights: matMul(transpose(z), ofLogits),
          bias: sum(ofLogits, 0),
        },
      };
    });
    this.#learnt.step(grads);
    disposeAll(grads);
    return loss;
  }

  /** Mean and inverse deviation of LeakyReLU(Dense_1 f̂) over all examples, d each. */
  async #hiddenMoments({
    scale1,
    shift1,
    dense1,
    bias1,
  }: Pick<GateNumbers, 'scale1' | 'shift1' | 'dense1' | 'bias1'>): Promise<Moments> {
    const d = this.#d;
    const found = new MomentSums(d);
    for (const { caption, photo, count } of chunks(this.#examples, d)) {
      const { hidden } = tidied(() => {
        const f = concat([tensor2d(caption, [count, d]), tensor2d(photo, [count, d])], 1);
        const seen: Tensor2D = add(mul(f, tensor1d(scale1)), tensor1d(shift1));
        return { hidden: dense(seen, tensor2d(dense1, [2 * d, d]), tensor1d(bias1), 'leakyrelu', LEAKY_SLOPE) };
      });
      found.add(await hidden.data<'float32'>());
      hidden.dispose();
    }
    return found.moments();
  }
}

/** p of many posts at once: posts × d, and the mean of w of each; without a gate w is ½. */
export async function fusedPosts(
  fusion: 'sum' | 'mean' | 'weighted',
  d: number,
  gate: GateNumbers | null,
  posts: Fusible,
): Promise<{ readonly post: Float32Array; readonly gate: Float32Array }> {
  const all = posts.caption.length / d;
  const made = { post: new Float32Array(all * d), gate: new Float32Array(all).fill(0.5) };
  let from = 0;
  for (const { caption, photo, count } of chunks(posts, d)) {
    const found = tidied(() => {
      const [t, v] = [tensor2d(caption, [count, d]), tensor2d(photo, [count, d])];
      const fused = fuse(fusion, t, v, gate === null ? null : gateLogits(tensorsOf(gate, d), t, v));
      return { post: fused.post, ...(fused.gate === null ? {} : { gate: mean(fused.gate, 1) }) };
    });
    made.post.set(await found.post.data<'float32'>(), from * d);
    if (found.gate !== undefined) made.gate.set(await found.gate.data<'float32'>(), from);
    disposeAll(found);
    from += count;
  }
  return made;
}

function tensorsOf(gate: GateNumbers, d: number): GateWeights {
  return {
    ...{ scale1: tensor1d(gate.scale1), shift1: tensor1d(gate.shift1), bias1: tensor1d(gate.bias1) },
    ...{ scale2: tensor1d(gate.scale2), shift2: tensor1d(gate.shift2), bias2: tensor1d(gate.bias2) },
    ...{ dense1: tensor2d(gate.dense1, [2 * d, d]), dense2: tensor2d(gate.dense2, [d, d]) },
  };
}

interface Moments {
  readonly mean: Float32Array;
  /** 1 / √(variance + ε). */
  readonly inverse: Float32Array;
}

/** Sums of rows and of their squares, in double precision. */
class MomentSums {
  readonly #sum: Float64Array;
  readonly #squares: Float64Array;
  #rows = 0;

  constructor(width: number) {
    this.#sum = new Float64Array(width);
    this.#squares = new Float64Array(width);
  }

  /** @param values rows × width */
  add(values: Float32Array): void {
    const width = this.#sum.length;
    values.forEach((value, n) => {
      const i = n % width;
      this.#sum[i] = (this.#sum[i] ?? 0) + value;
      this.#squares[i] = (this.#squares[i] ?? 0) + value * value;
    });
    this.#rows += values.length / width;
  }

  moments(): Moments {
    const rows = Math.max(1, this.#rows);
    const center = Float64Array.from(this.#sum, (sum) => sum / rows);
    return {
      mean: Float32Array.from(center),
      inverse: Float32Array.from(this.#squares, (squares, i) => {
        const variance = Math.max(0, squares / rows - (center[i] ?? 0) ** 2);
        return 1 / Math.sqrt(variance + EPSILON);
      }),
    };
  }
}

/** Means and inverse deviations of f = [t ; v], 2d each. */
function momentsOf({ caption, photo }: Fusible, d: number): Moments {
  const [t, v] = [caption, photo].map((values) => {
    const found = new MomentSums(d);
    found.add(values);
    return found.moments();
  }) as [Moments, Moments];
  const joined = (a: Float32Array, b: Float32Array): Float32Array => Float32Array.from([...a, ...b]);
  return { mean: joined(t.mean, v.mean), inverse: joined(t.inverse, v.inverse) };
}

/** γ(x − μ)/σ + β as one scale and one shift. */
function folded(scale: Float32Array, shift: Float32Array, center: Float32Array, inverse: Float32Array) {
  const folding = scale.map((value, i) => value * (inverse[i] ?? 0));
  return { scale: folding, shift: shift.map((value, i) => value - (folding[i] ?? 0) * (center[i] ?? 0)) };
}

function* chunks({ caption, photo }: Fusible, d: number): Generator<Fusible & { readonly count: number }> {
  for (let from = 0; from < caption.length; from += ROWS * d) {
    const [t, v] = [caption, photo].map((values) => values.subarray(from, from + ROWS * d)) as [
      Float32Array,
      Float32Array,
    ];
    yield { caption: t, photo: v, count: t.length / d };
  }
}

/** These rows of a row-major matrix. */
function picked(values: Float32Array, rows: readonly number[], width: number): Float32Array {
  const found = new Float32Array(rows.length * width);
  rows.forEach((row, n) => {
    found.set(values.subarray(row * width, (row + 1) * width), n * width);
  });
  return found;
}

/** y: 1 at each hashtag of a row. */
function marked(tags: readonly (readonly number[])[], rows: readonly number[], columns: number): Float32Array {
  const found = new Float32Array(rows.length * columns);
  rows.forEach((row, n) => {
    for (const tag of tags[row] ?? []) found[n * columns + tag] = 1;
  });
  return found;
}
