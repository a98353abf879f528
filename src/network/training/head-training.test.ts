import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../tensors/backend.ts';
import { HeadTraining, headOutput } from './head-training.ts';
import type { HeadExamples, HeadWeights } from './head-training.ts';
import { shuffled } from '../tensors/shuffle.ts';
import { randomNumbers } from '../testing/random-network.ts';
import { nodeWasmFiles } from '../tensors/wasm-files.node.ts';

beforeAll(() => startBackend('wasm', nodeWasmFiles()));

const WIDTH = 12;
const COLUMNS = 5;
const start: HeadWeights = {
  ...{ width: WIDTH, columns: COLUMNS, weights: randomNumbers(WIDTH * COLUMNS, 0.1, 1) },
  bias: randomNumbers(COLUMNS, 0.1, 2),
};
/** Each hashtag shows in two numbers of its own. */
const examples: HeadExamples = (() => {
  const tags = Array.from({ length: 60 }, (_, n) => [n % COLUMNS, (n * 3 + 1) % COLUMNS]);
  const inputs = randomNumbers(60 * WIDTH, 0.2, 3);
  tags.forEach((own, post) => {
    for (const tag of own) inputs[post * WIDTH + 2 * tag] = 1;
  });
  return { inputs, tags };
})();
const options = { seed: 4, rate: 0.05, batch: 16 };

async function trained(
  seed: number,
  epochs: number,
): Promise<{ readonly losses: number[]; readonly head: HeadWeights }> {
  const training = new HeadTraining(start, examples, { ...options, seed });
  const losses: number[] = [];
  for (let n = 0; n < epochs; n += 1) losses.push(await training.epoch());
  const head = await training.weights();
  training.dispose();
  return { losses, head };
}

test('the same seed gives the same weights, another seed others', async () => {
  const [one, same, other] = [await trained(1, 3), await trained(1, 3), await trained(2, 3)];
  expect(one).toEqual(same);
  expect(one.head.weights).not.toEqual(other.head.weights);
});

test('the loss falls, the head learns, and no tensor is left behind', async () => {
  const before = memory().numTensors;
  const { losses, head } = await trained(1, 20);
  expect(memory().numTensors).toBe(before);
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  const said = await headOutput(head, examples.inputs);
  examples.tags.forEach((own, post) => {
    const row = said.subarray(post * COLUMNS, (post + 1) * COLUMNS);
    const best = [...row.keys()].sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0)).slice(0, new Set(own).size);
    expect(new Set(best)).toEqual(new Set(own));
  });
});

test('the first step goes down the numerical gradient', async () => {
  // Adam's first step is ±rate by the sign of each gradient.
  const one = new HeadTraining(start, examples, { ...options, batch: 60 });
  await one.epoch();
  const { weights } = await one.weights();
  one.dispose();
  const lossAt = async (changed: Float32Array): Promise<number> => {
    const said = await headOutput({ ...start, weights: changed }, examples.inputs);
    return -examples.tags.reduce((sum, own, post) => {
      for (let tag = 0; tag < COLUMNS; tag += 1) {
        const p = said[post * COLUMNS + tag] ?? 0;
        sum += Math.log(own.includes(tag) ? p : 1 - p);
      }
      return sum;
    }, 0);
  };
  for (const place of [0, 7, 23, 41]) {
    const [up, down] = [start.weights.slice(), start.weights.slice()];
    up[place] = (up[place] ?? 0) + 1e-2;
    down[place] = (down[place] ?? 0) - 1e-2;
    const slope = (await lossAt(up)) - (await lossAt(down));
    expect((weights[place] ?? 0) - (start.weights[place] ?? 0)).toBeCloseTo(-Math.sign(slope) * options.rate, 3);
  }
});

test('an order goes through all places once', () => {
  expect([...shuffled(100, 3)].sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
  expect(shuffled(100, 3)).not.toEqual(shuffled(100, 4));
  expect(shuffled(0, 1)).toEqual([]);
});
