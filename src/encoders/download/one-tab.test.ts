import { describe, expect, it, vi } from 'vitest';
import { Downloader } from './download.ts';
import { httpSource } from './http-source.ts';
import { memoryCache } from './model-cache.ts';
import { inOneTab } from './one-tab.ts';
import type { Locks } from './one-tab.ts';
import { sha256 } from './sha256.ts';

/** One lock a name, first come first served, as the browser's. */
function makeLocks(): Locks {
  const queues = new Map<string, Promise<void>>();
  return {
    request: (name, { signal }, granted) => {
      const before = queues.get(name) ?? Promise.resolve();
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new DOMException('', 'AbortError'));
        });
      });
      const mine = Promise.race([before, aborted]).then(granted);
      queues.set(
        name,
        Promise.allSettled([before, mine]).then(() => undefined),
      );
      return mine;
    },
  };
}

const BYTES = new Uint8Array(9_000_000).map((_, index) => index % 253);
const file = { address: 'https://host/m/one.onnx', bytes: BYTES.length, cacheKey: 'm@1/one.onnx' };
/** A host that counts what it sends. */
function host() {
  let sent = 0;
  const answer = (_: unknown, init?: RequestInit): Promise<Response> => {
    let at = Number(/\d+/u.exec(new Headers(init?.headers).get('range') ?? '0')?.[0]);
    const headers = { 'content-range': `bytes ${at}-${BYTES.length - 1}/${BYTES.length}` };
    const status = at > 0 ? 206 : 200;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (at >= BYTES.length) controller.close();
        else {
          const piece = BYTES.slice(at, at + 500_000);
          sent += piece.length;
          at += piece.length;
          controller.enqueue(piece);
        }
      },
    });
    return Promise.resolve(new Response(body, { status, headers: at > 0 ? headers : {} }));
  };
  return { answer: answer as typeof fetch, sent: () => sent };
}

describe('two tabs that want the same file', () => {
  it('download it once between them, and once each where there are no locks', async () => {
    const wanted = [{ ...file, sha256: await sha256(BYTES) }];
    const bytesSent = async (locks: Locks | null): Promise<number> => {
      const [web, cache] = [host(), memoryCache()];
      const tabs = [0, 1].map(() => new Downloader(httpSource(web.answer), cache, [], locks));
      const found = await Promise.all(tabs.map((tab) => tab.fetch(wanted)));
      for (const [bytes] of found) expect(Buffer.compare(bytes!, BYTES)).toBe(0);
      expect((await cache.list()).map(({ key }) => key)).toEqual([file.cacheKey]);
      return web.sent();
    };
    expect(await bytesSent(makeLocks())).toBe(BYTES.length);
    expect(await bytesSent(null)).toBe(2 * BYTES.length);
  });

  it('the second goes on from the parts of the first when that one is closed', async () => {
    const wanted = [{ ...file, sha256: await sha256(BYTES) }];
    const [web, cache, locks, closing] = [host(), memoryCache(), makeLocks(), new AbortController()];
    const [first, second] = [0, 1].map(() => new Downloader(httpSource(web.answer), cache, [], locks));
    const closed = first!.fetch(wanted, {
      signal: closing.signal,
      onProgress: ({ receivedBytes }) => {
        if (receivedBytes > 5e6) closing.abort();
      },
    });
    const [bytes] = (
      await Promise.all([second!.fetch(wanted), expect(closed).rejects.toMatchObject({ code: 'aborted' })])
    )[0];
    expect(Buffer.compare(bytes!, BYTES)).toBe(0);
    expect(web.sent()).toBeLessThan(BYTES.length + 1_500_000);
  });
});

describe('a wait for another tab', () => {
  const held = (locks: Locks): void => {
    void locks.request('a', { signal: new AbortController().signal }, () => new Promise(() => undefined));
  };

  it('ends when that tab gets no further', async () => {
    vi.useFakeTimers();
    const locks = makeLocks();
    held(locks);
    const sizes = [1, 2, 3];
    const look = (): Promise<number> => Promise.resolve(sizes.shift() ?? 3);
    const { signal } = new AbortController();
    let done = 'no';
    const waiting = inOneTab(locks, 'a', { signal, look, lookMs: 10, patienceMs: 100 }, () => Promise.resolve('done'));
    void waiting.then((result) => (done = result));
    await vi.advanceTimersByTimeAsync(120); // 3 looks with news, 9 without
    expect(done).toBe('no');
    await vi.advanceTimersByTimeAsync(20);
    expect(done).toBe('done');
    vi.useRealTimers();
  });

  it('can be stopped, and an error of the work lets the next one in', async () => {
    const locks = makeLocks();
    const stop = new AbortController();
    const look = (): Promise<number> => Promise.resolve(0);
    const broken = inOneTab(locks, 'b', { signal: stop.signal, look }, () => Promise.reject(new Error('no')));
    await expect(broken).rejects.toThrow('no');
    expect(await inOneTab(locks, 'b', { signal: stop.signal, look }, () => Promise.resolve(1))).toBe(1);
    held(locks);
    const waiting = inOneTab(locks, 'a', { signal: stop.signal, look }, () => Promise.resolve(1));
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  });

  it('is none where the locks may not be looked at', async () => {
    const denied: Locks = { request: () => Promise.reject(new DOMException('', 'SecurityError')) };
    const { signal } = new AbortController();
    expect(await inOneTab(denied, 'a', { signal, look: () => Promise.resolve(0) }, () => Promise.resolve(1))).toBe(1);
  });
});
