import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkConfig } from '../domain/models/network-manifest.ts';
import { startBackend } from './tensors/backend.ts';
import { contributionOf } from './contributions.ts';
import { loadNetwork } from './network.ts';
import type { Network, NetworkInput } from './network.ts';
import { PlainNetwork } from './testing/plain-network.ts';
import { configOf, randomInput, randomNetwork } from './testing/random-network.ts';
import { nodeWasmFiles } from './tensors/wasm-files.node.ts';

const sizes = {
  photo: { encoder: 'photo@1', rows: 9, width: 14 },
  caption: { encoder: 'caption@1', width: 11 },
  ...{ d: 12, k: 7, vocabulary: 23, gru: 10, tagEmbedding: 6 },
};

const inputs = (config: NetworkConfig): [string, NetworkInput][] => [
  ['both, two posts', randomInput(config, { words: 5, posts: 2 })],
  ['both, more posts than count', randomInput(config, { words: 5, posts: 9 })],
  ['photo only', randomInput(config, { words: null, posts: 0 })],
  ['caption only', randomInput(config, { photo: false, words: 1, posts: 1 })],
  ['neither', randomInput(config, { photo: false, words: null, posts: 0 })],
];

/** Greatest difference between flat numbers and (nested) plain ones. */
function off(
  actual: Float32Array | null | undefined,
  expected: readonly number[] | readonly (readonly number[])[],
): number {
  const flat = expected.flat();
  expect(actual?.length).toBe(flat.length);
  return Math.max(...flat.map((value, i) => Math.abs((actual?.[i] ?? NaN) - value)));
}

describe.each(['wasm', 'cpu'] as const)('against plain numbers on %s', (backend) => {
  beforeAll(() => startBackend(backend, nodeWasmFiles()));

  test('with what was said of a post before, only its history is made, and the same comes out', async () => {
    const config = configOf(sizes);
    const network = await loadNetwork(randomNetwork(config));
    const { photo, caption, history } = randomInput(config, { words: 5, posts: 3 });
    const { vector, contributions } = await network.run({ photo, caption, history: [] });
    for (const posts of [history, history.slice(0, 1), []]) {
      const whole = await network.represent(vector, posts);
      const before = memory().numTensors;
      const again = await network.represent(vector, posts, contributions);
      expect(memory().numTensors).toBe(before);
      expect(again.user).toEqual(whole.user);
      expect(off(again.logits, [...whole.logits])).toBeLessThan(1e-5);
    }
    network.dispose();
  });

  for (const fusion of ['sum', 'mean', 'weighted'] as const) {
    for (const pooling of ['attention', 'attention+mean'] as const) {
      test(`${fusion}, ${pooling}: every stage, list and split`, async () => {
        const config = configOf({ ...sizes, fusion, pooling });
        const files = randomNetwork(config);
        const plain = new PlainNetwork(config, files.plain);
        const network = await loadNetwork(files);
        for (const [name, input] of inputs(config)) {
          const output = await network.run(input, { stages: true });
          const expected = plain.stages(input);
          for (const [stage, values] of Object.entries(expected)) {
            expect(off(output.stages?.[stage as keyof typeof expected], values), `${name}: ${stage}`).toBeLessThan(
              2e-5,
            );
          }
          const { tags, q } = plain.greedy(expected.z, 7);
          expect(output.sequence, name).toEqual(tags);
          expect(off(output.q, q), name).toBeLessThan(1e-5);
          for (let tag = 0; tag < config.vocabulary; tag += 1) {
            const { caption, photo, history, bias, logit } = contributionOf(output.contributions, tag);
            expect(caption + photo + history + bias).toBe(logit);
            const trace = output.traces.of(tag);
            for (const [rows, part] of [
              [trace.caption, input.caption === null ? null : caption],
              [trace.photo, input.photo === null ? null : photo],
            ] as const) {
              expect(rows === null).toBe(part === null);
              if (rows !== null) expect(Math.abs(rows.reduce((a, b) => a + b, 0) - part!)).toBeLessThan(2e-5);
            }
            expect(Math.abs(logit - (expected.logits[tag] ?? NaN))).toBeLessThan(2e-5);
            const parts = output.classifierScores[tag]! + output.sequenceScores[tag]!;
            expect(Math.abs(parts - output.scores[tag]!)).toBeLessThan(1e-6);
          }
        }
        network.dispose();
      });
    }
  }

  test('a moved gate gives the asked mean and what the equations say of it', async () => {
    const config = configOf({ ...sizes, fusion: 'weighted' });
    const files = randomNetwork(config);
    const plain = new PlainNetwork(config, files.plain);
    const network = await loadNetwork(files);
    const input = randomInput(config, { words: 4, posts: 1 });
    const own = await network.run(input);
    for (const gate of [0, 0.1, 0.5, 0.83, 1]) {
      const output = await network.run(input, { gate, stages: true });
      const mean = output.gate!.reduce((a, b) => a + b, 0) / config.d;
      expect(mean).toBeCloseTo(gate, 5);
      const first = Math.log(output.gate![0]! / (1 - output.gate![0]!)) - Math.log(own.gate![0]! / (1 - own.gate![0]!));
      if (gate > 0 && gate < 1)
        expect(off(output.stages!.logits, plain.stages(input, first).logits)).toBeLessThan(1e-4);
    }
    const shut = await network.run(input, { gate: 0 });
    expect(Math.max(...shut.contributions.photo.map(Math.abs))).toBeLessThan(1e-6);
    const open = await network.run(input, { gate: 1 });
    expect(Math.max(...open.contributions.caption.map(Math.abs))).toBeLessThan(1e-6);
    network.dispose();
  });
});

