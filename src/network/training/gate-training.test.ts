import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../tensors/backend.ts';
import { fusedPosts, GateTraining } from './gate-training.ts';
import type { GateExamples } from './gate-training.ts';
import { headOutput } from './head-training.ts';
import type { HeadWeights } from './head-training.ts';
import { evenBatches } from '../tensors/shuffle.ts';
import { randomNumbers } from '../testing/random-network.ts';
import { nodeWasmFiles } from '../tensors/wasm-files.node.ts';

beforeAll(() => startBackend('wasm', nodeWasmFiles()));

const D = 6;
const COLUMNS = 4;
const POSTS = 96;
/** A flag in the caption says which half is to be believed; the other half is noise of the same size. */
const examples: GateExamples = (() => {
  const tags = Array.from({ length: POSTS }, (_, n) => [n % COLUMNS]);
  const caption = randomNumbers(POSTS * D, 0.8, 1);
  const photo = randomNumbers(POSTS * D, 0.8, 2);
  tags.forEach(([tag = 0], post) => {
    const ofPhoto = Math.floor(post / COLUMNS) % 2 === 0;
    const believed = ofPhoto ? photo : caption;
    for (let i = 0; i < COLUMNS; i += 1) believed[post * D + i] = i === tag ? 1.5 : -0.5;
    caption[post * D + 4] = ofPhoto ? 1 : -1;
    photo[post * D + 4] = 0;
  });
  return { caption, photo, tags };
})();
const users = randomNumbers(POSTS * D, 0.3, 5);
const head: HeadWeights = {
  ...{ width: 2 * D, columns: COLUMNS, weights: randomNumbers(2 * D * COLUMNS, 0.3, 3) },
  bias: randomNumbers(COLUMNS, 0.1, 4),
};
const options = { seed: 2, rate: 0.02, batch: 32 };

type Made = Awaited<ReturnType<GateTraining['made']>>;

async function trained(seed: number, epochs: number) {
  const training = new GateTraining(D, head, examples, { ...options, seed });
  const losses: number[] = [];
  for (let n = 0; n < epochs; n += 1) losses.push(await training.epoch(users));
  const made = await training.made();
  training.dispose();
  return { losses, ...made };
}

/** Σ binary cross-entropy a post, of a gate that is folded. */
async function lossOf({ head: now, gate }: Made): Promise<number> {
  const { post } = await fusedPosts('weighted', D, gate, examples);
  const z = new Float32Array(POSTS * 2 * D);
  for (let n = 0; n < POSTS; n += 1) {
    z.set(post.subarray(n * D, (n + 1) * D), 2 * n * D);
    z.set(users.subarray(n * D, (n + 1) * D), (2 * n + 1) * D);
  }
  const said = await headOutput(now, z);
  return (
    -examples.tags.reduce((sum, own, n) => {
      for (let tag = 0; tag < COLUMNS; tag += 1) {
        const p = said[n * COLUMNS + tag] ?? 0;
        sum += Math.log(own.includes(tag) ? p : 1 - p);
      }
      return sum;
    }, 0) / POSTS
  );
}

test('the same seed gives the same gate and head, another seed others', async () => {
  const [one, same, other] = [await trained(1, 2), await trained(1, 2), await trained(3, 2)];
  expect(one).toEqual(same);
  expect(one.gate.dense1).not.toEqual(other.gate.dense1);
});

test('the gate starts near ½, learns which half to believe, and no tensor is left behind', async () => {
  const before = memory().numTensors;
  const [first, last] = [await trained(2, 0), await trained(2, 60)];
  const early = (await fusedPosts('weighted', D, first.gate, examples)).gate;
  for (const w of early) expect(Math.abs(w - 0.5)).toBeLessThan(0.2);
  expect(await lossOf(last)).toBeLessThan((await lossOf(first)) / 4);
  const { gate } = await fusedPosts('weighted', D, last.gate, examples);
  const meanOf = (ofPhoto: boolean): number => {
    const own = [...gate].filter((_, post) => (Math.floor(post / COLUMNS) % 2 === 0) === ofPhoto);
    return own.reduce((sum, w) => sum + w, 0) / own.length;
  };
  expect(meanOf(true) - meanOf(false)).toBeGreaterThan(0.2);
  expect(memory().numTensors).toBe(before);
});

