import { dispose, fused, getBackend, mul, reshape, sigmoid, softmax, sub, tanh, tidy } from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, TensorContainer } from '@tensorflow/tfjs-core';

/** `tidy` for typed records: frees every tensor made inside `make` except those in what it returns (no typed arrays in it). */
export function tidied<T extends object>(make: () => T): T {
  return tidy(make as () => TensorContainer) as T;
}

/** Frees every tensor in a record, however deep. */
export function disposeAll(container: object): void {
  dispose(container as TensorContainer);
}

/** x·W + b in one kernel: x n×a, W a×m, b m → n×m. */
export function dense(
  x: Tensor2D,
  weight: Tensor2D,
  bias: Tensor1D,
  activation: 'linear' | 'sigmoid' | 'leakyrelu' = 'linear',
  leakyreluAlpha = 0,
): Tensor2D {
  return fused.matMul({ a: x, b: weight, bias, activation, leakyreluAlpha }) as Tensor2D;
}

/**
 * tanh of many numbers. On WebAssembly TensorFlow.js asks libm for one after the other, while its sigmoid takes four at a time:
 * 2·sigmoid(2x) − 1 is within 2e-7 in a quarter of the time from some thousand numbers on.
 */
export function tanhOfMany(x: Tensor2D): Tensor2D {
  return getBackend() === 'wasm' ? sub(mul(sigmoid(mul(x, 2)), 2), 1) : tanh(x);
}

/** Softmax over a column of n scores → a row of n weights, 1×n. */
export function softmaxOfColumn(scores: Tensor2D): Tensor2D {
  return softmax(reshape(scores, [1, scores.shape[0]]));
}
