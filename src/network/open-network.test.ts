import { backend, memory } from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { networkManifestSchema, vocabularySchema } from '../domain/models/network-manifest.ts';
import { BACKENDS, startBackend } from './tensors/backend.ts';
import { parseGolden } from './golden.ts';
import { OpenNetwork } from './open-network.ts';
import { nodeWasmFiles } from './tensors/wasm-files.node.ts';

const folder = new URL('../../e2e/fixtures/models/tiny-network-weighted/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const files = {
  manifest: v.parse(networkManifestSchema, json('manifest.json')),
  vocabulary: v.parse(vocabularySchema, json('vocabulary.json')),
  weights: new Uint8Array(readFileSync(new URL('weights.bin', folder))).buffer,
};
const golden = json('golden.json');
const [input] = parseGolden(golden).cases;
const wasm = nodeWasmFiles();

afterEach(() => {
  vi.restoreAllMocks();
});

describe('startBackend', () => {
  test('asks for webgpu first', () => {
    expect(BACKENDS).toEqual(['webgpu', 'wasm', 'cpu']);
  });

  test('says so when a backend is not there', async () => {
    await expect(startBackend('webgpu', wasm)).rejects.toMatchObject({
      code: 'device-lost',
      details: { backend: 'webgpu' },
    });
  });
});

describe('an open network', () => {
  test('without a graphics device runs on wasm and passes the self-check', async () => {
    const network = await OpenNetwork.open(files, { wasm, golden });
    expect(network.backend).toBe('wasm');
    expect((await network.run(input!)).scores).toHaveLength(40);
    await network.dispose();
  });

  test('moves on when a run fails, repeats it, and says so once', async () => {
    const onBackendChange = vi.fn();
    const network = await OpenNetwork.open(files, { wasm, golden, onBackendChange });
    const before = await network.run(input!);
    const lost = new Error('device lost');
    vi.spyOn(backend(), 'read').mockRejectedValue(lost);
    const results = await Promise.all([network.run(input!), network.run(input!), network.run(input!)]);
    expect(network.backend).toBe('cpu');
    expect(onBackendChange).toHaveBeenCalledExactlyOnceWith('cpu', lost);
    for (const { scores } of results) {
      scores.forEach((score, tag) => {
        expect(score).toBeCloseTo(before.scores[tag]!, 4);
      });
    }
    const tensors = memory().numTensors;
    await network.run(input!);
    expect(memory().numTensors).toBe(tensors);
    await network.dispose();
  });

  test('moves on when a run gives numbers that cannot be', async () => {
    const network = await OpenNetwork.open(files, { wasm, golden });
    vi.spyOn(backend(), 'read').mockImplementation(() => Promise.resolve(new Float32Array(20_000)));
    expect((await network.run(input!)).scores).toHaveLength(40);
    expect(network.backend).toBe('cpu');
    await network.dispose();
  });

  test('leaves a backend that computes the golden vectors wrongly', async () => {
    await startBackend('wasm', wasm);
    const here = backend();
    const read = here.read.bind(here);
    vi.spyOn(here, 'read').mockImplementation(async (id) =>
      Float32Array.from((await read(id)) as Float32Array, (x) => 1.01 * x),
    );
    const network = await OpenNetwork.open(files, { wasm, golden });
    expect(network.backend).toBe('cpu');
    await network.dispose();
  });

  test('tells that the model is wrong when no backend reproduces its golden vectors', async () => {
    const other = json('../tiny-network-sum/golden.json');
    await expect(OpenNetwork.open(files, { wasm, golden: other })).rejects.toMatchObject({ code: 'model-invalid' });
  });

  test('tells that the weights are wrong when every backend makes no numbers of them', async () => {
    const weights = new Uint8Array(files.weights.byteLength).fill(0xff).buffer;
    for (const given of [golden, null]) {
      await expect(OpenNetwork.open({ ...files, weights }, { wasm, golden: given })).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringMatching(/weights give numbers that cannot be right/u) as string,
      });
    }
  });

  test('does not try another backend for files that do not fit together', async () => {
    const broken = { ...files, weights: files.weights.slice(2) };
    await expect(OpenNetwork.open(broken, { wasm, golden })).rejects.toThrow(/weights file has \d+ bytes/);
    await expect(OpenNetwork.open(files, { wasm, golden: { schema: 2 } })).rejects.toMatchObject({
      code: 'model-invalid',
    });
  });

  test('an input of another encoder is no reason to leave the backend', async () => {
    const network = await OpenNetwork.open(files, { wasm, golden, backends: ['wasm'] });
    const photo = { rows: 1, width: 1, data: new Float32Array(1) };
    await expect(network.run({ ...input!, photo })).rejects.toMatchObject({ code: 'model-invalid' });
    expect(network.backend).toBe('wasm');
    await network.dispose();
  });

  test('once closed it says so, and leaves nothing behind', async () => {
    await startBackend('wasm', wasm);
    const before = memory().numTensors;
    const network = await OpenNetwork.open(files, { wasm });
    await network.dispose();
    await network.dispose();
    expect(memory().numTensors).toBe(before);
    await expect(network.run(input!)).rejects.toMatchObject({ code: 'model-not-loaded' });
  });

  test('with the last backend gone the runs under way say so, and the next one starts it anew', async () => {
    const network = await OpenNetwork.open(files, { wasm, backends: ['wasm'] });
    const before = await network.run(input!);
    vi.spyOn(backend(), 'read').mockRejectedValue(new Error('gone'));
    const lost = { status: 'rejected', reason: { code: 'device-lost' } };
    expect(await Promise.allSettled([network.run(input!), network.run(input!)])).toMatchObject([lost, lost]);
    const [after, other] = await Promise.all([network.run(input!), network.run(input!)]);
    expect(after.scores).toEqual(before.scores);
    expect(other.scores).toEqual(before.scores);
    await network.dispose();
  });
});
