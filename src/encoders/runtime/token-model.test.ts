import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from './token-model.ts';
import { openTokenModel } from './token-model.ts';

const OPTIONS = { name: 'tiny', dtype: 'fp32', output: 'tokens', width: 2 } as const;
const world = vi.hoisted((): { sessions: Record<string, unknown> } => ({ sessions: {} }));

vi.mock('./transformers.ts', () => ({
  transformers: () =>
    Promise.resolve({
      AutoModel: { from_pretrained: () => Promise.resolve({ sessions: world.sessions }) },
      Tensor: class {
        readonly ort_tensor = {};
      },
    }),
  withFiles: (_files: unknown, load: (name: string) => Promise<unknown>) => load('model'),
}));

let released: string[] = [];
let tensors: string[] = [];
const session = (name: string, change: Partial<Session> = {}, dims = [1, 1, 2]): Session => ({
  inputNames: ['ids'],
  outputNames: ['tokens'],
  run: () => {
    const tensor = (output: string) => ({
      dims,
      type: 'float32',
      getData: () => Promise.resolve(new Float32Array(2)),
      dispose: () => {
        tensors = tensors.filter((one) => one !== output);
      },
    });
    tensors = ['tokens', 'other'];
    return Promise.resolve({ tokens: tensor('tokens'), other: tensor('other') });
  },
  release: () => {
    released.push(name);
    return Promise.resolve();
  },
  ...change,
});
const FEEDS = { ids: { type: 'int64', data: new BigInt64Array(1), dims: [1, 1] } } as const;

beforeEach(() => {
  [released, tensors, world.sessions] = [[], [], {}];
});

describe('a network that cannot be used', () => {
  it('is released when it has no such output', async () => {
    world.sessions = { model: session('model', { outputNames: ['logits'] }) };
    await expect(openTokenModel(new Map(), 'wasm', OPTIONS)).rejects.toMatchObject({ code: 'model-invalid' });
    expect(released).toEqual(['model']);
  });

  it('is released with the others of its model when it is not the one that is used', async () => {
    world.sessions = { model: session('model'), decoder: session('decoder') };
    const model = await openTokenModel(new Map(), 'wasm', OPTIONS);
    expect(released).toEqual(['decoder']);
    await model.dispose();
    expect(released).toEqual(['decoder', 'model']);
    world.sessions = { decoder: session('only') };
    await expect(openTokenModel(new Map(), 'wasm', OPTIONS)).rejects.toMatchObject({ code: 'model-invalid' });
    expect(released).toContain('only');
  });

  it('leaves no tensor behind when its output has another shape', async () => {
    world.sessions = { model: session('model', {}, [1, 1, 3]) };
    const model = await openTokenModel(new Map(), 'wasm', OPTIONS);
    await expect(model.run(FEEDS)).rejects.toMatchObject({ code: 'model-invalid' });
    expect(tensors).toEqual([]);
  });
});
