import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { OwnEncoderManifestInput } from '../../domain/models/own-encoder-manifest.ts';
import { loadCaptionEncoder } from '../caption/caption-encoder.ts';
import type { EncoderModel } from './catalogue.ts';
import { encoderOf, ownEncoder, readCatalogue, readManifest } from './catalogue.ts';
import { fetchModels } from './fetch-models.ts';
import { describeEncoder, hubAddress } from './own-encoder.ts';
import type { LoadOptions } from '../photo/photo-encoder.ts';
import { loadPhotoEncoder } from '../photo/photo-encoder.ts';
import { nodePlatform } from '../platform.node.ts';
import { sha256 } from '../download/sha256.ts';
import { convolution } from './tiny-onnx.test-support.ts';
import { transformers, withFiles } from '../runtime/transformers.ts';

const FIXTURES = 'e2e/fixtures/models';
const platform = nodePlatform();
const { source } = platform.downloader;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagweave-own-'));
  // A "VGG": one convolution whose channel c of 4 is (c + 1) · red of the cell's first pixel, in NCHW.
  const weights = new Float32Array(4 * 3);
  for (let channel = 0; channel < 4; channel++) weights[channel * 3] = channel + 1;
  const base = join(folder, 'tiny-vgg');
  await mkdir(join(base, 'onnx'), { recursive: true });
  await writeFile(join(base, 'onnx/model.onnx'), convolution(4, 7, 32, weights));
  await writeFile(join(base, 'config.json'), JSON.stringify({ model_type: 'vgg', hidden_size: 4 }));
  await writeFile(
    join(base, 'preprocessor_config.json'),
    JSON.stringify({ do_normalize: false, size: { height: 224, width: 224 } }),
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function options(model: EncoderModel): Promise<LoadOptions> {
  const { models } = await fetchModels(platform.downloader, [model]);
  return {
    files: () => Promise.resolve(models[0]!),
    choice: platform.runtime.choice,
    golden: () => Promise.resolve(null),
  };
}

describe('encoders by configuration', () => {
  it('turns the feature map of a convolutional network into rows from top left', async () => {
    const model = await describeEncoder(
      source,
      { kind: 'photo-encoder', base: join(folder, 'tiny-vgg'), dtype: 'fp32' },
      false,
    );
    expect(model.manifest).toMatchObject({
      modelType: 'vgg',
      dims: { rows: 49, width: 4, skip: 0 },
      input: { size: 224, fit: 'squash' },
    });
    const encoder = await loadPhotoEncoder(model, await options(model));
    const data = Buffer.alloc(224 * 224 * 3);
    for (let index = 0; index < 224 * 224; index++)
      data[index * 3] = Math.floor(index / 224 / 32) * 7 + Math.floor((index % 224) / 32);
    const photo = await platform.decoder.decode(
      new Blob([
        new Uint8Array(
          await sharp(data, { raw: { width: 224, height: 224, channels: 3 } })
            .png()
            .toBuffer(),
        ),
      ]),
    );
    const { rows, columns, width, data: regions, box } = await encoder.encode(photo);
    expect({ rows, columns, width, box }).toEqual({
      rows: 7,
      columns: 7,
      width: 4,
      box: { x: 0, y: 0, width: 1, height: 1 },
    });
    for (let cell = 0; cell < 49; cell++) {
      for (let channel = 0; channel < 4; channel++)
        expect(regions[cell * 4 + channel]).toBeCloseTo((cell / 255) * (channel + 1), 5);
    }
  });

  it('tells both numbers when rows or width differ from the manifest', async () => {
    const model = await describeEncoder(
      source,
      { kind: 'photo-encoder', base: join(folder, 'tiny-vgg'), dtype: 'fp32' },
      false,
    );
    const wrong = (dims: object): EncoderModel =>
      ownEncoder({ ...model.manifest, dims } as OwnEncoderManifestInput, model.base, false);
    const given = await options(model);
    await expect(loadPhotoEncoder(wrong({ rows: 49, width: 5, skip: 0 }), given)).rejects.toMatchObject({
      code: 'model-invalid',
      details: { expected: 5, found: 4 },
    });
    await expect(loadPhotoEncoder(wrong({ rows: 196, width: 4, skip: 1 }), given)).rejects.toMatchObject({
      code: 'model-invalid',
      details: { expected: 197, found: 49 },
    });
    expect(() => wrong({ rows: 50, width: 4, skip: 0 })).toThrow(/square/u);
  });

  it('loads the layouts of Xenova/vit-base-patch16-224-in21k and Xenova/bert-base-multilingual-cased without a manifest', async () => {
    const vit = await describeEncoder(source, { kind: 'photo-encoder', base: join(FIXTURES, 'tiny-vit') }, false);
    expect(vit.manifest).toMatchObject({ dims: { rows: 196, skip: 1 } });
    const photos = await loadPhotoEncoder(vit, await options(vit));
    expect([photos.regions, photos.width]).toEqual([196, 48]);

    const bert = await describeEncoder(
      source,
      { kind: 'caption-encoder', base: join(FIXTURES, 'tiny-bert'), dtype: 'fp32' },
      false,
    );
    const captions = await loadCaptionEncoder(bert, await options(bert));
    const caption = 'A dog runs, ура!';
    const { rows, width, data, tokens, cut } = await captions.encode(caption);
    expect([rows * width, cut]).toEqual([data.length, false]);
    expect(
      tokens
        .map(({ span }) => span && caption.slice(span.start, span.end))
        .filter((word) => word !== null)
        .join(''),
    ).toBe('Adogruns,ура!');
    expect(tokens[0]?.span).toBeNull();
    expect(tokens.at(-1)?.span).toBeNull();

    const long = await captions.encode('dog '.repeat(500));
    expect([long.rows, long.cut]).toEqual([64, true]);
    expect(long.tokens.at(-1)?.piece).toBe('[SEP]');
    expect((await captions.encode('')).rows).toBe(2);
  });

  it('knows where a hub keeps its files', () => {
    expect(hubAddress('Xenova/vit-base-patch16-224-in21k')).toBe(
      'https://huggingface.co/Xenova/vit-base-patch16-224-in21k/resolve/main/',
    );
  });
});

describe('verified files', () => {
  it('are all that transformers.js can read: every other path is refused without asking anyone', async () => {
    const { AutoModel, AutoTokenizer, env } = await transformers();
    const asked: unknown[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (...given) => {
      asked.push(given);
      return real(...given);
    };
    try {
      await expect(AutoModel.from_pretrained('Xenova/bert-base-multilingual-cased')).rejects.toThrow();
      await expect(AutoTokenizer.from_pretrained('e2e/fixtures/models/tiny-bert')).rejects.toThrow();
      await expect(AutoModel.from_pretrained('e2e/fixtures/models/tiny-bert', { dtype: 'fp32' })).rejects.toThrow();
      await withFiles(new Map(), async (name) => {
        await expect(AutoTokenizer.from_pretrained(name)).rejects.toThrow();
      });
      expect(asked).toEqual([]);
      expect([env.allowRemoteModels, env.useFS, env.useFSCache, env.useBrowserCache]).toEqual([
        false,
        false,
        false,
        false,
      ]);
    } finally {
      globalThis.fetch = real;
    }
  });

  it('are refused when one byte of a model in a folder differs, or a file is missing', async () => {
    const base = join(folder, 'models/tiny-bert');
    await cp(join(FIXTURES, 'tiny-bert'), base, { recursive: true });
    const manifestBytes = await readFile(join(base, 'manifest.json'));
    const { id, revision, kind } = JSON.parse(manifestBytes.toString()) as {
      id: string;
      revision: string;
      kind: string;
    };
    const entry = { id, revision, kind, folder: id, manifestSha256: await sha256(new Uint8Array(manifestBytes)) };
    await writeFile(
      join(folder, 'models/catalogue.json'),
      JSON.stringify({ schema: 1, default: { caption: id }, models: [entry] }),
    );
    const catalogue = await readCatalogue(source, join(folder, 'models'));
    const model = encoderOf(await readManifest(source, join(folder, 'models'), catalogue, id), false);
    await fetchModels(platform.downloader, [model]);

    const onnx = join(base, 'onnx/model.onnx');
    const bytes = await readFile(onnx);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(onnx, bytes);
    await expect(fetchModels(platform.downloader, [model])).rejects.toMatchObject({
      code: 'model-altered',
      details: { file: 'tiny-bert/onnx/model.onnx' },
    });
    await rm(onnx);
    await expect(fetchModels(platform.downloader, [model])).rejects.toMatchObject({ code: 'model-missing' });
    await writeFile(join(base, 'manifest.json'), `${manifestBytes.toString()} `);
    await expect(readManifest(source, join(folder, 'models'), catalogue, id)).rejects.toMatchObject({
      code: 'model-altered',
    });
    await expect(readManifest(source, join(folder, 'models'), catalogue, 'other')).rejects.toMatchObject({
      code: 'model-missing',
    });
    await writeFile(join(folder, 'models/catalogue.json'), '{"schema": 2}');
    await expect(readCatalogue(source, join(folder, 'models'))).rejects.toMatchObject({ code: 'model-invalid' });
  });
});
