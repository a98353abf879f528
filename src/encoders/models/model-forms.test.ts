import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import { encoderManifestSchema } from '../../domain/models/encoder-manifest.ts';
import type { DerivedForm } from '../../domain/models/encoder-manifest.ts';
import type { ByteSource } from '../download/byte-source.ts';
import { loadCaptionEncoder } from '../caption/caption-encoder.ts';
import type { EncoderModel } from './catalogue.ts';
import { readGolden } from './golden-file.ts';
import { Downloader } from '../download/download.ts';
import { fetchModels } from './fetch-models.ts';
import { nodeSource } from '../download/folder-source.node.ts';
import { memoryCache } from '../download/model-cache.ts';
import { derivedFile, derivedForm, formsOf, neededNow } from './model-forms.ts';
import { nodeRuntime } from '../runtime/runtime.node.ts';
import { sha256 } from '../download/sha256.ts';

const BASE = 'e2e/fixtures/models/tiny-e5';
const NETWORK = 'onnx/model_q4.onnx';
const INT8 = 'onnx/model_int8.onnx';

/** The small model as a host's: its files are kept in the cache. */
function tinyE5(change: Partial<DerivedForm> = {}): EncoderModel {
  const manifest = v.parse(encoderManifestSchema, JSON.parse(readFileSync(join(BASE, 'manifest.json'), 'utf8')));
  if (manifest.kind !== 'caption-encoder' || manifest.derived === undefined) throw new Error('no derived form');
  return { manifest: { ...manifest, derived: { ...manifest.derived, ...change } }, base: BASE, cached: true };
}

/** A device: what it read from the source since it was last asked, and what it keeps. */
function device() {
  const [source, cache] = [nodeSource(), memoryCache()];
  const read: string[] = [];
  const counting: ByteSource = {
    open(address, options) {
      read.push(address.slice(BASE.length + 1));
      return source.open(address, options);
    },
  };
  const downloader = new Downloader(counting, cache, []);
  return { downloader, cache, read: () => read.splice(0).sort() };
}

async function files(model: EncoderModel, downloader: Downloader) {
  const now = await neededNow(downloader, model, ['wasm']);
  const { models } = await fetchModels(downloader, [now]);
  return formsOf(downloader, model, models[0]!);
}

const keyOf = (model: EncoderModel): string => derivedFile(model, derivedForm(model.manifest)!).cacheKey!;

describe('the form made on this device', () => {
  it('is to the byte what training made, and is made once', async () => {
    const model = tinyE5();
    const { downloader, cache, read } = device();
    const first = await (await files(model, downloader))('derived');
    expect(await sha256(first.get(INT8)!)).toBe(derivedForm(model.manifest)!.sha256);
    expect(read()).toEqual(model.manifest.files.map(({ path }) => path).sort());

    // A later start reads neither network nor recipe, from nowhere.
    const asked: string[] = [];
    const watched = new Downloader(downloader.source, {
      ...cache,
      read: (key) => {
        asked.push(key);
        return cache.read(key);
      },
    });
    const second = await (await files(model, watched))('derived');
    expect(Buffer.compare(second.get(INT8)!, first.get(INT8)!)).toBe(0);
    expect(read()).toEqual([]);
    expect(asked).toContain(keyOf(model));
    expect(asked.filter((key) => key.includes(NETWORK) || key.includes('int8.json'))).toEqual([]);
  });

  it.each([
    ['a flipped bit', (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 9999 ? byte ^ 1 : byte))],
    ['a file cut off', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 5000)],
  ])('is made anew after %s in the cache', async (_what, damaged) => {
    const model = tinyE5();
    const { downloader, cache } = device();
    await (
      await files(model, downloader)
    )('derived');
    await cache.write(keyOf(model), damaged((await cache.read(keyOf(model)))!));
    const made = await (await files(model, downloader))('derived');
    expect(await sha256(made.get(INT8)!)).toBe(derivedForm(model.manifest)!.sha256);
    expect(await sha256((await cache.read(keyOf(model)))!)).toBe(derivedForm(model.manifest)!.sha256);
  });

  it('is not used where its bytes are not what training made: the downloaded form runs, and says why', async () => {
    const model = tinyE5({ sha256: '0'.repeat(64) });
    const { downloader, cache } = device();
    const encoder = await loadCaptionEncoder(model, {
      files: await files(model, downloader),
      choice: nodeRuntime(1).choice,
      golden: () => readGolden(downloader, model),
    });
    expect(encoder.notes).toEqual([expect.stringMatching(/^native, int8: .*sha256/u)]);
    expect((await encoder.encode('snow')).width).toBe(384);
    expect(await cache.size(keyOf(model))).toBeNull();
    await encoder.dispose();
  });

  it.each([
    ['number', { tolerance: 1e-6 }, /a number is off by/u],
    ['cosine', { cosine: 0.9999999 }, /at least: 0.9999999/u],
  ])('is not used where a golden %s is not met', async (_what, change, why) => {
    const model = tinyE5(change);
    const { downloader } = device();
    const encoder = await loadCaptionEncoder(model, {
      files: await files(model, downloader),
      choice: nodeRuntime(1).choice,
      golden: () => readGolden(downloader, model),
    });
    expect(encoder.notes).toEqual([expect.stringMatching(why)]);
    await encoder.dispose();
  });

  it('gives other numbers than the downloaded form, alike within its bars', async () => {
    const { downloader } = device();
    const load = async (model: EncoderModel) =>
      loadCaptionEncoder(model, {
        files: await files(model, downloader),
        choice: nodeRuntime(1).choice,
        golden: () => readGolden(downloader, model),
      });
    const model = tinyE5();
    const plain = { ...model.manifest };
    if ('derived' in plain) delete plain.derived;
    const [fast, exact] = [await load(model), await load({ ...model, manifest: plain })];
    expect(fast.notes).toEqual([]);
    const [a, b] = [await fast.encode('A dog runs'), await exact.encode('A dog runs')];
    expect(a.tokens).toEqual(b.tokens);
    const worst = Math.max(...a.data.map((value, index) => Math.abs(value - b.data[index]!)));
    expect(worst).toBeGreaterThan(1e-4);
    expect(worst).toBeLessThan(0.2);
    await Promise.all([fast.dispose(), exact.dispose()]);
  });

  it('leaves the downloaded form wanted where a graphics processor may compute', async () => {
    const model = tinyE5();
    const { downloader } = device();
    await (
      await files(model, downloader)
    )('derived');
    expect((await neededNow(downloader, model, ['webgpu', 'wasm'])).manifest.files).toEqual(model.manifest.files);
    expect((await neededNow(downloader, model, ['wasm'])).manifest.files.map(({ path }) => path)).toEqual([
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
  });
});
