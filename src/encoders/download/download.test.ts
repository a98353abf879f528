import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import type { ByteSource } from './byte-source.ts';
import type { WantedFile } from './wanted-file.ts';
import { Downloader } from './download.ts';
import { httpSource } from './http-source.ts';
import { folderCache } from './model-cache.node.ts';
import { memoryCache, noCache } from './model-cache.ts';
import { sha256, sha256Plain } from './sha256.ts';
import { forgetModels, storedModels } from '../models/stored-models.ts';

const ONE = new Uint8Array(600_000).map((_, index) => index % 251);
const TWO = new TextEncoder().encode('{"a":1}');
const FILES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'https://host/m/one.onnx': ONE,
  'https://host/m/two.json': TWO,
};

async function wanted(address: string, change: Partial<WantedFile> = {}): Promise<WantedFile> {
  const bytes = FILES[address] ?? new Uint8Array();
  return {
    address,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    cacheKey: `m@1/${address.split('/').pop() ?? ''}`,
    ...change,
  };
}

/** Vitest compares long arrays number by number, in seconds. */
function same(found: readonly Uint8Array[], expected: readonly Uint8Array[]): boolean {
  return (
    found.length === expected.length && found.every((bytes, index) => Buffer.compare(bytes, expected[index]!) === 0)
  );
}

/** A web host in pieces of 100 kB that understands ranges; `fail` breaks the connection after so many bytes. */
function host(files = FILES, fail = Infinity): typeof fetch & { readonly asked: string[] } {
  const asked: string[] = [];
  const answer = (address: string, init?: RequestInit): Promise<Response> => {
    const range = new Headers(init?.headers).get('range');
    asked.push(address + (range === null ? '' : ` ${range}`));
    const bytes = files[address];
    if (bytes === undefined) return Promise.resolve(new Response('<h1>no</h1>', { status: 404 }));
    let position = range === null ? 0 : Number(/\d+/u.exec(range)?.[0]);
    const from = position;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (position >= fail) controller.error(new TypeError('network error'));
        else if (position >= bytes.length) controller.close();
        else {
          controller.enqueue(bytes.slice(position, position + 100_000));
          position += 100_000;
        }
      },
    });
    const headers =
      from > 0
        ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }
        : { 'content-length': `${bytes.length}` };
    return Promise.resolve(new Response(body, { status: from > 0 ? 206 : 200, headers }));
  };
  return Object.assign(answer as typeof fetch, { asked });
}

