import { expect, test } from 'vitest';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { Downloader } from '../../encoders/download/download.ts';
import { folderSource } from '../../encoders/download/folder-source.node.ts';
import { memoryCache } from '../../encoders/download/model-cache.ts';
import type { ModelCache } from '../../encoders/download/model-cache.ts';
import { loadNetwork } from '../../network/network.ts';
import { startBackend } from '../../network/tensors/backend.ts';
import { nodeWasmFiles } from '../../network/tensors/wasm-files.node.ts';
import { randomNumbers } from '../../network/testing/random-network.ts';
import type { EngineParts, Models } from '../../recommender/models/engine-parts.ts';
import { metricsAt } from '../judged.ts';
import { memoryFeatures } from './feature-store.ts';
import { networkFiles } from './network-files.ts';
import { OwnLab } from './own-lab.ts';

/** A second alone; a machine that does much else takes many. */
const LONG = 180_000;
const NETWORK = 'design-vit-sum';
const D = 256;
const MODELS = new URL('../../../public/models', import.meta.url).pathname;
/** `dog` and `cat` are hashtags of the network; the others are this person's own. */
const TOPICS = ['dog', 'cat', 'gladiolus', 'zeppelin', 'origami', 'quokka'];

/** Encoders and body that are made up: a caption's first word decides its vector. */
class FakeModels {
  encoded = 0;
  readonly parts = (): Pick<EngineParts, 'decoder' | 'loadModels'> => ({
    decoder: {
      decode: () => Promise.reject(new TagweaveError('photo-broken', 'It ends early.')),
    },
    loadModels: () => Promise.resolve(this.#models()),
  });

  #models(): Models {
    const nothing = { ref: 'made-up@1', backend: 'wasm', dispose: () => Promise.resolve() } as const;
    return {
      photo: { ...nothing, encode: () => Promise.reject(new Error('no photo is decoded')) },
      caption: { ...nothing, encode: (text: string) => Promise.resolve({ text }) },
      network: {
        run: ({ caption }: { readonly caption: { readonly text: string } }) => {
          this.encoded += 1;
          const topic = TOPICS.indexOf(caption.text.split(' ')[0] ?? '');
          const vector = randomNumbers(D, 0.5, topic + 1);
          return Promise.resolve({ vector, stages: { t: vector, v: vector } });
        },
        dispose: () => Promise.resolve(),
      },
    } as unknown as Models;
  }
}

function labOf(cache: ModelCache = memoryCache(), models = new FakeModels(), store = memoryFeatures()) {
  const downloader = new Downloader(folderSource(), cache);
  const places = { downloader, models: MODELS, cached: false, store, parts: models.parts };
  return {
    ...{ cache, models, store, places },
    lab: new OwnLab({ ...places, wasm: () => Promise.resolve(nodeWasmFiles()), backends: ['wasm'] }),
  };
}

const posts = Array.from({ length: 120 }, (_, n) => {
  const topic = TOPICS[n % TOPICS.length] ?? '';
  const day = new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString();
  return {
    id: String(n),
    user: 'me',
    date: day,
    caption: `${topic} ${String(n)}`,
    tags: [topic, `my${topic}`, 'always'],
  };
});
const files = [{ path: 'posts.jsonl', file: new Blob([posts.map((post) => JSON.stringify(post)).join('\n')]) }];
const options = { seed: 1, epochs: 12, leastUses: 3, k: 3 };
const refOf = async (lab: OwnLab, name = 'My hashtags'): Promise<string> => (await lab.keep(name, '2026-11-30')).ref;