/** Σ binary cross-entropy of all examples in double precision, batch normalisation over them all: systems.md §3 and §5 word by word. */
function referenceLoss({ gate, head: { weights, bias } }: Made): number {
  const rows = Array.from({ length: POSTS }, (_, n) => n);
  const part = (of: Float32Array, n: number): number[] => [...of.subarray(n * D, (n + 1) * D)];
  const norm = (matrix: number[][]): number[][] => {
    const width = matrix[0]?.length ?? 0;
    const means = Array.from({ length: width }, (_, i) => matrix.reduce((sum, row) => sum + row[i]!, 0) / POSTS);
    const spreads = means.map((m, i) =>
      Math.sqrt(matrix.reduce((sum, row) => sum + (row[i]! - m) ** 2, 0) / POSTS + 1e-3),
    );
    return matrix.map((row) => row.map((x, i) => (x - means[i]!) / spreads[i]!));
  };
  const dense = (matrix: number[][], w: Float32Array, b: Float32Array): number[][] =>
    matrix.map((row) => [...b].map((start, j) => row.reduce((sum, x, i) => sum + x * w[i * b.length + j]!, start)));
  const f = norm(rows.map((n) => [...part(examples.caption, n), ...part(examples.photo, n)]));
  const hidden = dense(f, gate.dense1, gate.bias1).map((row) => row.map((x) => (x > 0 ? x : 0.3 * x)));
  const w = dense(norm(hidden), gate.dense2, gate.bias2).map((row) => row.map((x) => 1 / (1 + Math.exp(-x))));
  const z = rows.map((n) => {
    const [t, v] = [part(examples.caption, n), part(examples.photo, n)];
    return [...t.map((x, i) => (1 - w[n]![i]!) * x + w[n]![i]! * v[i]!), ...part(users, n)];
  });
  return dense(z, weights, bias).reduce(
    (sum, row, n) =>
      sum -
      row.reduce((all, x, tag) => all + Math.log(1 / (1 + Math.exp(examples.tags[n]!.includes(tag) ? -x : x))), 0),
    0,
  );
}

test('the first step of every layer goes down the numerical gradient', async () => {
  // One batch of all examples. Adam's first step is ±rate by the sign of each gradient.
  const rate = 1e-3;
  const start = await trained(2, 0);
  const training = new GateTraining(D, head, examples, { seed: 2, rate, batch: POSTS });
  const loss = await training.epoch(users);
  const after = await training.made();
  training.dispose();
  expect(loss * POSTS).toBeCloseTo(referenceLoss(start), 2);
  const moved = (name: 'dense1' | 'bias1' | 'dense2' | 'bias2', place: number, by: number): Made => {
    const values = start.gate[name].slice();
    values[place] = (values[place] ?? 0) + by;
    return { ...start, gate: { ...start.gate, [name]: values } };
  };
  for (const [name, places] of [
    ['dense1', [3, 17, 40, 66]],
    ['bias1', [0, 5]],
    ['dense2', [0, 8, 21, 35]],
    ['bias2', [1, 4]],
  ] as const) {
    for (const place of places) {
      const slope = referenceLoss(moved(name, place, 1e-4)) - referenceLoss(moved(name, place, -1e-4));
      const step = (after.gate[name][place] ?? 0) - (start.gate[name][place] ?? 0);
      expect(step, `${name} ${String(place)}`).toBeCloseTo(-Math.sign(slope) * rate, 4);
    }
  }
  // Folded, it says what it was trained to say.
  expect((await lossOf(after)) * POSTS).toBeCloseTo(referenceLoss(after), 0);
  expect(await lossOf(after)).toBeLessThan(await lossOf(start));
});

test('batches are of nearly one size and hold everybody once', () => {
  const order = Array.from({ length: 65 }, (_, n) => n);
  const made = evenBatches(order, 64);
  expect(made.map(({ length }) => length)).toEqual([32, 33]);
  expect(made.flat()).toEqual(order);
  expect(evenBatches([], 8)).toEqual([]);
});