describe('Downloader', () => {
  it('brings every file whole, reports one total, and never asks twice for what is cached', async () => {
    const cache = memoryCache();
    const web = host();
    const downloader = new Downloader(httpSource(web), cache);
    const files = await Promise.all(Object.keys(FILES).map((address) => wanted(address)));
    const total = ONE.length + TWO.length;
    expect(await downloader.sizes(files)).toEqual({ totalBytes: total, cachedBytes: 0 });
    expect(web.asked).toEqual([]); // sizes are known before the first byte
    const seen: number[] = [];
    const [one, two] = await downloader.fetch(files, {
      onProgress: ({ receivedBytes, totalBytes }) => {
        expect(totalBytes).toBe(total);
        seen.push(receivedBytes);
      },
    });
    expect(same([one!, two!], [ONE, TWO])).toBe(true);
    expect(seen.at(-1)).toBe(total);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(5);

    web.asked.length = 0;
    expect(await downloader.sizes(files)).toEqual({ totalBytes: total, cachedBytes: total });
    expect(same(await downloader.fetch(files), [ONE, TWO])).toBe(true);
    expect(web.asked).toEqual([]);
  });

  it('brings the first files before the others, and hands them over when all of them are whole', async () => {
    const web = host();
    const downloader = new Downloader(httpSource(web), memoryCache());
    const [large, small] = [await wanted('https://host/m/one.onnx'), await wanted('https://host/m/two.json')];
    const here = vi.fn();
    await downloader.fetch([small, large], { first: { count: 1, here } });
    expect(here.mock.calls).toEqual([[[TWO]]]);
    web.asked.length = 0;
    await new Downloader(httpSource(web), memoryCache()).fetch([large, small], { first: { count: 1, here } });
    // Without `first` the small one comes first.
    expect(web.asked).toEqual(['https://host/m/one.onnx', 'https://host/m/two.json']);
    expect(here).toHaveBeenCalledTimes(2);
  });

  it('refuses a file with one other byte, another length, or none', async () => {
    const address = 'https://host/m/one.onnx';
    const altered = ONE.slice();
    altered[123_456]! ^= 1;
    for (const bytes of [altered, ONE.slice(1), new Uint8Array([...ONE, 0])]) {
      const cache = memoryCache();
      const fetching = new Downloader(httpSource(host({ [address]: bytes })), cache).fetch([await wanted(address)]);
      await expect(fetching).rejects.toMatchObject({ code: 'model-altered', details: { file: 'host/m/one.onnx' } });
      expect(await cache.read('m@1/one.onnx')).toBeNull();
    }
    const missing = new Downloader(httpSource(host({})), noCache).fetch([await wanted(address)]);
    await expect(missing).rejects.toMatchObject({ code: 'model-missing', details: { file: 'host/m/one.onnx' } });
  });

  it('downloads again what the cache holds altered', async () => {
    const file = await wanted('https://host/m/two.json');
    const cache = memoryCache();
    await cache.write('m@1/two.json', new Uint8Array(TWO.length));
    const downloader = new Downloader(httpSource(host()), cache);
    expect(await downloader.fetch([file])).toEqual([TWO]);
    expect(await cache.read('m@1/two.json')).toEqual(TWO);
  });

  it('stops when told to, and continues where it stopped', async () => {
    const cache = memoryCache();
    const web = host();
    const downloader = new Downloader(httpSource(web), cache);
    const files = [await wanted('https://host/m/one.onnx')];
    const stop = new AbortController();
    const stopped = downloader.fetch(files, {
      signal: stop.signal,
      onProgress: ({ receivedBytes }) => {
        if (receivedBytes >= 300_000) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect(await downloader.sizes(files)).toEqual({ totalBytes: ONE.length, cachedBytes: 300_000 });
    expect(same(await downloader.fetch(files), [ONE])).toBe(true);
    expect(web.asked[1]).toBe('https://host/m/one.onnx bytes=300000-');
    expect(await cache.size('m@1/one.onnx.part0')).toBeNull();
  });

  it('starts over when the kept part belongs to another copy', async () => {
    const cache = memoryCache();
    await cache.write('m@1/one.onnx.part0', new Uint8Array(300_000).fill(9));
    const downloader = new Downloader(httpSource(host()), cache);
    expect(same(await downloader.fetch([await wanted('https://host/m/one.onnx')]), [ONE])).toBe(true);
  });

  it('calls a broken connection, a refusal and a web page by their names', async () => {
    const file = await wanted('https://host/m/one.onnx');
    const sources: readonly (readonly [string, typeof fetch])[] = [
      ['model-unreachable', host(FILES, 200_000)],
      ['model-unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
      ['model-unreachable', () => Promise.resolve(new Response('', { status: 503 }))],
      [
        'model-missing',
        () =>
          Promise.resolve(new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })),
      ],
    ];
    for (const [code, web] of sources) {
      await expect(new Downloader(httpSource(web), noCache, []).fetch([file])).rejects.toMatchObject({ code });
    }
  });

  it('works when nothing can be kept', async () => {
    const web = host();
    const downloader = new Downloader(httpSource(web), noCache);
    const file = await wanted('https://host/m/two.json');
    await downloader.fetch([file]);
    await downloader.fetch([file]);
    expect(web.asked).toHaveLength(2);
  });

  it('stops the other files when one fails', async () => {
    const open = vi.fn<ByteSource['open']>((address, options) =>
      httpSource(host({ 'https://host/m/one.onnx': ONE })).open(address, options),
    );
    const files = [
      await wanted('https://host/m/one.onnx'),
      await wanted('https://host/m/gone.json', { bytes: 5, sha256: 'a'.repeat(64) }),
    ];
    const cache = memoryCache();
    await expect(new Downloader({ open }, cache).fetch(files)).rejects.toMatchObject({ code: 'model-missing' });
    expect(await cache.size('m@1/one.onnx')).toBeNull();
  });
});

/** A host that breaks the connection after so many bytes of each answer, so many times. */
function shaky(breaks: number, after: number): typeof fetch & { readonly asked: string[] } {
  const sound = host();
  let left = breaks;
  const answer: typeof fetch = (address, init) => {
    const from = Number(/\d+/u.exec(new Headers(init?.headers).get('range') ?? '0')?.[0]);
    left -= 1;
    if (left < 0) return sound(address, init);
    const broken = host(FILES, from + after);
    sound.asked.push('broken');
    return broken(address, init);
  };
  return Object.assign(answer, { asked: sound.asked });
}

describe('a connection that breaks', () => {
  it('is tried again after a pause and goes on where it was; as long as bytes come, the pauses begin anew', async () => {
    const web = shaky(4, 100_000);
    const pauses: number[] = [];
    const downloader = new Downloader(httpSource(web), memoryCache(), [1, 2]);
    const [bytes] = await downloader.fetch([await wanted('https://host/m/one.onnx')], {
      onRetry: (pauseMs) => pauses.push(pauseMs),
    });
    expect(same([bytes!], [ONE])).toBe(true);
    expect(pauses).toEqual([1, 1, 1, 1]);
    expect(web.asked.at(-1)).toBe('https://host/m/one.onnx bytes=400000-');
  });

  it.each([0, 99])(
    'goes on from the beginning with a host that sends the part from byte %i instead',
    async (begins) => {
      const sound = host();
      let attempt = 0;
      const asked: (string | null)[] = [];
      const confused = (async (address: string, init?: RequestInit) => {
        attempt += 1;
        asked.push(new Headers(init?.headers).get('range'));
        if (attempt === 1) return host(FILES, 300_000)(address);
        if (attempt > 2) return sound(address, init);
        const headers = { 'content-range': `bytes ${begins}-${ONE.length - 1}/${ONE.length}` };
        return new Response(ONE.slice(begins), { status: 206, headers });
      }) as typeof fetch;
      const [bytes] = await new Downloader(httpSource(confused), memoryCache(), [1, 2]).fetch([
        await wanted('https://host/m/one.onnx'),
      ]);
      expect(same([bytes!], [ONE])).toBe(true);
      expect(asked).toEqual([null, 'bytes=300000-', null]);
    },
  );

  it('is given up when nothing comes, and never when the file itself is wrong', async () => {
    const pauses: number[] = [];
    const onRetry = (pauseMs: number): void => void pauses.push(pauseMs);
    const file = await wanted('https://host/m/one.onnx');
    const dead = vi.fn(() => Promise.resolve(new Response('', { status: 503 })));
    const fetching = new Downloader(httpSource(dead), noCache, [1, 2, 3]).fetch([file], { onRetry });
    await expect(fetching).rejects.toMatchObject({ code: 'model-unreachable' });
    expect([pauses, dead.mock.calls.length]).toEqual([[1, 2, 3], 4]);
    const refused = vi.fn(() => Promise.resolve(new Response('', { status: 403 })));
    await expect(new Downloader(httpSource(refused), noCache, [1]).fetch([file])).rejects.toMatchObject({
      code: 'model-unreachable',
    });
    expect(refused).toHaveBeenCalledTimes(1);
    const other = host({ 'https://host/m/one.onnx': new Uint8Array(ONE.length) });
    await expect(new Downloader(httpSource(other), noCache, [1]).fetch([file], { onRetry })).rejects.toMatchObject({
      code: 'model-altered',
    });
    expect([pauses.length, other.asked.length]).toEqual([3, 1]);
  });

  it('is also one that says nothing any more: before its answer, or in the middle of a file', async () => {
    const silent: ReadableStreamDefaultController[] = [];
    let attempt = 0;
    const sound = host();
    const stalling = ((address: string, init?: RequestInit) => {
      attempt += 1;
      if (attempt === 1) return new Promise(() => undefined); // accepted, never answered
      if (attempt > 2) return sound(address, init);
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(ONE.slice(0, 300_000));
          silent.push(controller);
        },
      });
      return Promise.resolve(new Response(body, { headers: { 'content-length': String(ONE.length) } }));
    }) as typeof fetch;
    const pauses: number[] = [];
    const downloader = new Downloader(httpSource(stalling, 30), memoryCache(), [1, 2]);
    const [bytes] = await downloader.fetch([await wanted('https://host/m/one.onnx')], {
      onRetry: (pauseMs) => pauses.push(pauseMs),
    });
    expect(same([bytes!], [ONE])).toBe(true);
    expect([pauses, silent.length]).toEqual([[1, 1], 1]);
    expect(sound.asked).toEqual(['https://host/m/one.onnx bytes=300000-']);
  });

  it('can be stopped while it waits', async () => {
    const stop = new AbortController();
    const gone = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
    const fetching = new Downloader(httpSource(gone), noCache, [60_000]).fetch(
      [await wanted('https://host/m/one.onnx')],
      {
        signal: stop.signal,
        onRetry: () => {
          stop.abort();
        },
      },
    );
    await expect(fetching).rejects.toMatchObject({ code: 'aborted' });
  });

  it('that a closed page leaves behind costs only what came after the last part', async () => {
    const large = new Uint8Array(9_000_000).map((_, index) => index % 249);
    const files = { 'https://host/m/large.onnx': large };
    const file: WantedFile = {
      address: 'https://host/m/large.onnx',
      bytes: large.length,
      sha256: await sha256(large),
      cacheKey: 'm@1/large.onnx',
    };
    const cache = memoryCache();
    const frozen = host(files);
    // The page is gone in the middle: neither error nor abort, the promise simply never settles.
    let reached = (): void => undefined;
    const there = new Promise<void>((resolve) => (reached = resolve));
    const endless: typeof fetch = async (address, init) => {
      const response = await frozen(address, init);
      let seen = 0;
      const body = response.body!.pipeThrough(
        new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform(piece, controller) {
            seen += piece.length;
            if (seen <= 8_500_000) controller.enqueue(piece);
            else reached();
            return seen <= 8_500_000 ? undefined : new Promise(() => undefined);
          },
        }),
      );
      return new Response(body, { headers: response.headers });
    };
    void new Downloader(httpSource(endless), cache, []).fetch([file]);
    await there;
    await vi.waitFor(async () => {
      expect((await cache.list()).map(({ key, bytes }) => [key, bytes])).toEqual([
        ['m@1/large.onnx.part0', 4_000_000],
        ['m@1/large.onnx.part1', 4_000_000],
      ]);
    });
    const web = host(files);
    expect(same(await new Downloader(httpSource(web), cache).fetch([file]), [large])).toBe(true);
    expect(web.asked).toEqual(['https://host/m/large.onnx bytes=8000000-']);
    expect((await cache.list()).map(({ key }) => key)).toEqual(['m@1/large.onnx']);
  });
});

