import { add, matMul, mul, sigmoid, slice, sub, tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { tidied } from '../tensors/tensors.ts';

/** One dense layer x·W on top of the frozen network, as plain numbers: it outlives every backend and copies exactly. */
export interface PersonalLayer {
  /** Numbers of an input x. */
  readonly width: number;
  /** Outputs there is room for. */
  readonly columns: number;
  /** W, width × columns, row-major. */
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
  return { width, columns, weights: new Float32Array(width * columns) };
}

/** The same layer with room for more outputs, which are 0. */
export function widened(layer: PersonalLayer, columns: number): PersonalLayer {
  const wider = emptyLayer(layer.width, columns);
  for (let row = 0; row < layer.width; row += 1) {
    wider.weights.set(layer.weights.subarray(row * layer.columns, (row + 1) * layer.columns), row * columns);
  }
  return wider;
}

/** x·W, `columns` numbers. */
export function layerOutput({ width, columns, weights }: PersonalLayer, input: Float32Array): Float32Array {
  const output = new Float32Array(columns);
  for (let row = 0; row < width; row += 1) {
    const x = input[row] ?? 0;
    if (x === 0) continue;
    for (let column = 0, at = row * columns; column < columns; column += 1, at += 1) {
      output[column] = (output[column] ?? 0) + x * (weights[at] ?? 0);
    }
  }
  return output;
}

/**
 * Gradient descent on binary cross-entropy of sigmoid(offset + x·W), one step a batch; returns the layer after the last. The gradient
 * is written out, xᵀ·((ŷ − y) ⊙ emphasis) / rows: only products and elementwise kernels, which every backend has, and xᵀ is made
 * here because a transposed product is slow on wasm. No gradient reaches the network: it stays as it was shipped.
 */
export async function learnLesson(layer: PersonalLayer, lesson: PersonalLesson, rate: number): Promise<PersonalLayer> {
  const { width, columns } = layer;
  const { batches, rows } = lesson;
  const { weights } = tidied(() => {
    const all = (values: Float32Array, across: number): Tensor2D => tensor2d(values, [batches * rows, across]);
    const [x, o, y, e] = [
      all(lesson.inputs, width),
      all(lesson.offsets, columns),
      all(lesson.targets, columns),
      all(lesson.emphasis, columns),
    ];
    const xT = tensor2d(transposed(lesson.inputs, batches * rows, width), [width, batches * rows]);
    let w: Tensor2D = tensor2d(layer.weights, [width, columns]);
    for (let batch = 0; batch < batches; batch += 1) {
      const of = (whole: Tensor2D, across: number): Tensor2D => slice(whole, [batch * rows, 0], [rows, across]);
      const guess: Tensor2D = sigmoid(add(of(o, columns), matMul(of(x, width), w)));
      const error: Tensor2D = mul(mul(sub(guess, of(y, columns)), of(e, columns)), rate / rows);
      w = sub(w, matMul(slice(xT, [0, batch * rows], [width, rows]), error));
    }
    return { weights: w };
  });
  try {
    return { width, columns, weights: await weights.data<'float32'>() };
  } finally {
    weights.dispose();
  }
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
