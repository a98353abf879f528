import { concat, matMul, sub, tensor2d, zeros } from '@tensorflow/tfjs-core';
import type { Rank, Tensor2D } from '@tensorflow/tfjs-core';
import { tidied } from '../tensors/tensors.ts';

/** One dense layer W·x on top of the frozen network, as plain numbers: it outlives every backend and copies exactly. */
export interface PersonalLayer {
  /** Numbers of an input x. */
  readonly width: number;
  /** Outputs there is room for. */
  readonly columns: number;
  /** W, columns × width, row-major: an output's weights side by side. */
  readonly weights: Float32Array;
}

/** Examples for a few steps of gradient descent, `batches` times `rows` of them, row-major. */
export interface PersonalLesson {
  readonly batches: number;
  readonly rows: number;
  /** x, (batches·rows) × width. */
  readonly inputs: Float32Array;
  /** What the network says by itself, log-odds, (batches·rows) × columns. */
  readonly offsets: Float32Array;
  /** 1 where the post has the tag, else 0. */
  readonly targets: Float32Array;
  /** How much each number counts, 0 = not at all. */
  readonly emphasis: Float32Array;
}

export function emptyLayer(width: number, columns: number): PersonalLayer {
  return { width, columns, weights: new Float32Array(columns * width) };
}

/** W·x, `columns` numbers. */
export function layerOutput({ width, columns, weights }: PersonalLayer, input: Float32Array): Float32Array {
  const output = new Float32Array(columns);
  for (let column = 0; column < columns; column += 1) {
    output[column] = productOf(weights, column * width, input, 0, width);
  }
  return output;
}

/**
 * A layer while it learns: its weights stay on the backend from one lesson to the next, for taking up and reading back a megabyte costs a page a
 * third of a lesson. To be disposed of.
 */
export class LearningLayer {
  readonly #width: number;
  #w: Tensor2D;

  constructor({ width, columns, weights }: PersonalLayer) {
    this.#width = width;
    this.#w = tensor2d(weights, [columns, width]);
  }

  /** Outputs there is room for. */
  get columns(): number {
    return this.#w.shape[0];
  }

  /** Makes room for so many outputs; the new ones are 0. */
  widen(columns: number): void {
    const more = columns - this.columns;
    if (more > 0) this.#replace(() => concat([this.#w, zeros<Rank.R2>([more, this.#width])], 0));
  }

  /**
   * Gradient descent on binary cross-entropy of sigmoid(offset + W·x), one step a batch. The gradient is written out,
   * (ŷ − y) ⊙ emphasis ⊗ x / rows. No gradient reaches the network: it stays as it was shipped.
   *
   * W is touched twice however many steps there are, because its size is what a lesson costs: what all examples x say to the W before, and one
   * subtraction after. Between them a step needs W only by what the steps before changed of it, W_b x = W_0 x − Σ e_j (x_j·x) over their
   * examples j. W is always the first factor of a product: the second is laid out anew by the wasm backend at every call.
   */
  async learn(lesson: PersonalLesson, rate: number): Promise<void> {
    const [width, columns] = [this.#width, this.columns];
    const examples = lesson.batches * lesson.rows;
    const { said } = tidied(() => ({
      said: matMul<Tensor2D>(
        this.#w,
        tensor2d(transposed(lesson.inputs, examples, width), [width, examples]),
      ),
    }));
    try {
      const errors = errorsOf(lesson, await said.data<'float32'>(), { width, columns, rate });
      this.#replace(() =>
        sub(this.#w, matMul(tensor2d(errors, [columns, examples]), tensor2d(lesson.inputs, [examples, width]))),
      );
    } finally {
      said.dispose();
    }
  }

  /** The layer as it is now. */
  async numbers(): Promise<PersonalLayer> {
    return { width: this.#width, columns: this.columns, weights: await this.#w.data<'float32'>() };
  }

  dispose(): void {
    this.#w.dispose();
  }

  #replace(make: () => Tensor2D): void {
    const { made } = tidied(() => ({ made: make() }));
    this.#w.dispose();
    this.#w = made;
  }
}

/** rate/rows·(ŷ − y) ⊙ emphasis of every example at its step, columns × examples. @param said W_0 x, columns × examples */
function errorsOf(
  { batches, rows, inputs, offsets, targets, emphasis }: PersonalLesson,
  said: Float32Array,
  { width, columns, rate }: { readonly width: number; readonly columns: number; readonly rate: number },
): Float32Array {
  const examples = batches * rows;
  const errors = new Float32Array(columns * examples);
  for (let example = 0; example < examples; example += 1) {
    const before = example - (example % rows);
    const alike = Float64Array.from({ length: before }, (_, other) =>
      productOf(inputs, other * width, inputs, example * width, width),
    );
    const from = example * columns;
    for (let column = 0, start = 0; column < columns; column += 1, start += examples) {
      const at = from + column;
      const counts = emphasis[at] ?? 0;
      if (counts === 0) continue;
      let logit = (offsets[at] ?? 0) + (said[start + example] ?? 0);
      for (let other = 0; other < before; other += 1) logit -= (errors[start + other] ?? 0) * (alike[other] ?? 0);
      errors[start + example] = ((1 / (1 + Math.exp(-logit)) - (targets[at] ?? 0)) * counts * rate) / rows;
    }
  }
  return errors;
}

/** Σ one[from + i]·other[at + i]. Four sums side by side: one would wait for itself at every step. */
function productOf(one: Float32Array, from: number, other: Float32Array, at: number, length: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = length - (length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += (one[from + i] ?? 0) * (other[at + i] ?? 0);
    b += (one[from + i + 1] ?? 0) * (other[at + i + 1] ?? 0);
    c += (one[from + i + 2] ?? 0) * (other[at + i + 2] ?? 0);
    d += (one[from + i + 3] ?? 0) * (other[at + i + 3] ?? 0);
  }
  for (let i = whole; i < length; i += 1) a += (one[from + i] ?? 0) * (other[at + i] ?? 0);
  return a + b + (c + d);
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      turned[column * rows + row] = values[row * columns + column] ?? 0;
    }
  }
  return turned;
}
