import {
  add,
  argMax,
  cast,
  concat,
  fill,
  gather,
  mul,
  oneHot,
  slice,
  softmax,
  sub,
  tanh,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Rank, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { dense, disposeAll } from '../tensors/tensors.ts';
import type { SequenceWeights } from '../tensors/weights.ts';

/** What is taken from a hashtag's probability once it was chosen: less than any other is left. */
const TAKEN = 2;

/** h_0 = tanh(W_h z + b_h): z B×2d → B×G (systems.md §5). */
export function startState(weights: SequenceWeights, z: Tensor2D): Tensor2D {
  return tanh(dense(z, weights.start, weights.startBias));
}

/**
 * One step of the GRU in PyTorch's form: r, z = sigmoid(x W_i + b_i + h W_h + b_h); n = tanh(x W_in + b_in + r⊙(h W_hn + b_hn));
 * h' = (1−z)⊙n + z⊙h. x B×T, h B×G → h' B×G.
 */
export function gruStep(weights: SequenceWeights, x: Tensor2D, h: Tensor2D): Tensor2D {
  const size = h.shape[1];
  const both = dense(concat([x, h], 1), weights.resetUpdate, weights.resetUpdateBias, 'sigmoid');
  const reset = slice(both, [0, 0], [-1, size]);
  const update = slice(both, [0, size], [-1, size]);
  const fromInput = dense(x, weights.newInput, weights.newInputBias);
  const fromState = dense(h, weights.newHidden, weights.newHiddenBias);
  const fresh: Tensor2D = tanh(add(fromInput, mul(reset, fromState)));
  return add(fresh, mul(update, sub(h, fresh)));
}

/** P_n = softmax over H hashtags and END: h B×G → B×(H+1). */
export function stepProbabilities(weights: SequenceWeights, h: Tensor2D): Tensor2D {
  return softmax(dense(h, weights.output, weights.outputBias));
}

/** Rows of E for the given hashtags (H = START): indices B → x B×T. */
export function embeddingOf(weights: SequenceWeights, tags: Tensor1D): Tensor2D {
  return gather(weights.tags, tags);
}

/**
 * Greedy decoding on the device: at each step the likeliest hashtag not yet taken. All `steps` steps are made, because looking
 * where the list ends would read back from the device at each one; {@link readGreedy} cuts the list afterwards.
 * @param z B×2d; posts do not touch one another
 * @returns P_n of each step, (steps·B)×(H+1), step by step, and the chosen hashtags as floats, steps·B
 */
export function decodeGreedy(
  weights: SequenceWeights,
  z: Tensor2D,
  steps: number,
): { readonly probabilities: Tensor2D; readonly tags: Tensor1D } {
  const end = weights.outputBias.shape[0] - 1;
  const [posts] = z.shape;
  let h = startState(weights, z);
  let chosen = fill<Rank.R1>([posts], end, 'int32');
  let x = embeddingOf(weights, chosen);
  let closed = takenAway(chosen, end);
  const probabilities: Tensor2D[] = [];
  const tags: Tensor1D[] = [];
  const count = Math.min(steps, end);
  for (let n = 0; n < count; n += 1) {
    h = gruStep(weights, x, h);
    const likely = stepProbabilities(weights, h);
    chosen = argMax(sub(likely, closed), 1);
    probabilities.push(likely);
    tags.push(cast(chosen, 'float32'));
    if (n + 1 < count) {
      closed = add(closed, takenAway(chosen, end));
      x = embeddingOf(weights, chosen);
    }
  }
  return { probabilities: concat(probabilities, 0), tags: concat(tags) };
}

/**
 * {@link TAKEN} at each post's hashtag, 0 elsewhere, B×(H+1). Not `equal` and `where`: comparing a row with one number took wasm a third of
 * a millisecond a step, half of the whole network. As int32, because on wasm oneHot writes the bits of one whatever dtype is asked for.
 */
function takenAway(tags: Tensor1D, end: number): Tensor2D {
  return mul(cast(oneHot(tags, end + 1, 1, 0, 'int32') as Tensor2D, 'float32'), TAKEN);
}

/** What a decoder found: its hashtags in order, and q_h = max_n P_n(h) over the steps made, H. */
export interface Decoded {
  readonly tags: readonly number[];
  readonly q: Float32Array;
}

/**
 * Cuts the greedy list where END is likelier than the chosen hashtag — never at once [D] — and takes q over the steps made, the one
 * at which END won included [D].
 * @param probabilities steps×(H+1), row-major @param chosen steps
 */
export function readGreedy(probabilities: Float32Array, chosen: Float32Array): Decoded {
  const width = probabilities.length / chosen.length;
  const end = width - 1;
  const q = new Float32Array(end);
  const tags: number[] = [];
  for (const [n, tag] of chosen.entries()) {
    const row = probabilities.subarray(n * width, (n + 1) * width);
    raise(q, row);
    if (n > 0 && (row[tag] ?? 0) < (row[end] ?? 0)) break;
    tags.push(tag);
  }
  return { tags, q };
}

/**
 * As {@link decodeGreedy} and {@link readGreedy} for one post, where reading is no more than copying: each step's row is looked at here, and
 * the steps behind the list's end are not made. Most lists are shorter than `steps`, and choosing on the device is a third of a step.
 * @param z 1×2d
 */
export function decodeHere(weights: SequenceWeights, z: Tensor2D, steps: number): Decoded {
  const end = weights.outputBias.shape[0] - 1;
  const q = new Float32Array(end);
  const tags: number[] = [];
  let h = tidy(() => startState(weights, z));
  for (let n = 0; n < Math.min(steps, end); n += 1) {
    const before = h;
    const made = tidy(() => {
      const state = gruStep(weights, embeddingOf(weights, tensor1d([tags.at(-1) ?? end], 'int32')), before);
      return { state, likely: stepProbabilities(weights, state) };
    });
    const row = made.likely.dataSync<'float32'>();
    disposeAll([before, made.likely]);
    h = made.state;
    raise(q, row);
    const tag = likeliest(row, end, tags);
    if (n > 0 && (row[tag] ?? 0) < (row[end] ?? 0)) break;
    tags.push(tag);
  }
  h.dispose();
  return { tags, q };
}

/** The first of the highest among the first `count` numbers that are not taken. */
function likeliest(row: Float32Array, count: number, taken: readonly number[]): number {
  let [found, highest] = [0, -Infinity];
  for (let tag = 0; tag < count; tag += 1) {
    const p = row[tag] ?? 0;
    if (p > highest && !taken.includes(tag)) [found, highest] = [tag, p];
  }
  return found;
}

/** q_h = max(q_h, P(h)) in place; `probabilities` may be longer than q (its END does not count). */
export function raise(q: Float32Array, probabilities: Float32Array): void {
  for (let tag = 0; tag < q.length; tag += 1) {
    const p = probabilities[tag] ?? 0;
    if (p > (q[tag] ?? 0)) q[tag] = p;
  }
}
