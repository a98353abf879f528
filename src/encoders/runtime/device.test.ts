import { describe, expect, it, vi } from 'vitest';

import { TagweaveError } from '../../domain/errors/errors.ts';
import type { EncoderBackend } from '../../domain/recommendation.ts';
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

  it.each(['at the first run', 'in the middle of it'])(
    'takes WebAssembly when the GPU fails in the race, %s',
    async (when) => {
      const [gpu, wasm] = [fake('webgpu'), fake('wasm')];
      let left = when === 'at the first run' ? 0 : 2;
      gpu.run = () => ((left -= 1) < 0 ? Promise.reject(new Error('Device is lost')) : Promise.resolve(MATRIX));
      const chosen = await chooseDevice(given({ webgpu: gpu, wasm }));
      expect([chosen.backend, gpu.disposed, wasm.disposed]).toEqual(['wasm', true, false]);
      expect(chosen.notes).toEqual(['webgpu: Device is lost']);
    },
  );

  it('keeps the GPU when it is the other one that fails in the race', async () => {
    const [gpu, wasm] = [fake('webgpu'), fake('wasm')];
    wasm.fail = new Error('out of memory');
    const chosen = await chooseDevice(given({ webgpu: gpu, wasm }));
    expect([chosen.backend, gpu.disposed, wasm.disposed]).toEqual(['webgpu', false, true]);
  });

  it('opens the fallback anew when both fail in the race, and leaves nothing open', async () => {
    const made: Fake[] = [];
    const open = (backend: EncoderBackend): Promise<TokenModel> => {
      const model = fake(backend);
      if (made.length < 2) model.fail = new Error('lost');
      made.push(model);
      return Promise.resolve(model);
    };
    const chosen = await chooseDevice(given({}, { open }));
    expect([chosen.backend, made.map((model) => model.disposed)]).toEqual(['wasm', [true, true, false]]);
  });

  it('gives up the lost model’s successor, too, when it is disposed of while that one is being opened', async () => {
    const [gpu, wasm] = [fake('webgpu'), fake('wasm')];
    let opened: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (opened = resolve));
    const open = async (backend: EncoderBackend): Promise<TokenModel> => {
      if (backend === 'webgpu') return gpu;
      await gate;
      return wasm;
    };
    const chosen = await chooseDevice(given({}, { open, choice: { backends: ['webgpu', 'wasm'], forced: true } }));
    gpu.fail = new Error('lost');
    const run = chosen.run({});
    await Promise.resolve();
    const disposing = chosen.dispose();
    opened();
    await Promise.all([run, disposing]);
    expect(wasm.disposed).toBe(true);
  });
});
