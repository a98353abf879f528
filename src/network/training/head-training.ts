import { add, log, matMul, mul, scalar, sigmoid, sub, sum, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { Learnt } from './learnt.ts';
import { shuffled } from '../tensors/shuffle.ts';
import { dense, disposeAll, tidied } from '../tensors/tensors.ts';

/** The classifier ŷ = sigmoid(W_c z + b_c) of systems.md §5, as plain numbers. */
export interface HeadWeights {
  /** Numbers of z: 2d. */
  readonly width: number;
  /** Hashtags: H. */
  readonly columns: number;
  /** W_c, width × columns, row-major. */
  readonly weights: Float32Array;
  /** b_c, columns. */
  readonly bias: Float32Array;
}

/** Posts to learn from: z of each, row-major, and the class indices of its hashtags. */
export interface HeadExamples {
  readonly inputs: Float32Array;
  readonly tags: readonly (readonly number[])[];
}

export interface HeadTrainingOptions {
  /** The same seed, examples and backend give the same weights. */
  readonly seed: number;
  /** Adam's step. */
  readonly rate: number;
  /** Posts a step. */
  readonly batch: number;
}

/** Keeps log ŷ finite. */
const LEAST = 1e-7;

/**
 * Trains the tag head over frozen z with Adam, one call an epoch. The gradient of binary cross-entropy is written out, ∂/∂W_c = zᵀ(ŷ − y)/B:
 * products and elementwise kernels that every backend has; zᵀ is laid out here, because a transposed product is slow on wasm.
 */
export class HeadTraining {
  readonly #examples: HeadExamples;
  readonly #options: HeadTrainingOptions;
  readonly #learnt: Learnt<'weights' | 'bias'>;
  readonly #width: number;
  readonly #columns: number;
  #epoch = 0;

  constructor({ width, columns, weights, bias }: HeadWeights, examples: HeadExamples, options: HeadTrainingOptions) {
    this.#examples = examples;
    this.#options = options;
    this.#width = width;
    this.#columns = columns;
    this.#learnt = new Learnt(options.rate, { weights: tensor2d(weights, [width, columns]), bias: tensor1d(bias) });
  }

  /** Goes once through all examples, in an order of its own. @returns mean loss a post: Σ_h binary cross-entropy */
  async epoch(): Promise<number> {
    const { seed, batch } = this.#options;
    const count = this.#examples.tags.length;
    const order = shuffled(count, seed + 7919 * this.#epoch);
    this.#epoch += 1;
    let total = scalar(0);
    for (let from = 0; from < count; from += batch) {
      const before = total;
      total = this.#step(order.slice(from, from + batch), before);
      before.dispose();
    }
    const [loss = 0] = await total.data<'float32'>();
    total.dispose();
    return loss / Math.max(1, count);
  }

  /** The weights as they are now. */
  async weights(): Promise<HeadWeights> {
    return { width: this.#width, columns: this.#columns, ...(await this.#learnt.numbers()) };
  }

  /** Frees what it keeps. */
  dispose(): void {
    this.#learnt.dispose();
  }

  #step(posts: readonly number[], total: Tensor): Scalar {
    const { x, xT, y } = this.#batchOf(posts);
    const [rows, width, columns] = [posts.length, this.#width, this.#columns];
    const { loss, grads } = tidied(() => {
      const { weights, bias } = this.#learnt.tensors();
      const guess = sigmoid<Tensor2D>(add(matMul(tensor2d(x, [rows, width]), weights as Tensor2D), bias));
      const wanted = tensor2d(y, [rows, columns]);
      const error: Tensor2D = mul(sub(guess, wanted), 1 / rows);
      const said = log(add(mul(wanted, guess), add(mul(sub(1, wanted), sub(1, guess)), LEAST)));
      const grads = { weights: matMul(tensor2d(xT, [width, rows]), error), bias: sum(error, 0) };
      return { loss: sub<Scalar>(total, sum(said)), grads };
    });
    this.#learnt.step(grads);
    disposeAll(grads);
    return loss;
  }

  /** z and its transpose, and y, of these examples. */
  #batchOf(posts: readonly number[]) {
    const [width, columns] = [this.#width, this.#columns];
    const rows = posts.length;
    const [x, xT, y] = [rows * width, rows * width, rows * columns].map((size) => new Float32Array(size)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    posts.forEach((post, row) => {
      const z = this.#examples.inputs.subarray(post * width, (post + 1) * width);
      x.set(z, row * width);
      z.forEach((value, i) => {
        xT[i * rows + row] = value;
      });
      for (const tag of this.#examples.tags[post] ?? []) y[row * columns + tag] = 1;
    });
    return { x, xT, y };
  }
}

/** ŷ of many posts at once, posts × columns. @param inputs z, row-major */
export async function headOutput(
  { width, columns, weights, bias }: HeadWeights,
  inputs: Float32Array,
): Promise<Float32Array> {
  const posts = inputs.length / width;
  if (posts === 0) return new Float32Array();
  const { said } = tidied(() => ({
    said: dense(tensor2d(inputs, [posts, width]), tensor2d(weights, [width, columns]), tensor1d(bias), 'sigmoid'),
  }));
  try {
    return await said.data<'float32'>();
  } finally {
    said.dispose();
  }
}
