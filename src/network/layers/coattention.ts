import { add, matMul, tanh, transpose } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import { softmaxOfColumn, tanhOfMany } from '../tensors/tensors.ts';
import type { CoAttentionWeights } from '../tensors/weights.ts';

export interface CoAttention {
  /** C, N×M. */
  readonly affinity: Tensor2D;
  /** a_v, 1×M. */
  readonly photoWeights: Tensor2D;
  /** a_q, 1×N. */
  readonly captionWeights: Tensor2D;
  /** v, 1×d. */
  readonly photo: Tensor2D;
  /** t, 1×d. */
  readonly caption: Tensor2D;
}

/**
 * Parallel co-attention (systems.md §2), regions V M×d, words Q̃ N×d:
 * C = tanh(Q̃ W_b Vᵀ); H_v = tanh(V W_v + Cᵀ(Q̃ W_q)); H_q = tanh(Q̃ W_q + C(V W_v)); a = softmax(H w_h); v = Σ a_v V, t = Σ a_q Q̃.
 * Pooling `attention+mean` adds the plain mean of the rows to both [D].
 * The transpositions are made before the products: a transposed matMul takes the slow path of the wasm backend.
 */
export function coAttention(
  weights: CoAttentionWeights,
  regions: Tensor2D,
  words: Tensor2D,
  pooling: NetworkConfig['pooling'],
): CoAttention {
  const affinity: Tensor2D = tanh(matMul(matMul(words, weights.affinity), transpose(regions)));
  const seen: Tensor2D = matMul(regions, weights.photo);
  const said: Tensor2D = matMul(words, weights.caption);
  const fromPhoto = tanhOfMany(add(seen, matMul(transpose(affinity), said)));
  const fromCaption = tanhOfMany(add(said, matMul(affinity, seen)));
  const photoWeights = softmaxOfColumn(matMul(fromPhoto, weights.photoScore));
  const captionWeights = softmaxOfColumn(matMul(fromCaption, weights.captionScore));
  const photo = pool(photoWeights, regions, pooling);
  const caption = pool(captionWeights, words, pooling);
  return { affinity, photoWeights, captionWeights, photo, caption };
}

function pool(weights: Tensor2D, rows: Tensor2D, pooling: NetworkConfig['pooling']): Tensor2D {
  // Σ a_i x_i + Σ x_i/n = Σ (a_i + 1/n) x_i: the mean costs no product of its own.
  return matMul(pooling === 'attention' ? weights : add(weights, 1 / rows.shape[0]), rows);
}

/**
 * The share each of n rows has in the pooled vector, adding up to 1: Σ a_i x_i with x_i = scale_i·q_i makes row i count
 * a_i·scale_i, and `attention+mean` counts it 1/n more often. For words scale = α (Q̃ is Q re-weighted by α), for regions 1.
 */
export function effectiveShares(
  attention: Float32Array,
  scale: Float32Array | null,
  pooling: NetworkConfig['pooling'],
): Float32Array {
  const extra = pooling === 'attention' ? 0 : 1 / attention.length;
  const shares = attention.map((a, i) => (a + extra) * (scale?.[i] ?? 1));
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum > 0 ? shares.map((share) => share / sum) : shares;
}
