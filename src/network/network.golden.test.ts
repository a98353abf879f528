import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { networkManifestSchema, vocabularySchema } from '../domain/models/network-manifest.ts';
import { FINAL_STAGES, NUMBER_STAGES, parseGolden, runGolden } from './golden.ts';
import { startBackend } from './tensors/backend.ts';
import { loadNetwork } from './network.ts';
import type { NetworkFiles } from './network.ts';
import { runGoldenOn } from './open-network.ts';
import { nodeWasmFiles } from './tensors/wasm-files.node.ts';

const root = new URL('../../', import.meta.url);

/** Every tiny network and every shipped one. */
function networkFolders(): URL[] {
  return ['e2e/fixtures/models/', 'public/models/'].flatMap((parent) => {
    const folder = new URL(parent, root);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .map((name) => new URL(`${name}/`, folder))
      .filter(
        (model) => /\/(tiny-network|design)-[^/]*\/$/.test(model.href) && existsSync(new URL('golden.json', model)),
      );
  });
}

function read(folder: URL): { files: NetworkFiles; golden: unknown } {
  const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const weights = readFileSync(new URL('weights.bin', folder));
  return {
    files: {
      manifest: v.parse(networkManifestSchema, json('manifest.json')),
      vocabulary: v.parse(vocabularySchema, json('vocabulary.json')),
      weights: new Uint8Array(weights).buffer,
    },
    golden: json('golden.json'),
  };
}

const wasm = nodeWasmFiles();
const folders = networkFolders();

test('there are networks with every fusion and pooling to compare with', () => {
  const kinds = folders.map((folder) => {
    const { fusion, pooling } = read(folder).files.manifest.network;
    return `${fusion} ${pooling}`;
  });
  expect(new Set(kinds).size).toBe(6);
});

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  test.each(folders.map((folder) => [folder.href.split('/').at(-2) ?? '', folder] as const))(
    '%s gives every golden stage to 1e-4 and the same final order',
    async (_, folder) => {
      const { files, golden } = read(folder);
      const report = await runGoldenOn(backend, files, golden, wasm);
      const off = NUMBER_STAGES.filter((stage) => !(report.differences[stage] <= 1e-4));
      expect(off, JSON.stringify(report)).toEqual([]);
      expect(report.sameOrder).toBe(true);
      expect(report.sameSequence).toBe(true);
      expect(report.cases).toBeGreaterThan(0);
    },
  );
});

describe('a network whose weights are not the golden ones', () => {
  const folder = new URL('e2e/fixtures/models/tiny-network-weighted/', root);
  const { files, golden } = read(folder);

  /** Doubles one float16 number of a tensor (adds 1 to its exponent): its place is the first that is not tiny. */
  function perturbed(name: string): ArrayBuffer {
    const specs = files.manifest.network.weights.specs;
    const sizes = specs.map((spec) => spec.shape.reduce((a, b) => a * b, 1));
    const index = specs.findIndex((spec) => spec.name === name);
    const start = sizes.slice(0, index).reduce((a, b) => a + b, 0);
    const copy = files.weights.slice(0);
    const halves = new Uint16Array(copy);
    for (let i = start; i < start + (sizes[index] ?? 0); i += 1) {
      const half = halves[i] ?? 0;
      halves[i] = (half & 0x7c00) === 0 ? 0x3800 : half + 0x0400;
    }
    return copy;
  }

  test.each(files.manifest.network.weights.specs.map((spec) => spec.name))('%s doubled is noticed', async (name) => {
    await startBackend('wasm', wasm);
    const network = await loadNetwork({ ...files, weights: perturbed(name) });
    const { differences } = await runGolden(network, parseGolden(golden));
    network.dispose();
    expect(Math.max(...NUMBER_STAGES.map((stage) => differences[stage]))).toBeGreaterThan(1e-4);
    expect(Math.max(...FINAL_STAGES.map((stage) => differences[stage]))).toBeGreaterThan(1e-4);
  });

  test('leaves no tensor behind', async () => {
    await startBackend('wasm', wasm);
    const before = memory().numTensors;
    const network = await loadNetwork(files);
    await runGolden(network, parseGolden(golden));
    network.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
