import { matMul, mul, reshape } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { dense, softmaxOfColumn, tanhOfMany } from '../tensors/tensors.ts';
import type { AdditiveAttentionWeights } from '../tensors/weights.ts';

/** Scores of additive attention, e_i = uᵀ·tanh(W x_i + b): x n×d → n×1. */
export function additiveScores(weights: AdditiveAttentionWeights, x: Tensor2D): Tensor2D {
  return matMul(tanhOfMany(dense(x, weights.weight, weights.bias)), weights.query);
}

/**
 * Word-level attention (systems.md §2): α = softmax(e), 1×N, and Q̃ with rows q̃_i = N·α_i·q_i, N×d.
 * One caption at a time has no padding, so every row is valid and n_valid = N; the mask exists in training only.
 */
export function wordAttention(
  weights: AdditiveAttentionWeights,
  words: Tensor2D,
): { readonly alpha: Tensor2D; readonly weightedWords: Tensor2D } {
  const count = words.shape[0];
  const alpha = softmaxOfColumn(additiveScores(weights, words));
  return { alpha, weightedWords: mul(words, reshape(mul(alpha, count), [count, 1])) };
}