describe('the network', () => {
  const config = configOf(sizes);
  const files = randomNetwork(config);
  let network: Network;
  beforeAll(async () => {
    await startBackend('wasm', nodeWasmFiles());
    network = await loadNetwork(files);
  });
  afterAll(() => {
    network.dispose();
  });

  test('leaves no tensor behind, whatever is asked', async () => {
    const before = memory().numTensors;
    for (const [, input] of inputs(config)) {
      for (const options of [
        {},
        { gate: 0.2 },
        { beam: 3 },
        { stages: true },
        { sequenceLength: 3, gate: 1, beam: 2 },
      ]) {
        await network.run(input, options);
      }
    }
    await network.warmUp();
    expect(memory().numTensors).toBe(before);
  });

  test('gives back all memory when disposed', async () => {
    const before = memory();
    const other = await loadNetwork(files);
    await other.run(randomInput(config));
    other.dispose();
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });

  test('runs may overlap', async () => {
    const posts = inputs(config).map(([, input]) => input);
    const alone = [];
    for (const post of posts) alone.push((await network.run(post)).scores);
    const together = await Promise.all(posts.map((post) => network.run(post)));
    expect(together.map(({ scores }) => scores)).toEqual(alone);
  });

  test('attention adds up to 1 and is null for what is not there', async () => {
    const both = await network.run(randomInput(config, { words: 6 }));
    expect(both.wordAttention!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect(both.regionAttention!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect(both.affinity).toHaveLength(6 * 9);
    const { regionAttention, wordAttention, affinity } = await network.run(randomInput(config, { words: null }));
    expect([regionAttention?.length, wordAttention, affinity]).toEqual([9, null, null]);
  });

  test.each(['attention', 'attention+mean'] as const)(
    'attention is the share of each row in t and v: %s',
    async (pooling) => {
      const pooled = configOf({ ...sizes, pooling });
      const other = await loadNetwork(randomNetwork(pooled));
      const output = await other.run(randomInput(pooled, { words: 3, seed: 5 }), { stages: true });
      const { aq, av, alpha } = output.stages!;
      const mean = pooling === 'attention' ? 0 : 1;
      const shares = (raw: number[]): number[] => raw.map((share) => share / raw.reduce((a, b) => a + b, 0));
      const words = shares(Array.from(aq, (a, i) => (a + mean / 3) * alpha[i]!));
      const regions = shares(Array.from(av, (a) => a + mean / 9));
      expect(off(output.wordAttention, words)).toBeLessThan(1e-6);
      expect(off(output.regionAttention, regions)).toBeLessThan(1e-6);
      other.dispose();
    },
  );

  test('a shorter decoder writes a prefix of the longer list', async () => {
    const input = randomInput(config, { seed: 3 });
    const long = await network.run(input);
    const short = await network.run(input, { sequenceLength: 2 });
    expect(short.sequence).toEqual(long.sequence.slice(0, 2));
  });

  test('hashtags outside the vocabulary do not count', async () => {
    const input = randomInput(config, { posts: 1 });
    const [post] = input.history;
    const strange = { ...input, history: [{ vector: post!.vector, tags: [...post!.tags, 999, -1, NaN] }] };
    expect((await network.run(strange)).scores).toEqual((await network.run(input)).scores);
  });

  test.each([
    ['another photo encoder', { ...randomInput(config), photo: { rows: 9, width: 15, data: new Float32Array(135) } }],
    [
      'another number of regions',
      { ...randomInput(config), photo: { rows: 4, width: 14, data: new Float32Array(56) } },
    ],
    ['missing numbers', { ...randomInput(config), caption: { rows: 2, width: 11, data: new Float32Array(21) } }],
    ['no row', { ...randomInput(config), caption: { rows: 0, width: 11, data: new Float32Array(0) } }],
  ])('refuses a matrix of %s', async (_, input) => {
    await expect(network.run(input)).rejects.toMatchObject({ code: 'model-invalid' });
  });

  test('numbers that cannot be right are told apart from a backend that computes wrongly', async () => {
    const before = memory().numTensors;
    const photo = { rows: 9, width: 14, data: new Float32Array(9 * 14).fill(NaN) };
    await expect(network.run({ ...randomInput(config), photo })).rejects.toMatchObject({ code: 'unexpected' });
    const nowhere = [{ vector: new Float32Array(12).fill(Infinity), tags: [] }];
    await expect(network.run({ ...randomInput(config), history: nowhere })).rejects.toMatchObject({
      code: 'history-invalid',
    });
    const broken = await loadNetwork({
      ...files,
      weights: new Float32Array(files.weights.byteLength / 4).fill(NaN).buffer,
    });
    await expect(broken.run(randomInput(config))).rejects.toMatchObject({ code: 'device-lost' });
    broken.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test("refuses another network's vectors", async () => {
    const input = { ...randomInput(config), history: [{ vector: new Float32Array(13), tags: [] }] };
    await expect(network.run(input)).rejects.toMatchObject({ code: 'history-invalid' });
  });

  test('a network with the classification head alone needs no decoder', async () => {
    const alone = configOf({ ...sizes, head: 'classification' });
    const single = await loadNetwork(randomNetwork(alone));
    const output = await single.run(randomInput(alone), { beam: 2 });
    expect(output.scores).toEqual(output.probabilities);
    expect(output.sequence).toEqual([]);
    single.dispose();
  });

  test('refuses a vocabulary of another size', async () => {
    const vocabulary = { ...files.vocabulary, tags: files.vocabulary.tags.slice(1) };
    await expect(loadNetwork({ ...files, vocabulary })).rejects.toMatchObject({ code: 'model-invalid' });
  });
});

describe('beam search', () => {
  test('wide enough to keep every list, it finds the best of all of them', async () => {
    await startBackend('wasm', nodeWasmFiles());
    for (const seed of [1, 2, 3, 4]) {
      const config = configOf({ ...sizes, vocabulary: 4, sequence: { steps: 3 } });
      const files = randomNetwork(config);
      const plain = new PlainNetwork(config, files.plain);
      const network = await loadNetwork(files);
      const input = randomInput(config, { seed, posts: 1 });
      const output = await network.run(input, { beam: 24 });
      let best: { score: number; tags: number[]; q: number[] } = { score: -Infinity, tags: [], q: [] };
      const grow = (h: number[], tags: number[], logs: number, q: number[]): void => {
        if (tags.length === 3) {
          if (logs / 3 > best.score) best = { score: logs / 3, tags, q };
          return;
        }
        const step = plain.step(tags.at(-1) ?? 4, h);
        const raised = q.map((value, tag) => Math.max(value, step.P[tag]!));
        const ended = (logs + Math.log(step.P[4]!)) / (tags.length + 1);
        if (tags.length > 0 && ended > best.score) best = { score: ended, tags, q: raised };
        for (let tag = 0; tag < 4; tag += 1) {
          if (!tags.includes(tag)) grow(step.h, [...tags, tag], logs + Math.log(step.P[tag]!), raised);
        }
      };
      grow(plain.start(plain.stages(input).z), [], 0, [0, 0, 0, 0]);
      expect(output.sequence).toEqual(best.tags);
      expect(off(output.q, best.q)).toBeLessThan(1e-5);
      network.dispose();
    }
  });
});
