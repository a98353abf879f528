import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { memory, tensor2d } from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { networkManifestSchema } from '../domain/models/network-manifest.ts';
import { startBackend } from './tensors/backend.ts';
import { decodeBeam } from './heads/beam-search.ts';
import { decodeGreedy, decodeHere, readGreedy } from './heads/sequence-head.ts';
import { tidied } from './tensors/tensors.ts';
import { nodeWasmFiles } from './tensors/wasm-files.node.ts';
import { decodeNetworkWeights, disposeWeights } from './tensors/weights.ts';

/** Written by `training/run design.sequences`: z of 200 validation posts and what the shipped decoder makes of them. */
const root = new URL('../../', import.meta.url);
const fixtures = new URL('e2e/fixtures/sequences/', root);
const names = existsSync(fixtures) ? readdirSync(fixtures).filter((name) => name.endsWith('.json')) : [];

const lists = v.array(v.array(v.number()));
const schema = v.object({
  schema: v.literal(1),
  network: v.string(),
  z: v.object({ shape: v.tuple([v.number(), v.number()]), f16: v.string() }),
  greedy: lists,
  beam: v.object({ width: v.number(), lists }),
});

/** The float16 numbers of a string of base64. */
function halves(text: string): Float32Array {
  const bits = new Uint16Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  });
}

test('there is a shipped network to compare with', () => {
  expect(names.length).toBeGreaterThan(0);
});

describe.each(names)('%s', (name) => {
  const fixture = v.parse(schema, JSON.parse(readFileSync(new URL(name, fixtures), 'utf8')));
  const folder = new URL(`public/models/${name.replace(/\.json$/, '')}/`, root);
  const manifest = v.parse(networkManifestSchema, JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')));
  const config = manifest.network;
  const [posts, width] = fixture.z.shape;
  const z = halves(fixture.z.f16);

  test('belongs to the network that is shipped', () => {
    expect(fixture.network).toBe(`${manifest.id}@${manifest.revision}`);
    expect([posts, width, fixture.greedy.length, fixture.beam.lists.length]).toEqual([200, 2 * config.d, 200, 200]);
    expect(new Set(fixture.greedy.map((tags) => tags.length)).size).toBeGreaterThan(2);
  });

  test('greedy and beam search write the same hashtags for every post', { timeout: 120_000 }, async () => {
    await startBackend('wasm', nodeWasmFiles());
    const before = memory().numTensors;
    const weights = decodeNetworkWeights(config, new Uint8Array(readFileSync(new URL('weights.bin', folder))).buffer);
    const sequence = weights.sequence!;
    const greedy: number[][] = [];
    const beam: number[][] = [];
    for (let post = 0; post < posts; post += 1) {
      const row = tensor2d(z.subarray(post * width, (post + 1) * width), [1, width]);
      const { probabilities, tags } = tidied(() => decodeGreedy(sequence, row, config.sequence.steps));
      const [likely, chosen] = await Promise.all([probabilities.data<'float32'>(), tags.data<'float32'>()]);
      const decoded = readGreedy(likely, chosen);
      greedy.push([...decoded.tags]);
      // Step by step in this thread, and no step behind the list's end: the same numbers.
      expect(decodeHere(sequence, row, config.sequence.steps)).toEqual(decoded);
      beam.push([...(await decodeBeam(sequence, row, fixture.beam.width, config.sequence.steps)).tags]);
      for (const tensor of [row, probabilities, tags]) tensor.dispose();
    }
    disposeWeights(weights);
    expect(greedy).toEqual(fixture.greedy);
    expect(beam).toEqual(fixture.beam.lists);
    expect(memory().numTensors).toBe(before);
  });
});