describe('what is stored', () => {
  it('is told model by model, and one or all can go', async () => {
    const cache = memoryCache();
    await cache.write('vit@1/onnx/model.onnx/abc', new Uint8Array(50));
    await cache.write('vit@1/config.json/def', new Uint8Array(5));
    await cache.write('e5@2/onnx/model.onnx/123.part0', new Uint8Array(70));
    await cache.write('onnxruntime-web/999', new Uint8Array(10));
    expect(await storedModels(cache)).toEqual([
      { name: 'e5@2', bytes: 70, files: 0, unfinished: true },
      { name: 'vit@1', bytes: 55, files: 2, unfinished: false },
      { name: 'onnxruntime-web', bytes: 10, files: 1, unfinished: false },
    ]);
    await forgetModels(cache, ['vit@1']);
    expect((await storedModels(cache)).map(({ name }) => name)).toEqual(['e5@2', 'onnxruntime-web']);
    await forgetModels(cache, null);
    expect(await storedModels(cache)).toEqual([]);
  });

  it('in a folder is listed by the same keys that it was written with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tagweave-cache-'));
    const cache = folderCache(folder);
    expect(await cache.list()).toEqual([]);
    await cache.write('vit@1/onnx/a b.onnx/abc', new Uint8Array(50));
    expect(await cache.list()).toEqual([{ key: 'vit@1/onnx/a b.onnx/abc', bytes: 50 }]);
    await cache.remove('vit@1/onnx/a b.onnx/abc');
    expect(await cache.list()).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('sha256', () => {
  it('is the platform’s, with and without crypto.subtle', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const copy = new Uint8Array(bytes);
        expect(sha256Plain(copy)).toBe(await sha256(copy));
      }),
    );
    expect(sha256Plain(ONE)).toBe(await sha256(ONE));
    expect(sha256Plain(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
