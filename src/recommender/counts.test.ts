import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { networkManifestSchema, vocabularySchema } from '../domain/models/network-manifest.ts';
import { rankingModelSchema } from '../domain/models/ranking-model.ts';
import { closeAll, freshDatabase, open as openTestHistory } from '../history/testing/opened-history.ts';
import { OpenNetwork } from '../network/open-network.ts';
import { countKernels } from '../network/testing/count-kernels.ts';
import { randomNumbers } from '../network/testing/random-network.ts';
import { nodeWasmFiles } from '../network/tensors/wasm-files.node.ts';
import type { EngineParts, LoadCalls, Models } from './models/engine-parts.ts';
import type { Recommender } from './recommender.ts';
import { photoOf } from './testing/fake-parts.ts';
import { startedEngine } from './testing/started-engine.ts';

/*
 * What a person's doings cost, in counts: they are the same on every machine, so that a regression of speed is caught without a clock
 * (bench/ has the clocks). The network and the ranking model are the shipped ones; the encoders are made up. A change that raises a
 * number here has to say why.
 */

const folder = new URL('../../public/models/design-everyday/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const manifest = v.parse(networkManifestSchema, json('manifest.json'));
const vocabulary = v.parse(vocabularySchema, json('vocabulary.json'));
const ranking = v.parse(rankingModelSchema, json('ranking.json'));
const { photo: eyes, caption: reader } = manifest.network;
const seedOf = (text: string): number => Array.from(text).reduce((seed, letter) => seed * 31 + letter.charCodeAt(0), 7);

/** Encoders of the network's sizes that give the same numbers for the same post. */
function madeUpEncoders(asked: string[]): Pick<Models, 'photo' | 'caption'> {
  return {
    photo: {
      ref: eyes.encoder,
      backend: 'native',
      encode: () => {
        asked.push('photo');
        const side = Math.sqrt(eyes.rows);
        const data = Float32Array.from(randomNumbers(eyes.rows * eyes.width, 1, 3));
        return Promise.resolve({ rows: side, columns: side, width: eyes.width, data, box: { x: 0, y: 0, width: 1, height: 1 } }); // prettier-ignore
      },
      dispose: () => Promise.resolve(),
    },
    caption: {
      ref: reader.encoder,
      backend: 'native',
      encode: (text) => {
        asked.push('caption');
        const words = [...text.matchAll(/\S+/gu)];
        const tokens = words.map(({ index, 0: piece }, id) => ({ id, piece, span: { start: index, end: index + piece.length } })); // prettier-ignore
        const data = Float32Array.from(randomNumbers(tokens.length * reader.width, 1, seedOf(text)));
        return Promise.resolve({ rows: tokens.length, width: reader.width, data, tokens, cut: false });
      },
      dispose: () => Promise.resolve(),
    },
  };
}

const engines: Recommender[] = [];
const asked: string[] = [];
let kernels: ReturnType<typeof countKernels>;
let network: OpenNetwork;

beforeAll(async () => {
  const weights = new Uint8Array(readFileSync(new URL('weights.bin', folder))).buffer;
  network = await OpenNetwork.open({ manifest, weights, vocabulary }, { wasm: nodeWasmFiles(), backends: ['wasm'] });
  kernels = countKernels('wasm');
});
afterAll(async () => {
  kernels.stop();
  await network.dispose();
});
beforeEach(freshDatabase);
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.dispose()));
  closeAll();
});

async function start(): Promise<{
  readonly engine: Recommender;
  readonly cost: (work: () => Promise<unknown>) => Promise<Cost>;
  readonly idle: () => Promise<void>;
}> {
  // prettier-ignore
  const loadModels = ({ report }: LoadCalls): Promise<Models> => {
    report({ type: 'loading', what: 'network', step: 3, of: 3 });
    return Promise.resolve({ ...madeUpEncoders(asked), network: shared(), networkRef: ranking.network, vocabulary, ranking, related: null }); // prettier-ignore
  };
  const change: Partial<EngineParts> = { loadModels, openHistory: () => openTestHistory() };
  const { engine, parts } = await startedEngine(engines, change);
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const fetched = vi.fn(() => Promise.reject(new Error('offline')));
  vi.stubGlobal('fetch', fetched);
  await parts.runIdle();
  parts.asked.splice(0);
  const cost = async (work: () => Promise<unknown>): Promise<Cost> => {
    asked.splice(0);
    parts.asked.splice(0);
    kernels.launched();
    transactions.mockClear();
    await work();
    return {
      decoded: parts.asked.length,
      photo: asked.filter((what) => what === 'photo').length,
      caption: asked.filter((what) => what === 'caption').length,
      kernels: kernels.launched(),
      transactions: transactions.mock.calls.length,
      requests: fetched.mock.calls.length,
    };
  };
  return { engine, cost, idle: () => parts.runIdle() };
}

