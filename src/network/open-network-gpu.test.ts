import { getBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OpenNetwork } from './open-network.ts';
import type { OpenOptions } from './open-network.ts';
import { configOf, randomInput, randomNetwork } from './testing/random-network.ts';
import { nodeWasmFiles } from './tensors/wasm-files.node.ts';

/** A graphics device for Node: the cpu backend under the name webgpu, with a `lost` promise that a test may fulfil. */
const gpu = vi.hoisted(() => ({ lose: (): void => undefined, runMs: 1, beforeRead: (): void => undefined }));

vi.mock('@tensorflow/tfjs-backend-webgpu', async () => {
  const { copyRegisteredKernels, registerBackend } = await import('@tensorflow/tfjs-core');
  const { MathBackendCPU } = await import('@tensorflow/tfjs-backend-cpu');
  class FakeGpu extends MathBackendCPU {
    readonly device = {
      lost: new Promise<void>((resolve) => {
        gpu.lose = resolve;
      }),
    };
    override read(id: object): ReturnType<InstanceType<typeof MathBackendCPU>['read']> {
      gpu.beforeRead();
      return super.read(id);
    }
  }
  copyRegisteredKernels('cpu', 'webgpu');
  registerBackend('webgpu', () => new FakeGpu());
  return {};
});

const config = configOf({
  photo: { encoder: 'photo@1', rows: 4, width: 6 },
  caption: { encoder: 'caption@1', width: 5 },
  ...{ d: 4, k: 3, vocabulary: 8, gru: 5, tagEmbedding: 2 },
});
const files = randomNetwork(config);
const input = randomInput(config);
const wasm = nodeWasmFiles();
/** A clock by which two runs, the ones that are timed, take what the test says, on however busy a machine. */
const clock = (): (() => number) => {
  let time = 0;
  return () => (time += 2 * gpu.runMs);
};
const open = (options: Partial<OpenOptions> = {}): Promise<OpenNetwork> =>
  OpenNetwork.open(files, { wasm, now: clock(), ...options });
const adapter = (found: object | null): void => {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(found) } });
};

beforeEach(() => {
  adapter({});
  gpu.runMs = 1;
  gpu.beforeRead = () => undefined;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('with a graphics device', () => {
  test('it is chosen', async () => {
    const network = await open();
    expect(network.backend).toBe('webgpu');
    await network.dispose();
  });

  test('wasm takes over when it is lost between runs', async () => {
    const onBackendChange = vi.fn();
    const network = await open({ onBackendChange });
    const before = await network.run(input);
    gpu.lose();
    await vi.waitFor(() => {
      expect(onBackendChange).toHaveBeenCalledOnce();
    });
    expect(network.backend).toBe('wasm');
    const after = await network.run(input);
    expect(after.sequence).toEqual(before.sequence);
    await network.dispose();
  });

  test('wasm, and not the one after it, takes over when it is lost while starting', async () => {
    gpu.beforeRead = () => {
      gpu.beforeRead = () => undefined;
      gpu.lose();
      throw new Error('lost');
    };
    const network = await open();
    await network.run(input);
    expect(network.backend).toBe('wasm');
    expect(getBackend()).toBe('wasm');
    await network.dispose();
  });

  test('wasm takes over when the device is slow', async () => {
    gpu.runMs = 100;
    const network = await open();
    expect(network.backend).toBe('wasm');
    await network.dispose();
  });

  test('a slow device is kept when it was asked for by name', async () => {
    gpu.runMs = 100;
    const network = await open({ backends: ['webgpu'] });
    expect(network.backend).toBe('webgpu');
    await network.dispose();
  });
});

describe('a software adapter', () => {
  test.each([{ isFallbackAdapter: true }, { info: { isFallbackAdapter: true } }])(
    '%o is passed over',
    async (found) => {
      adapter(found);
      const network = await open();
      expect(network.backend).toBe('wasm');
      await network.dispose();
    },
  );

  test('is used when asked for by name', async () => {
    adapter({ isFallbackAdapter: true });
    const network = await open({ backends: ['webgpu'] });
    expect(network.backend).toBe('webgpu');
    await network.dispose();
  });
});

test('no adapter means no graphics device', async () => {
  adapter(null);
  const network = await open();
  expect(network.backend).toBe('wasm');
  await network.dispose();
});
