import { concat, matMul, zeros } from '@tensorflow/tfjs-core';
import type { Rank, Tensor2D } from '@tensorflow/tfjs-core';
import type { Fused } from '../layers/fusion.ts';
import type { ClassifierWeights } from '../tensors/weights.ts';

/**
 * The logits of ŷ = sigmoid(W_c z + b_c), z = [p;u] (systems.md §5), split where they come from: rows caption, photo and history, 3×H.
 * p = caption + photo and the head is linear, so the three rows and b_c add up to the logits exactly, and splitting costs
 * two rows in a product that is made anyway.
 * @param user u, 1×d; null = u_0, nobody's
 */
export function logitParts(weights: ClassifierWeights, fused: Fused, user: Tensor2D | null): Tensor2D {
  const { caption, photo } = fused;
  // Of nothing nothing comes: a row of zeros is not multiplied.
  const ofPost: Tensor2D =
    photo === null
      ? concat([matMul<Tensor2D>(caption, weights.post), zeros<Rank.R2>([1, weights.post.shape[1]])], 0)
      : matMul(concat([caption, photo], 0), weights.post);
  return concat([ofPost, user === null ? weights.nobody : matMul(user, weights.user)], 0);
}

/** sigmoid of each logit. */
export function probabilitiesOf(logits: Float32Array): Float32Array {
  return logits.map((x) => 1 / (1 + Math.exp(-x)));
}
