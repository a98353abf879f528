// @vitest-environment happy-dom
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NONE_SEEN, addRequests, watchRequests } from './privacy.ts';
import type { RequestCount, RequestEntry } from './privacy.ts';

const ORIGIN = 'https://tagweave.example';
const entry = (name: string, startTime: number, transferSize = 900, decodedBodySize = 600) => ({
  name,
  startTime,
  transferSize,
  decodedBodySize,
});

const counted = (entries: readonly RequestEntry[], readyAt: number | null): RequestCount => {
  const { elsewhere, sinceReady } = addRequests(NONE_SEEN, entries, { origin: ORIGIN, readyAt });
  return { elsewhere, sinceReady };
};

describe('counting requests', () => {
  it('counts what left after the models were ready, our own server included', () => {
    const entries = [entry(`${ORIGIN}/models/a.onnx`, 10), entry(`${ORIGIN}/later.json`, 300)];
    expect(counted(entries, 200)).toEqual({ elsewhere: 0, sinceReady: 1 });
    expect(counted(entries, null)).toEqual({ elsewhere: 0, sinceReady: 0 });
  });

  it('counts a request to another site whenever it was made, and one that failed', () => {
    const entries = [entry('https://tracker.example/x.gif', 1), entry(`${ORIGIN}/gone`, 300, 0, 0)];
    expect(counted(entries, 200)).toEqual({ elsewhere: 1, sinceReady: 1 });
  });

  it('does not count what never left: blobs, data, the browser’s cache', () => {
    const entries = [
      entry(`blob:${ORIGIN}/1234`, 300),
      entry('data:text/plain,x', 300),
      entry(`${ORIGIN}/samples/cat.webp`, 300, 0, 17000),
    ];
    expect(counted(entries, 200)).toEqual({ elsewhere: 0, sinceReady: 0 });
  });
});

describe('models that are loaded anew', () => {
  it('begin the count anew, and one that began before they were ready and was told of after is not of it', () => {
    let seen = NONE_SEEN;
    const at = (readyAt: number | null, ...starts: number[]): number => {
      const entries = starts.map((start) => entry(`${ORIGIN}/a.json`, start));
      seen = addRequests(seen, entries, { origin: ORIGIN, readyAt });
      return seen.sinceReady;
    };
    expect(at(null, 10, 20)).toBe(0);
    expect(at(30, 29)).toBe(0);
    expect(at(30, 31, 32)).toBe(2);
    expect(at(30, 33)).toBe(3);
    expect(at(null, 40)).toBe(0);
    expect(at(50, 49)).toBe(0);
    expect(at(50, 51)).toBe(1);
  });
});

describe('hours of requests', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are counted, and no record of the browser is held', async () => {
    class Timing {
      readonly startTime = 300;
      readonly transferSize = 0;
      readonly decodedBodySize = 0;
      readonly name: string;
      constructor(n: number) {
        this.name = `${ORIGIN}/samples/${String(n)}.webp`;
      }
    }
    let deliver: (list: { getEntries: () => Timing[] }) => void = () => undefined;
    vi.stubGlobal('PerformanceResourceTiming', Timing);
    vi.stubGlobal(
      'PerformanceObserver',
      class {
        constructor(told: typeof deliver) {
          deliver = told;
        }
        observe(): void {
          // Delivered by hand.
        }
      },
    );
    const { store } = watchRequests(() => 200);
    const given = Array.from({ length: 50 }, (_, n) => {
      const entry = new Timing(n);
      deliver({ getEntries: () => [entry] });
      return new WeakRef(entry);
    });
    expect(store.get().sinceReady).toBe(50);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    await new Promise((done) => setTimeout(done));
    collect();
    expect(given.filter((one) => one.deref() !== undefined)).toEqual([]);
  });
});