test('posts are read and measured, and what was computed is not computed again', { timeout: LONG }, async () => {
  const { lab, models, store, cache } = labOf();
  await expect(lab.judge(NETWORK)).rejects.toMatchObject({ code: 'usage' });
  const summary = await lab.read(files);
  expect(summary).toMatchObject({ posts: 120, photos: 0, tags: 13, users: 1, problems: [] });
  expect(summary.parts).toEqual({ train: 96, validation: 12, test: 12 });
  const stop = new AbortController();
  const stopped = lab.judge(NETWORK, {
    signal: stop.signal,
    onProgress: (done) => {
      if (done === 50) stop.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  expect(models.encoded).toBe(50);
  const judged = await labOf(cache, models, store)
    .lab.read(files)
    .then(() => lab.judge(NETWORK));
  expect(models.encoded).toBe(120);
  expect(judged.kept).toBe(50);
  expect(Object.keys(judged.heads)).toEqual(['classification', 'sequence', 'A1', 'A2']);
  expect(judged.rows.test).toHaveLength(12);
  expect(judged.known).toBeGreaterThan(1);
});

test('a photo that cannot be opened is told, and its post goes on with its caption', { timeout: LONG }, async () => {
  const { lab } = labOf();
  const list =
    '{"id": "1", "image": "a.jpg", "caption": "dog", "tags": ["dog"]}\n{"id": "2", "image": "a.jpg", "tags": ["dog"]}';
  await lab.read([
    { path: 'posts.jsonl', file: new Blob([list]) },
    { path: 'a.jpg', file: new Blob(['no picture']) },
  ]);
  const { rows, problems } = await lab.judge(NETWORK);
  expect(problems.map(({ code, where }) => `${where}: ${code}`)).toEqual([
    'posts.jsonl, 1: photo-unreadable',
    'posts.jsonl, 2: photo-unreadable',
  ]);
  expect([...rows.train, ...rows.validation, ...rows.test]).toEqual([0]);
});

test(
  'training learns own hashtags, twice the same by a seed, and is better on posts it did not see',
  { timeout: LONG },
  async () => {
    const [{ lab }, other] = [labOf(), labOf()];
    await lab.read(files);
    await other.lab.read(files);
    const epochs: number[] = [];
    const trained = await lab.train(NETWORK, options, { onEpoch: ({ epoch }) => epochs.push(epoch) });
    expect(trained.tags).toBe(13);
    expect(epochs).toEqual(trained.epochs.map(({ epoch }) => epoch));
    expect(trained.difference?.low).toBeGreaterThan(0);
    const again = await other.lab.train(NETWORK, options);
    expect(again.epochs).toEqual(trained.epochs);
    expect(await refOf(other.lab)).toBe(await refOf(lab)); // the revision is what the weights are
    await other.lab.train(NETWORK, { ...options, seed: 2 });
    expect(await refOf(other.lab)).not.toBe(await refOf(lab));
  },
);

test(
  'a kept network says what its training said, can be saved and brought in, and forgetting it leaves nothing',
  { timeout: LONG },
  async () => {
    const { lab, cache, places } = labOf();
    await expect(lab.keep('Early', '2026-11-30')).rejects.toMatchObject({ code: 'usage' });
    await lab.read(files);
    const { after, rows } = await lab.train(NETWORK, options);
    const ref = await refOf(lab, 'Мої квіти & dogs');
    expect(ref).toMatch(/^own-dogs@[0-9a-f]{12}$/);
    expect((await lab.list()).map(({ name, tags }) => [name, tags])).toEqual([['Мої квіти & dogs', 13]]);
    const judged = await lab.judge(ref);
    expect(Object.keys(judged.heads)).toEqual(['classification']);
    for (const row of rows) expect(judged.heads.classification?.[row]).toBe(after[row]);

    // The vectors are the body's own.
    await startBackend('wasm', nodeWasmFiles());
    const [own, base] = await Promise.all([networkFiles(places, ref), networkFiles(places, NETWORK)]);
    const input = { photo: null, caption: { rows: 3, width: 384, data: randomNumbers(3 * 384, 0.3, 5) }, history: [] };
    const [mine, theirs] = [await loadNetwork(own), await loadNetwork(base)];
    expect((await mine.run(input)).vector).toEqual((await theirs.run(input)).vector);
    mine.dispose();
    theirs.dispose();

    const zip = await lab.export(ref);
    await lab.forget(ref);
    expect((await cache.list()).filter(({ key }) => key.includes('own-'))).toEqual([]);
    expect(await lab.list()).toEqual([]);
    await expect(lab.judge(ref)).rejects.toMatchObject({ code: 'model-missing' });
    expect((await lab.import([{ path: 'own.zip', file: zip }])).ref).toBe(ref);
    expect((await lab.judge(ref)).heads).toEqual(judged.heads);

    const altered = new Uint8Array(await zip.arrayBuffer());
    const at = new TextDecoder('latin1').decode(altered).indexOf('gladiolus');
    altered[at] = 0x47;
    await expect(lab.import([{ path: 'own.zip', file: new Blob([altered]) }])).rejects.toMatchObject({
      code: expect.stringMatching(/model-altered|archive-broken/) as unknown,
    });
    await expect(lab.import([{ path: 'a.zip', file: new Blob(['PK']) }])).rejects.toMatchObject({
      code: 'archive-unknown',
    });
    await expect(lab.forget('design-vit-sum@4')).rejects.toMatchObject({ code: 'usage' });
  },
);

test(
  'every fusion is trained from the same start, twice the same by a seed; one is kept, brought in and forgotten whole',
  { timeout: LONG },
  async () => {
    const [{ lab, cache, places }, other] = [labOf(), labOf()];
    await lab.read(files);
    await other.lab.read(files);
    const seen: (string | undefined)[] = [];
    const made = await lab.fusions(NETWORK, options, { onEpoch: ({ fusion }) => seen.push(fusion) });
    expect(made.trained.map(({ fusion }) => fusion)).toEqual(['sum', 'mean', 'weighted']);
    expect(new Set(seen)).toEqual(new Set(['sum', 'mean', 'weighted']));
    expect(made.differences.map(({ less }) => less)).toEqual(['sum', 'mean']);
    const first = made.trained.map(({ epochs: [start] }) => start);
    for (const start of first) expect(start?.validationLoss).toBeCloseTo(first[0]?.validationLoss ?? 0, 4);
    for (const { met } of made.trained) {
      expect(metricsAt(met, made.sizes, 3, made.rows).f1).toBeGreaterThan(0.5);
    }
    const again = await other.lab.fusions(NETWORK, options);
    expect(again.trained.map(({ epochs }) => epochs)).toEqual(made.trained.map(({ epochs }) => epochs));
    const weighted = `${made.base}/weighted` as const;
    const keep = (one: OwnLab) => one.keep('My gate', '2026-11-30', weighted);
    const { ref } = await keep(lab);
    expect((await keep(other.lab)).ref).toBe(ref);

    // It judges as training said, with a p of its own, which no other network's history may take for its own.
    const judged = await lab.judge(ref);
    const { met } = made.trained[2]!;
    for (const row of made.rows) expect(judged.heads.classification?.[row]).toBe(met[row]);
    const { manifest } = await networkFiles(places, ref);
    expect(manifest.network).toMatchObject({ fusion: 'weighted', trunk: made.base });
    expect(manifest.network.body).toBeUndefined();
    const zip = await lab.export(ref);
    await lab.forget(ref);
    expect((await cache.list()).filter(({ key }) => key.includes('own-'))).toEqual([]);
    expect((await lab.import([{ path: 'own.zip', file: zip }])).ref).toBe(ref);
    expect((await lab.judge(ref)).heads).toEqual(judged.heads);

    // The body's own fusion has the body's vectors.
    const same = await lab.keep('Mine', '2026-11-30', `${made.base}/sum`);
    expect((await networkFiles(places, same.ref)).manifest.network.body).toBe(made.base);
    const stop = new AbortController();
    const stopped = lab.fusions(NETWORK, options, {
      signal: stop.signal,
      onEpoch: ({ fusion }) => {
        if (fusion === 'mean') stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  },
);

test('too little to learn from is said with its numbers', async () => {
  const { lab } = labOf();
  await lab.read([
    {
      path: 'posts.jsonl',
      file: new Blob([
        posts
          .slice(0, 15)
          .map((post) => JSON.stringify(post))
          .join('\n'),
      ]),
    },
  ]);
  await expect(lab.train(NETWORK, options)).rejects.toMatchObject({ code: 'usage', details: { train: 12 } });
});
