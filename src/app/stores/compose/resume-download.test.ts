import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeEngine } from '../../fake-engine.ts';
import type { FakeOptions } from '../../fake-engine.ts';
import { createCompose } from './compose-store.ts';
import { createEngineController } from '../engine/engine-store.ts';
import { resumeDownload } from './resume-download.ts';
import { createSettingsStore } from '../settings/settings-store.ts';

const photo = (name: string): File => new File([new Uint8Array(9)], name, { type: 'image/png' });
const draft = {
  id: 3,
  caption: '',
  photo: photo('old.png'),
  photoName: 'old.png',
  tags: [],
  cleared: false,
  keepId: null,
  savedId: null,
  altText: null,
};

function start(options: FakeOptions & { metered?: boolean; here?: number } = {}) {
  const engine = createEngineController(() => {
    const fake = createFakeEngine({ downloadMs: 200, recommendMs: 8, ...options });
    const { here } = options;
    return here === undefined
      ? fake
      : { ...fake, downloadSize: () => Promise.resolve({ totalBytes: 41_300_000, cachedBytes: here }) };
  }, options.metered);
  const compose = createCompose(engine, createSettingsStore(null));
  const news = new EventTarget();
  resumeDownload(engine, compose, news);
  const status = () => compose.store.get().posts.map((post) => post.status);
  return { engine, compose, news, status };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = (ms = 5000): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('a download that was begun', () => {
  it('goes on by itself after a reload when a photo waits', async () => {
    const { engine, compose, status } = start({ here: 12e6 });
    compose.restore([draft]);
    await engine.look();
    await settle();
    expect(status()).toEqual(['done']);
  });

  it('waits for the person where nothing is here yet, where only words wait, and where data is dear', async () => {
    for (const [options, photoWaits] of [
      [{ here: 0 }, true],
      [{ here: 12e6 }, false],
      [{ here: 12e6, metered: true }, true],
    ] as const) {
      const { engine, compose } = start(options);
      compose.restore([photoWaits ? draft : { ...draft, photo: null, caption: 'Words' }]);
      await engine.look();
      await settle();
      expect(engine.store.get().phase).toBe('idle');
    }
  });

  it('stays cancelled for the photos of then, and goes on with a new one', async () => {
    const { engine, compose, status } = start();
    compose.addPhotos([photo('a.png')]);
    await settle(60);
    engine.cancel();
    await settle();
    expect(engine.store.get().phase).toBe('stopped');
    compose.setCaption('Still not');
    await settle();
    expect(engine.store.get().phase).toBe('stopped');
    compose.addPhotos([photo('b.png'), photo('c.png')]);
    await settle();
    expect(engine.store.get().phase).toBe('ready');
    expect(status().every((one) => one === 'done')).toBe(true);
  });

  it('goes on when there is a connection again', async () => {
    const options: FakeOptions & { failLoad?: 'model-unreachable' } = { failLoad: 'model-unreachable' };
    const { engine, compose, news, status } = start(options);
    compose.addPhotos([photo('a.png')]);
    await settle();
    expect(engine.store.get().phase).toBe('failed');
    news.dispatchEvent(new Event('online'));
    expect(engine.store.get().phase).toBe('preparing');
    await settle();
    expect(status()).toEqual(['waiting']);
  });
});
