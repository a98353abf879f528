import { matMul, tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { dense, tanhOfMany } from '../tensors/tensors.ts';
import type { ProjectionWeights } from '../tensors/weights.ts';

/** A matrix from an encoder, row-major: F (M×D) of a photo or E (N×D_t) of a caption. */
export interface EncodedMatrix {
  readonly rows: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** V = tanh(F·W_I), M×d (systems.md §1). Without a photo the learned NO-IMAGE row stands in for F, so M = 1 [D]. */
export function projectPhoto(weights: ProjectionWeights, photo: EncodedMatrix | null): Tensor2D {
  return tanhOfMany(matMul(photo === null ? weights.photoAbsent : tensorOf(photo), weights.photo));
}

/** Q = tanh(E·W_Q + b), N×d (systems.md §1). Without a caption the learned NO-TEXT row stands in for E, so N = 1 [D]. */
export function projectCaption(weights: ProjectionWeights, caption: EncodedMatrix | null): Tensor2D {
  const words = caption === null ? weights.captionAbsent : tensorOf(caption);
  return tanhOfMany(dense(words, weights.caption, weights.captionBias));
}

function tensorOf({ rows, width, data }: EncodedMatrix): Tensor2D {
  return tensor2d(data, [rows, width]);
}
