import { add, concat, mul, sigmoid, sub } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import { dense } from '../tensors/tensors.ts';
import type { GateWeights } from '../tensors/weights.ts';

/** [D] Keras' default slope. */
export const LEAKY_SLOPE = 0.3;
/** sigmoid(±60) is 0 or 1 to 26 digits, and e^60 still fits into a float32 on every backend. */
const SHUT = 60;

export interface Fused {
  /** The caption's part of p, 1×d: (1−w)⊙t, ½t or t. */
  readonly caption: Tensor2D;
  /** The photo's part of p, 1×d: w⊙v, ½v or v; null where all of p is told as the caption's, which one it was is no longer known. */
  readonly photo: Tensor2D | null;
  /** p = caption + photo, 1×d. */
  readonly post: Tensor2D;
  /** w, 1×d; null without a gate (`sum`, `mean`). */
  readonly gate: Tensor2D | null;
}

/**
 * logit(w), 1×d (systems.md §3): f=[t;v]; f̂=BatchNorm(f); o=LeakyReLU(Dense_1 f̂); ô=BatchNorm(o); Dense_2 ô. t, v: 1×d.
 */
export function gateLogits(weights: GateWeights, caption: Tensor2D, photo: Tensor2D): Tensor2D {
  const together: Tensor2D = add(mul(concat([caption, photo], 1), weights.scale1), weights.shift1);
  const hidden = dense(together, weights.dense1, weights.bias1, 'leakyrelu', LEAKY_SLOPE);
  return dense(add(mul(hidden, weights.scale2), weights.shift2), weights.dense2, weights.bias2);
}

/**
 * The fused vector of a post (systems.md §3): `sum` p = t + v; `mean` p = ½t + ½v; `weighted` p = (1−w)⊙t + w⊙v with
 * w = sigmoid(logits + shift). `shift` is 0 except for the what-if of {@link gateShift}.
 */
export function fuse(
  fusion: NetworkConfig['fusion'],
  caption: Tensor2D,
  photo: Tensor2D,
  logits: Tensor2D | null,
  shift = 0,
): Fused {
  if (fusion === 'sum') return { caption, photo, post: add(caption, photo), gate: null };
  if (fusion === 'mean' || logits === null) {
    const parts = { caption: mul<Tensor2D>(caption, 0.5), photo: mul<Tensor2D>(photo, 0.5) };
    return { ...parts, post: add(parts.caption, parts.photo), gate: null };
  }
  const gate: Tensor2D = sigmoid(shift === 0 ? logits : add(logits, shift));
  const parts = { caption: mul<Tensor2D>(sub(1, gate), caption), photo: mul<Tensor2D>(gate, photo) };
  return { ...parts, post: add(parts.caption, parts.photo), gate };
}

/**
 * The what-if of the interface: which δ makes the mean of w' = sigmoid(logit(w) + δ) equal `wanted`? One shift for all d places
 * keeps their order — a place where the model trusts the photo more still does [D]. The mean grows with δ, so bisection
 * finds it. 0 and 1 (and beyond) shut the gate altogether.
 */
export function gateShift(logits: Float32Array, wanted: number): number {
  if (wanted <= 0) return -SHUT;
  if (wanted >= 1) return SHUT;
  let low = -SHUT;
  let high = SHUT;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (const logit of logits) sum += 1 / (1 + Math.exp(-logit - middle));
    if (sum / logits.length < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
