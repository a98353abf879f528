import { tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from './backend.ts';
import { tanhOfMany } from './tensors.ts';
import { nodeWasmFiles } from './wasm-files.node.ts';

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(() => startBackend(backend, nodeWasmFiles()));

  test('tanh of many numbers is tanh, far out and near 0 as well', () => {
    const numbers = [-90, -20, -3, -0.5, -1e-6, 0, 1e-6, 0.5, 3, 20, 90];
    const x: Tensor2D = tensor2d(numbers, [1, numbers.length]);
    const said = tanhOfMany(x).dataSync<'float32'>();
    numbers.forEach((number, n) => {
      expect(Math.abs(said[n]! - Math.tanh(number))).toBeLessThan(2e-7);
    });
  });
});
