import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import { startBackend } from './backend.ts';
import { configOf, randomNetwork } from '../testing/random-network.ts';
import { nodeWasmFiles } from './wasm-files.node.ts';
import { checkWeights, decodeNetworkWeights, disposeWeights } from './weights.ts';

const config = configOf({
  photo: { encoder: 'photo@1', rows: 4, width: 6 },
  caption: { encoder: 'caption@1', width: 5 },
  ...{ d: 4, k: 3, vocabulary: 8, gru: 5, tagEmbedding: 2 },
});
const { weights } = randomNetwork(config);
type Spec = NetworkConfig['weights']['specs'][number];
const withSpecs = (change: (specs: readonly Spec[]) => Spec[]): NetworkConfig => ({
  ...config,
  weights: { ...config.weights, specs: change(config.weights.specs) },
});

describe('weights that do not fit name their tensor', () => {
  test.each([
    ['missing', (specs: readonly Spec[]) => specs.filter(({ name }) => name !== 'word.query'), 'word.query'],
    [
      'unknown',
      (specs: readonly Spec[]) => [...specs, { name: 'word.extra', shape: [1], dtype: 'float32' as const }],
      'word.extra',
    ],
    ['named twice', (specs: readonly Spec[]) => [...specs, specs[0]!], 'photo.project'],
    [
      'of another shape',
      (specs: readonly Spec[]) =>
        specs.map((spec) => (spec.name === 'gate.dense1.weight' ? { ...spec, shape: [4, 8] } : spec)),
      'gate.dense1.weight',
    ],
  ])('%s', (_, change, tensor) => {
    const check = (): void => {
      checkWeights(withSpecs(change), weights.byteLength);
    };
    expect(check).toThrow(expect.objectContaining({ code: 'model-invalid', details: { tensor } }));
  });

  test('a gate in a network without one', () => {
    const sum: NetworkConfig = { ...config, fusion: 'sum' };
    expect(() => {
      checkWeights(sum, weights.byteLength);
    }).toThrow(expect.objectContaining({ details: { tensor: 'gate.norm1.scale' } }));
  });

  test('bytes count once, float16 twice, float32 four times', () => {
    const stored = withSpecs((specs) =>
      specs.map((spec, n) => {
        if (n % 3 === 0) return { ...spec, quantization: { dtype: 'uint8' as const, scale: 0.5, min: -1 } };
        return n % 3 === 1 ? { ...spec, quantization: { dtype: 'float16' as const } } : spec;
      }),
    );
    const bytes = stored.weights.specs
      .map(({ shape }, n) => shape.reduce((a, b) => a * b, 1) * ([1, 2, 4][n % 3] ?? 0))
      .reduce((a, b) => a + b, 0);
    expect(() => {
      checkWeights(stored, bytes);
    }).not.toThrow();
    expect(() => {
      checkWeights(stored, bytes + 1);
    }).toThrow(expect.objectContaining({ code: 'model-invalid' }));
  });

  test('too few and too many bytes', () => {
    for (const bytes of [weights.byteLength - 4, weights.byteLength + 2, 0]) {
      expect(() => {
        checkWeights(config, bytes);
      }).toThrow(expect.objectContaining({ code: 'model-invalid' }));
    }
  });
});

describe('decoding', () => {
  beforeAll(() => startBackend('wasm', nodeWasmFiles()));

  test('bytes are scaled and shifted, whatever stands before them', async () => {
    const mixed = withSpecs((specs) =>
      specs.map((spec) =>
        spec.name === 'photo.absent'
          ? { ...spec, quantization: { dtype: 'uint8' as const, scale: 0.25, min: -3 } }
          : spec,
      ),
    );
    const before = 4 * 6 * 4; // photo.project, float32
    const bytes = new Uint8Array(weights.byteLength - 18);
    bytes.set(new Uint8Array(weights, 0, before));
    bytes.set([0, 1, 12, 128, 200, 255], before);
    bytes.set(new Uint8Array(weights, before + 24), before + 6);
    const decoded = decodeNetworkWeights(mixed, bytes.buffer);
    expect(Array.from(await decoded.projection.photoAbsent.data())).toEqual([-3, -2.75, 0, 29, 47, 60.75]);
    // what follows starts at an odd place of the file and is whole all the same
    expect((await decoded.projection.caption.data())[0]).toBe(new Float32Array(weights, before + 24)[0]);
    disposeWeights(decoded);
  });

  test('float16 and float32 side by side', async () => {
    const mixed = withSpecs((specs) =>
      specs.map((spec) =>
        spec.name === 'photo.absent' ? { ...spec, quantization: { dtype: 'float16' as const } } : spec,
      ),
    );
    const before = 4 * 6 * 4; // photo.project, float32
    const bytes = new Uint8Array(weights.byteLength - 12);
    bytes.set(new Uint8Array(weights, 0, before));
    bytes.set(new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000).buffer), before);
    bytes.set(new Uint8Array(weights, before + 24), before + 12);
    const start = memory().numTensors;
    const decoded = decodeNetworkWeights(mixed, bytes.buffer);
    const absent = await decoded.projection.photoAbsent.data();
    [1, -2, 0.333251953125, 2 ** -24, 65504, -0].forEach((value, i) => {
      expect(absent[i]).toBe(value);
    });
    const next = await decoded.projection.caption.data();
    expect(next[0]).toBe(new Float32Array(weights, before + 24)[0]);
    expect(memory().numTensors).toBeGreaterThan(start);
  });
});
