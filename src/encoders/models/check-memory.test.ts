import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';

import { encoderManifestSchema } from '../../domain/models/encoder-manifest.ts';
import { loadCaptionEncoder } from '../caption/caption-encoder.ts';
import type { EncoderModel } from './catalogue.ts';
import { ownEncoder } from './catalogue.ts';
import { readGolden } from './golden-file.ts';
import { checkMemory } from './check-memory.ts';
import { Downloader } from '../download/download.ts';
import { fetchModels } from './fetch-models.ts';
import { nodeSource } from '../download/folder-source.node.ts';
import { memoryCache } from '../download/model-cache.ts';
import type { ModelCache } from '../download/model-cache.ts';
import { formsOf } from './model-forms.ts';
import { nodeRuntime } from '../runtime/runtime.node.ts';

const BASE = 'e2e/fixtures/models/tiny-e5';
const manifest = v.parse(encoderManifestSchema, JSON.parse(readFileSync(join(BASE, 'manifest.json'), 'utf8')));
const model: EncoderModel = { manifest, base: BASE, cached: false };

/** Starts the small encoder once; gives how often its golden vectors were asked for. */
async function start(cache: ModelCache, machine: string, change: (mean: number[]) => void = () => undefined) {
  const downloader = new Downloader(nodeSource(), cache, []);
  const { models } = await fetchModels(downloader, [model]);
  const golden = vi.fn(async () => {
    const read = await readGolden(downloader, model);
    read?.cases.forEach(({ values }) => {
      change(values.mean);
    });
    return read;
  });
  const encoder = await loadCaptionEncoder(model, {
    files: formsOf(downloader, model, models[0]!),
    choice: nodeRuntime(1).choice,
    golden,
    checks: checkMemory(cache, model, machine),
  });
  await encoder.dispose();
  return { asked: golden.mock.calls.length, notes: encoder.notes };
}

describe('the memory of passed self-checks', () => {
  it('spares a later start golden vectors and runs, on the same machine only', async () => {
    const cache = memoryCache();
    expect(await start(cache, 'a')).toEqual({ asked: 1, notes: [] });
    expect(await start(cache, 'a')).toEqual({ asked: 0, notes: [] });
    expect(await start(cache, 'b')).toEqual({ asked: 1, notes: [] });
  });

  it('keeps no check that failed', async () => {
    const cache = memoryCache();
    const wrong = (mean: number[]): void => {
      mean[0] = (mean[0] ?? 0) + 1;
    };
    for (let time = 0; time < 2; time++) {
      await expect(start(cache, 'a', wrong)).rejects.toMatchObject({ code: 'model-invalid' });
    }
    expect((await start(cache, 'a')).asked).toBe(1);
  });

  it('is of these bytes, this form and this backend; graphics processors and models without sums are checked each time', async () => {
    const cache = memoryCache();
    const memory = checkMemory(cache, model, 'a');
    await memory.keep('wasm', 'int8');
    expect(await memory.passed('wasm', 'int8')).toBe(true);
    expect(await memory.passed('native', 'int8')).toBe(false);
    expect(await memory.passed('wasm', 'q4')).toBe(false);
    const files = manifest.files.map((file, index) => (index === 0 ? { ...file, sha256: '0'.repeat(64) } : file));
    const other = checkMemory(cache, { ...model, manifest: { ...manifest, files } }, 'a');
    expect(await other.passed('wasm', 'int8')).toBe(false);

    await memory.keep('webgpu', 'q4');
    expect(await memory.passed('webgpu', 'q4')).toBe(false);

    const own = ownEncoder({ ...manifest, files: manifest.files.map(({ path }) => ({ path })) }, BASE, true);
    const ownMemory = checkMemory(cache, own, 'a');
    await ownMemory.keep('wasm', 'int8');
    expect(await ownMemory.passed('wasm', 'int8')).toBe(false);
  });
});
