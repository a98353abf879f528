import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../tensors/backend.ts';
import { emptyLayer, layerOutput, LearningLayer } from './personal-layer.ts';
import type { PersonalLayer, PersonalLesson } from './personal-layer.ts';
import { randomNumbers } from '../testing/random-network.ts';
import { nodeWasmFiles } from '../tensors/wasm-files.node.ts';

const WIDTH = 5;
const COLUMNS = 3;
const layerOf = (seed: number): PersonalLayer => ({
  ...{ width: WIDTH, columns: COLUMNS },
  weights: Float32Array.from(randomNumbers(WIDTH * COLUMNS, 1, seed)),
});
const lessonOf = (batches: number, rows: number, seed: number, emphasis = 1): PersonalLesson => ({
  ...{ batches, rows },
  inputs: Float32Array.from(randomNumbers(batches * rows * WIDTH, 1, seed)),
  offsets: Float32Array.from(randomNumbers(batches * rows * COLUMNS, 1, seed + 1)),
  targets: Float32Array.from({ length: batches * rows * COLUMNS }, (_, n) => ((n * 7 + seed) % 3 === 0 ? 1 : 0)),
  emphasis: new Float32Array(batches * rows * COLUMNS).fill(emphasis),
});

const changed = async (layer: PersonalLayer, change: (learning: LearningLayer) => unknown): Promise<PersonalLayer> => {
  const learning = new LearningLayer(layer);
  await change(learning);
  const after = await learning.numbers();
  learning.dispose();
  return after;
};
const learnLesson = (layer: PersonalLayer, lesson: PersonalLesson, rate: number): Promise<PersonalLayer> =>
  changed(layer, (learning) => learning.learn(lesson, rate));

/** Binary cross-entropy of one batch, by its definition. */
function loss({ weights }: PersonalLayer, { rows, inputs, offsets, targets, emphasis }: PersonalLesson): number {
  let sum = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const at = row * COLUMNS + column;
      let logit = offsets[at]!;
      for (let i = 0; i < WIDTH; i += 1) logit += inputs[row * WIDTH + i]! * weights[column * WIDTH + i]!;
      sum += emphasis[at]! * (Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - logit * targets[at]!);
    }
  }
  return sum / rows;
}

describe.each(['cpu', 'wasm'] as const)('the personal layer on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeWasmFiles());
  });

  it('steps against the gradient of binary cross-entropy', async () => {
    const [layer, lesson, rate] = [layerOf(1), lessonOf(1, 4, 2, 1.7), 0.01];
    const after = await learnLesson(layer, lesson, rate);
    layer.weights.forEach((weight, place) => {
      const at = (change: number): number =>
        loss({ ...layer, weights: layer.weights.map((w, i) => (i === place ? weight + change : w)) }, lesson);
      const gradient = (at(1e-2) - at(-1e-2)) / 2e-2;
      expect((weight - after.weights[place]!) / rate).toBeCloseTo(gradient, 2);
    });
  });

  it('takes several batches as one after another, and says the same every time', async () => {
    const [first, second] = [lessonOf(1, 2, 3), lessonOf(1, 2, 4)];
    const join = (name: 'inputs' | 'offsets' | 'targets' | 'emphasis') =>
      Float32Array.of(...first[name], ...second[name]);
    const both: PersonalLesson = {
      ...{ batches: 2, rows: 2, inputs: join('inputs'), offsets: join('offsets') },
      ...{ targets: join('targets'), emphasis: join('emphasis') },
    };
    const apart = await learnLesson(await learnLesson(layerOf(5), first, 0.5), second, 0.5);
    const together = await learnLesson(layerOf(5), both, 0.5);
    // The same to the last digits but one: what the first step changed is subtracted, not added up anew.
    together.weights.forEach((weight, place) => {
      expect(weight).toBeCloseTo(apart.weights[place]!, 5);
    });
    expect(await learnLesson(layerOf(5), both, 0.5)).toEqual(together);
  });

  it('learns the same to the last bit whether it stays on the backend between lessons or not, and leaves no tensor', async () => {
    const before = memory().numTensors;
    const [first, second] = [lessonOf(2, 3, 8), lessonOf(2, 3, 9)];
    const apart = await learnLesson(await learnLesson(layerOf(7), first, 0.5), second, 0.5);
    const together = await changed(layerOf(7), async (learning) => {
      await learning.learn(first, 0.5);
      await learning.learn(second, 0.5);
    });
    expect(together).toEqual(apart);
    expect(memory().numTensors).toBe(before);
  });

  it('leaves alone what has no emphasis', async () => {
    const layer = layerOf(6);
    expect(await learnLesson(layer, lessonOf(2, 3, 7, 0), 3)).toEqual(layer);
  });
});

it('says the same after it was widened, and 0 in the new places', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1000), fc.nat(9), async (seed, more) => {
      const layer = layerOf(seed);
      const input = Float32Array.from(randomNumbers(WIDTH, 1, seed + 1));
      const wider = layerOutput(await changed(layer, (learning) => { learning.widen(COLUMNS + more); }), input);
      expect([...wider.slice(0, COLUMNS)]).toEqual([...layerOutput(layer, input)]);
      expect(wider.slice(COLUMNS).every((value) => value === 0)).toBe(true);
    }),
  );
  expect(layerOutput(emptyLayer(4, 2), Float32Array.of(1, 2, 3, 4))).toEqual(new Float32Array(2));
});
