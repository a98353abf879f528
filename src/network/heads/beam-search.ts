import { gather, tensor1d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { rank } from './hybrid.ts';
import { embeddingOf, gruStep, raise, startState, stepProbabilities } from './sequence-head.ts';
import type { Decoded } from './sequence-head.ts';
import { disposeAll, tidied } from '../tensors/tensors.ts';
import type { SequenceWeights } from '../tensors/weights.ts';

interface Beam {
  readonly score: number;
  readonly tags: readonly number[];
  /** Row of the state matrix this list continues from. */
  readonly row: number;
  readonly q: Float32Array;
}

/**
 * Beam search (systems.md §5, option): the list with the best mean log-probability; a hashtag never repeats, END never comes at
 * once, q_h = max of P_n(h) along the winning list [D]. Unlike the greedy decoder it reads back at every step, because the
 * lists to continue are chosen over all beams.
 * @param z 1×2d; not disposed
 */
export async function decodeBeam(
  weights: SequenceWeights,
  z: Tensor2D,
  width: number,
  steps: number,
): Promise<Decoded> {
  const end = weights.outputBias.shape[0] - 1;
  let beams: Beam[] = [{ score: 0, tags: [], row: 0, q: new Float32Array(end) }];
  const finished: { readonly score: number; readonly decoded: Decoded }[] = [];
  let state = tidied(() => ({ h: startState(weights, z) }));
  try {
    for (let n = 0; n < Math.min(steps, end); n += 1) {
      const previous = state;
      const last = beams.map((beam) => beam.tags.at(-1) ?? end);
      const rows = beams.map((beam) => beam.row);
      const next = tidied(() => {
        const h = gruStep(weights, embeddingOf(weights, tensor1d(last, 'int32')), rowsOf(previous.h, rows));
        return { h, probabilities: stepProbabilities(weights, h) };
      });
      state = { h: next.h };
      disposeAll(previous);
      const values = await next.probabilities.data<'float32'>().finally(() => {
        next.probabilities.dispose();
      });
      const grown: Beam[] = [];
      beams.forEach((beam, row) => {
        const likely = values.subarray(row * (end + 1), (row + 1) * (end + 1));
        const q = beam.q.slice();
        raise(q, likely);
        if (n > 0)
          finished.push({
            score: (beam.score + Math.log(likely[end] ?? 0)) / (n + 1),
            decoded: { tags: beam.tags, q },
          });
        for (const tag of likeliest(likely.subarray(0, end), width, beam.tags)) {
          grown.push({ score: beam.score + Math.log(likely[tag] ?? 0), tags: [...beam.tags, tag], row, q });
        }
      });
      beams = grown.sort((a, b) => b.score - a.score).slice(0, width);
    }
  } finally {
    disposeAll(state);
  }
  for (const { score, tags, q } of beams) finished.push({ score: score / tags.length, decoded: { tags, q } });
  const best = finished.reduce((a, b) => (b.score > a.score ? b : a));
  return best.decoded;
}

function rowsOf(h: Tensor2D, rows: readonly number[]): Tensor2D {
  return gather(h, tensor1d([...rows], 'int32'));
}

/** Indices of the `count` highest values that are not excluded, highest first; ties to the lower index. */
function likeliest(values: Float32Array, count: number, excluded: readonly number[]): number[] {
  return rank(values, count + excluded.length)
    .filter((index) => !excluded.includes(index))
    .slice(0, count);
}
