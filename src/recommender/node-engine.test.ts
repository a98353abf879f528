import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OwnEncoderManifestInput } from '../domain/models/own-encoder-manifest.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import { createEngine } from './engine.ts';
import { nodeParts } from './models/node-parts.ts';
import type { Recommender } from './recommender.ts';
import { writeModelFolder } from './testing/model-folder.node.ts';

let base: string;
let engine: Recommender;
const heard: RecommenderEvent[] = [];
const photo = async (hue: number): Promise<Blob> => {
  const image = sharp({ create: { width: 90, height: 60, channels: 3, background: { r: hue, g: 90, b: 255 - hue } } });
  return new Blob([Uint8Array.from(await image.jpeg().toBuffer())], { type: 'image/jpeg' });
};

beforeAll(async () => {
  base = writeModelFolder();
  engine = createEngine(nodeParts({ base, thumbnails: true }));
  engine.on((event) => heard.push(event));
  const size = await engine.downloadSize();
  expect(size.totalBytes).toBeGreaterThan(10_000);
  const report = await engine.load();
  expect(report).toMatchObject({
    backends: { encoders: 'native', network: 'wasm' },
    models: { photo: 'tiny-vit@1', caption: 'tiny-e5@1', network: 'tiny-network@1' },
  });
});
afterAll(async () => {
  await engine.dispose();
  rmSync(base, { recursive: true, force: true });
});

it('goes the whole way with real encoders and the real network', async () => {
  expect(heard.filter((event) => event.type === 'loading').map((event) => event.what)).toEqual(['photo-encoder', 'caption-encoder', 'network']); // prettier-ignore
  const downloads = heard.filter((event) => event.type === 'download');
  expect(downloads.at(-1)).toMatchObject({ receivedBytes: downloads.at(-1)?.totalBytes });
  const draft = { photo: await photo(200), caption: 'Собака біжить по снігу' };
  const first = await engine.recommend(draft, { count: 7 });
  expect(first.tags.length).toBe(7);
  expect(first.tags.map((tag) => tag.key)).not.toContain('nsfw');
  expect(first.attention.words.map((word) => word.text)).toEqual(['Собака', 'біжить', 'по', 'снігу']);
  expect(first.attention.words.reduce((sum, word) => sum + word.weight, 0)).toBeCloseTo(1, 5);
  expect(first.attention.regions?.weights.length).toBe((first.attention.regions?.rows ?? 0) ** 2);
  for (const { reason } of first.tags) {
    expect(reason.caption + reason.photo + reason.history + reason.bias).toBeCloseTo(reason.logit, 4);
  }
  expect((await engine.recommend(draft, { count: 7 })).tags).toEqual(first.tags);
});

it('learns a post, with its thumbnail, and uses it', async () => {
  const draft = { photo: await photo(10), caption: 'Sea' };
  const before = await engine.recommend(draft);
  const saved = await engine.learn({
    recommendationId: before.id,
    draft,
    tags: [{ key: 'sea', label: 'Sea' }],
    removedTags: [],
    platform: null,
  });
  expect((await sharp(await saved.thumbnail?.arrayBuffer()).metadata()).format).toBe('webp');
  const after = await engine.recommend(draft);
  expect(after.used.historyPosts).toBe(1);
  expect(after.tags.map((tag) => tag.reason.history)).not.toEqual(before.tags.map((tag) => tag.reason.history));
});

it('speaks from the photo alone while the caption encoder is on its way', async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    asked.push(path);
    const answer = (): void => void response.end(readFileSync(join(base, path)));
    if (path.includes('tiny-e5') && path.endsWith('.onnx')) void released.then(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const other = createEngine(nodeParts({ base: address, cacheFolder: join(base, 'cache-of-early') }));
  const types: string[] = [];
  const photoReady = new Promise<void>((resolve) => {
    other.on(({ type }) => {
      types.push(type);
      if (type === 'photo-ready') resolve();
    });
  });
  const loading = other.load();
  await photoReady;
  const draft = { photo: await photo(90), caption: 'Собака біжить по снігу' };
  const early = await other.recommend(draft, { early: true });
  expect(early).toMatchObject({ early: true, used: { photo: true, caption: false } });
  expect(types).not.toContain('ready');
  release();
  await loading;
  const whole = await other.recommend(draft);
  expect(whole.tags).toEqual((await engine.recommend(draft, { history: 'off' })).tags);
  expect(new Set(asked).size).toBe(asked.length); // nothing was asked for twice
  await other.dispose();
  // From the cache nothing is on its way.
  types.length = 0;
  const again = createEngine(nodeParts({ base: address, cacheFolder: join(base, 'cache-of-early') }));
  again.on(({ type }) => types.push(type));
  await again.load();
  expect(types).not.toContain('photo-ready');
  await again.dispose();
  server.close();
});

it('names the models that it could not check', async () => {
  expect((await engine.load()).unchecked).toEqual([]);
  const golden = join(base, 'tiny-vit', 'golden.json');
  const before = readFileSync(golden);
  rmSync(golden);
  // Not this machine's, which may remember that they were checked.
  const other = createEngine(nodeParts({ base, cacheFolder: join(base, 'cache') }));
  expect((await other.load()).unchecked).toEqual(['tiny-vit@1']);
  await other.dispose();
  writeFileSync(golden, before);
});

it('says which file is wrong, and recovers when it is repaired', async () => {
  const broken = writeModelFolder();
  const weights = join(broken, 'tiny-network', 'weights.bin');
  const other = createEngine(nodeParts({ base: broken }));
  rmSync(weights);
  await expect(other.load()).rejects.toMatchObject({ code: 'model-missing' });
  writeFileSync(weights, 'not weights');
  await expect(other.load()).rejects.toMatchObject({ code: 'model-altered' });
  await expect(createEngine(nodeParts({ base: join(broken, 'nowhere') })).load()).rejects.toMatchObject({
    code: 'model-missing',
  });
  await expect(createEngine(nodeParts({ base: broken, network: 'other' })).load()).rejects.toMatchObject({
    code: 'model-missing',
  });
  await other.dispose();
  rmSync(broken, { recursive: true, force: true });
});

it('refuses encoders that the network was not trained with', async () => {
  const manifest: OwnEncoderManifestInput = { schema: 1, kind: 'caption-encoder', id: 'other', revision: '1', name: 'Other', modelType: 'bert', dtype: 'q8', output: 'last_hidden_state', dims: { rows: 64, width: 32 }, maxTokens: 64, files: [] }; // prettier-ignore
  const other = createEngine(nodeParts({ base, captionEncoder: { manifest, base } }));
  await expect(other.load()).rejects.toMatchObject({ code: 'model-invalid', details: { found: 'other@1' } });
});