/** The network without its end: it serves several engines. */
function shared(): Models['network'] {
  return {
    run: (...args) => network.run(...args),
    judge: (...args) => network.judge(...args),
    represent: (...args) => network.represent(...args),
    backend: network.backend,
    config: network.config,
    dispose: () => Promise.resolve(),
  };
}

interface Cost {
  readonly decoded: number;
  readonly photo: number;
  readonly caption: number;
  readonly kernels: number;
  readonly transactions: number;
  readonly requests: number;
}

const dog = photoOf('dog');
const NOTHING: Cost = { decoded: 0, photo: 0, caption: 0, kernels: 0, transactions: 0, requests: 0 };
/**
 * Kernels of the shipped network: photo and caption to both heads (the list that its decoder writes for these posts is one hashtag long, two
 * steps of 19; 15 of them because tanh of many numbers is four small kernels in a quarter of the time); a gate that a person moved; one earlier
 * post; a lesson of the head.
 */
const [RUN, GATE, HISTORY, LESSON] = [151, 1, 18, 10];

it('a journey costs exactly what it has to', async () => {
  const { engine, cost, idle } = await start();
  const noon = 'Dog on the beach at noon';
  let last = await engine.recommend({ photo: null, caption: 'warms up' });
  const recommend = (caption: string, options: object = {}) =>
    cost(async () => {
      last = await engine.recommend({ photo: dog, caption }, options);
    });
  expect(await recommend('Dog on the beach')).toEqual({ ...NOTHING, decoded: 1, photo: 1, caption: 1, kernels: RUN });
  // Typed on: the photo is not looked at again.
  expect(await recommend(noon)).toEqual({ ...NOTHING, caption: 1, kernels: RUN });
  // Another platform, or a tag that is taken away: the network has said everything already.
  expect(await recommend(noon, { count: 9 })).toEqual(NOTHING);
  expect(await recommend(noon, { exclude: ['dog'] })).toEqual(NOTHING);
  expect(await recommend(noon, { gate: 0.9 })).toEqual({ ...NOTHING, kernels: RUN + GATE });
  let id = '';
  const kept = await cost(async () => {
    const tags = last.tags.map(({ key, label }) => ({ key, label }));
    const draft = { photo: dog, caption: noon };
    ({ id } = await engine.learn({ recommendationId: last.id, draft, tags, removedTags: [], platform: null }));
  });
  // Its picture for the history is made of the photo, which nobody holds decoded. Its vector is that of the run before the gate was moved.
  expect(kept).toEqual({ ...NOTHING, decoded: 1, transactions: 4 });
  expect(await cost(idle)).toEqual({ ...NOTHING, kernels: LESSON });
  expect(await recommend('Another day')).toEqual({ ...NOTHING, caption: 1, kernels: RUN + HISTORY });
  // What if there were no history? Nothing that was learnt of it is thrown away, to be learnt again.
  expect(await recommend('Another day', { history: 'off' })).toEqual(NOTHING);
  expect(await cost(idle)).toEqual(NOTHING);
  expect(await recommend('Another day')).toEqual({ ...NOTHING, kernels: HISTORY });
  expect(await cost(() => engine.forgetPost(id))).toEqual({ ...NOTHING, transactions: 2 });
  expect(await cost(idle)).toEqual(NOTHING);
});

it('keeps no tensor over 1,000 recommendations', async () => {
  // Of a tiny network: tensors are left behind by code, not by sizes.
  const { engine } = await startedEngine(engines);
  const recommend = (n: number) =>
    engine.recommend({ photo: dog, caption: `number ${n}` }, { gate: n % 2 ? 0.3 : null });
  await recommend(-1);
  const before = memory().numTensors;
  for (let n = 0; n < 1000; n += 1) await recommend(n);
  expect(memory().numTensors).toBe(before);
}, 240_000);
