import { describe, expect, it, vi } from 'vitest';

import { TagweaveError } from '../domain/errors.ts';
import type { EncoderBackend } from '../domain/recommendation.ts';
import type { DeviceOptions } from './device.ts';
import { chooseDevice } from './device.ts';
import type { TokenMatrix, TokenModel } from './token-model.ts';

const MATRIX: TokenMatrix = { rows: 1, width: 1, data: new Float32Array([7]) };

interface Fake extends TokenModel {
  fail: Error | null;
  disposed: boolean;
}

function fake(backend: EncoderBackend, delayMs = 0): Fake {
  return {
    backend,
    fail: null,
    disposed: false,
    async run() {
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (this.fail !== null) throw this.fail;
      return MATRIX;
    },
    dispose() {
      this.disposed = true;
      return Promise.resolve();
    },
  };
}

function given(
  models: Partial<Record<EncoderBackend, Fake | Error>>,
  change: Partial<DeviceOptions> = {},
): DeviceOptions {
  return {
    choice: { backends: ['webgpu', 'wasm'], forced: false },
    open: (backend) => {
      const model = models[backend];
      return model === undefined || model instanceof Error
        ? Promise.reject(model ?? new Error('none'))
        : Promise.resolve(model);
    },
    check: () => Promise.resolve(null),
    probe: () => ({}),
    ...change,
  };
}

describe('chooseDevice', () => {
  it('takes the GPU when it passes and is not slower', async () => {
    const [gpu, wasm] = [fake('webgpu'), fake('wasm', 15)];
    const chosen = await chooseDevice(given({ webgpu: gpu, wasm }));
    expect([chosen.backend, chosen.notes, wasm.disposed]).toEqual(['webgpu', [], true]);
  });

  it('takes WebAssembly when the GPU is slower, unless the GPU was asked for', async () => {
    const [gpu, wasm] = [fake('webgpu', 15), fake('wasm')];
    const chosen = await chooseDevice(given({ webgpu: gpu, wasm }));
    expect([chosen.backend, gpu.disposed]).toEqual(['wasm', true]);
    expect(chosen.notes[0]).toMatch(/^webgpu took/u);
    const forced = await chooseDevice(
      given({ webgpu: gpu, wasm }, { choice: { backends: ['webgpu', 'wasm'], forced: true } }),
    );
    expect(forced.backend).toBe('webgpu');
  });

  it('takes WebAssembly and says why when the GPU fails to start or computes something else', async () => {
    const broken = await chooseDevice(given({ webgpu: new Error('no adapter'), wasm: fake('wasm') }));
    expect([broken.backend, broken.notes]).toEqual(['wasm', ['webgpu: no adapter']]);
    const gpu = fake('webgpu');
    const check = (model: TokenModel): Promise<string | null> =>
      Promise.resolve(model.backend === 'webgpu' ? 'noise: off' : null);
    const wrong = await chooseDevice(given({ webgpu: gpu, wasm: fake('wasm') }, { check }));
    expect([wrong.backend, wrong.notes, gpu.disposed]).toEqual(['wasm', ['webgpu: noise: off'], true]);
  });

  it('keeps the GPU without a race when the other backend would cost a download', async () => {
    const rescue = vi.fn();
    const options = given(
      { webgpu: fake('webgpu'), wasm: new Error('no kernel') },
      { choice: { backends: ['webgpu', 'wasm'], forced: false, rescue } },
    );
    expect((await chooseDevice(options)).backend).toBe('webgpu');
    expect(rescue).not.toHaveBeenCalled();
  });

  it('refuses a model that fails its self-check everywhere', async () => {
    const options = given(
      { wasm: fake('wasm') },
      { choice: { backends: ['wasm'], forced: false }, check: () => Promise.resolve('first: off') },
    );
    await expect(chooseDevice(options)).rejects.toMatchObject({
      code: 'model-invalid',
      details: { why: 'first: off' },
    });
  });

  it('rebuilds on WebAssembly when the GPU is lost, repeats the running calls once, and tells it once', async () => {
    const gpu = fake('webgpu');
    const open = vi.fn((backend: EncoderBackend) => Promise.resolve(backend === 'webgpu' ? gpu : fake('wasm')));
    const onDeviceLost = vi.fn();
    const chosen = await chooseDevice(
      given({}, { open, onDeviceLost, choice: { backends: ['webgpu', 'wasm'], forced: true } }),
    );
    gpu.fail = new Error('Device is lost');
    expect(await Promise.all([chosen.run({}), chosen.run({})])).toEqual([MATRIX, MATRIX]);
    expect(chosen.backend).toBe('wasm');
    expect(onDeviceLost.mock.calls).toEqual([['wasm']]);
    expect(open.mock.calls.map(([backend]) => backend)).toEqual(['webgpu', 'wasm']);
    expect(chosen.notes).toEqual(['webgpu was lost: Device is lost']);
  });

  it('rejects with device-lost when nothing else can be started, and lets errors of the model itself through', async () => {
    const gpu = fake('webgpu');
    const chosen = await chooseDevice(
      given({ webgpu: gpu }, { choice: { backends: ['webgpu', 'wasm'], forced: true } }),
    );
    gpu.fail = new TagweaveError('model-invalid', 'wrong shape');
    await expect(chosen.run({})).rejects.toMatchObject({ code: 'model-invalid' });
    gpu.fail = new Error('lost');
    await expect(chosen.run({})).rejects.toMatchObject({ code: 'device-lost' });
  });
});
