import { TagweaveError } from '../../domain/errors/errors.ts';
import type { Vocabulary } from '../../domain/models/network-manifest.ts';
import type { DecodedPhoto } from '../../encoders/photo/photo.ts';
import { throwIfAborted } from '../../encoders/download/abort.ts';
import type { HistoryStore } from '../../history/history-store.ts';
import { memoryCache } from '../../encoders/download/model-cache.ts';
import { createMemoryHistory } from '../../history/memory/memory-history.ts';
import { OpenNetwork } from '../../network/open-network.ts';
import { configOf, randomNetwork, randomNumbers } from '../../network/testing/random-network.ts';
import type { EngineParts, LoadCalls, Models } from '../models/engine-parts.ts';

const SIZES = {
  photo: { encoder: 'photo@1', rows: 9, width: 14 },
  caption: { encoder: 'caption@1', width: 11 },
  ...{ d: 12, k: 7, vocabulary: 45, gru: 10, tagEmbedding: 6 },
};

/** Words of the made-up vocabulary; the rest is tag14, tag15 … */
const LABELS = [
  'Dog',
  'Snow',
  'GoldenHour',
  'Київ',
  'Sea',
  'Beach',
  'Park',
  'Cat',
  'nsfw',
  'Coffee',
  'Autumn',
  'Forest',
  'City',
  'Night',
];

export const VOCABULARY: Vocabulary = {
  schema: 1,
  tags: Array.from({ length: SIZES.vocabulary }, (_, n) => {
    const label = LABELS[n] ?? `Tag${n}`;
    return { key: label.toLowerCase(), label, count: 3 + ((n * 17) % 40) ** 2 };
  }),
};

/** What goes with the first tags: a dog with the snow, the park and the cat; the snow with the dog. */
export const RELATED: readonly (readonly number[])[] = VOCABULARY.tags.map((_, index) =>
  index === 0 ? [1, 6, 7, 8] : index === 1 ? [0] : [],
);

export interface FakeParts extends EngineParts {
  /** Everything asked of encoders and decoder, in order: 'decode dog', 'photo dog', 'caption hello'. */
  readonly asked: string[];
  readonly history: HistoryStore;
  /** Work left for idle time; `runIdle` does it all. */
  runIdle(): Promise<void>;
  /** Next loadings fail or wait. */
  loads: { fail: TagweaveError | null; gate: Promise<void> };
  /** Encoders wait for this before they answer. */
  encoderGate: { wait: Promise<void> };
  /** `revision` of the photo encoder at the next load. */
  photoRevision: { now: string };
  lastCalls: { now: LoadCalls | null };
}

/** Photo with a name instead of pixels; 'broken' cannot be decoded. */
export const photoOf = (name: string): Blob => new Blob([name], { type: 'image/jpeg' });

/** A real, tiny network with random weights behind made-up encoders. */
export function fakeParts(change: Partial<EngineParts> = {}): FakeParts {
  const asked: string[] = [];
  const names = new WeakMap<DecodedPhoto, string>();
  const history = createMemoryHistory();
  const models = memoryCache();
  const idle: (() => Promise<void>)[] = [];
  const encoderGate = { wait: Promise.resolve() };
  const loads = { fail: null as TagweaveError | null, gate: Promise.resolve() };
  const photoRevision = { now: '1' };
  const lastCalls = { now: null as LoadCalls | null };
  let ids = 0;
  let time = Date.UTC(2026, 0, 1);

  const photo = (): Models['photo'] => ({
    ref: `photo@${photoRevision.now}`,
    backend: 'native',
    encode: async (decoded, signal) => {
      const name = names.get(decoded) ?? '';
      asked.push(`photo ${name}`);
      await encoderGate.wait;
      throwIfAborted(signal);
      const data = Float32Array.from(randomNumbers(SIZES.photo.rows * SIZES.photo.width, 1, seedOf(name)));
      return { rows: 3, columns: 3, width: SIZES.photo.width, data, box: { x: 0.25, y: 0, width: 0.5, height: 1 } };
    },
    dispose: () => Promise.resolve(),
  });
  const caption: Models['caption'] = {
    ref: 'caption@1',
    backend: 'native',
    encode: async (text, signal) => {
      asked.push(`caption ${text}`);
      await encoderGate.wait;
      throwIfAborted(signal);
      // One token a word between two special ones; a piece takes the space before it, as sentence pieces do.
      const pieces = [...text.matchAll(/\s*\S+/gu)].slice(0, 8);
      const tokens = [
        { id: 0, piece: '<s>', span: null },
        ...pieces.map((piece, n) => ({
          id: n + 1,
          piece: piece[0],
          span: { start: piece.index, end: piece.index + piece[0].length },
        })),
        { id: 2, piece: '</s>', span: null },
      ];
      const data = Float32Array.from(randomNumbers(tokens.length * SIZES.caption.width, 1, seedOf(text)));
      return {
        rows: tokens.length,
        width: SIZES.caption.width,
        data,
        tokens,
        cut: [...text.matchAll(/\S+/gu)].length > 8,
      };
    },
    dispose: () => Promise.resolve(),
  };

  return {
    asked,
    history,
    loads,
    encoderGate,
    photoRevision,
    lastCalls,
    thumbnails: true,
    runIdle: async () => {
      do {
        await Promise.all(idle.splice(0).map((work) => work()));
        // What an event leaves for idle time is there a turn later.
        await new Promise((resolve) => setTimeout(resolve, 1));
      } while (idle.length > 0);
    },
    decoder: {
      decode: async (file, signal) => {
        throwIfAborted(signal);
        const name = await file.text();
        asked.push(`decode ${name}`);
        if (name === 'broken')
          throw new TagweaveError('photo-broken', 'This photo is damaged.', { details: { looksLike: 'JPEG' } });
        const decoded: DecodedPhoto = {
          width: 400,
          height: 200,
          pixels: () => ({ width: 1, height: 1, data: new Uint8Array(3) }),
          thumbnail: () => Promise.resolve(new Blob([name], { type: 'image/webp' })),
        };
        names.set(decoded, name);
        return decoded;
      },
    },
    downloadSize: () => Promise.resolve({ totalBytes: 1000, cachedBytes: 10 }),
    loadModels: async (calls) => {
      lastCalls.now = calls;
      calls.report({ type: 'download', receivedBytes: 10, totalBytes: 1000, file: 'a' });
      await loads.gate;
      throwIfAborted(calls.signal);
      if (loads.fail !== null) throw loads.fail;
      const files = { ...randomNetwork(configOf(SIZES)), vocabulary: VOCABULARY, related: RELATED };
      const network = await OpenNetwork.open(files, { wasm: { simd: '', plain: '' }, backends: ['cpu'] });
      return {
        photo: photo(),
        caption,
        network,
        networkRef: 'net@1',
        vocabulary: VOCABULARY,
        ranking: null,
        related: { schema: 1, related: RELATED.map((row) => [...row]) },
      };
    },
    modelCache: () => Promise.resolve(models),
    openHistory: () => Promise.resolve(history),
    now: () => new Date((time += 60_000)),
    today: () => null,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    idle: (work) => {
      idle.push(work);
    },
    ...change,
  };
}

function seedOf(text: string): number {
  return Array.from(text).reduce((seed, letter) => (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
}
