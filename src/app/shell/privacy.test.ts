import { describe, expect, it } from 'vitest';
import { countRequests } from './privacy.ts';

const ORIGIN = 'https://tagweave.example';
const entry = (name: string, startTime: number, transferSize = 900, decodedBodySize = 600) => ({
  name,
  startTime,
  transferSize,
  decodedBodySize,
});

describe('counting requests', () => {
  it('counts what left after the models were ready, our own server included', () => {
    const entries = [entry(`${ORIGIN}/models/a.onnx`, 10), entry(`${ORIGIN}/later.json`, 300)];
    expect(countRequests(entries, ORIGIN, 200)).toEqual({ elsewhere: 0, sinceReady: 1 });
    expect(countRequests(entries, ORIGIN, null)).toEqual({ elsewhere: 0, sinceReady: 0 });
  });

  it('counts a request to another site whenever it was made, and one that failed', () => {
    const entries = [entry('https://tracker.example/x.gif', 1), entry(`${ORIGIN}/gone`, 300, 0, 0)];
    expect(countRequests(entries, ORIGIN, 200)).toEqual({ elsewhere: 1, sinceReady: 1 });
  });

  it('does not count what never left: blobs, data, the browser’s cache', () => {
    const entries = [
      entry(`blob:${ORIGIN}/1234`, 300),
      entry('data:text/plain,x', 300),
      entry(`${ORIGIN}/samples/cat.webp`, 300, 0, 17000),
    ];
    expect(countRequests(entries, ORIGIN, 200)).toEqual({ elsewhere: 0, sinceReady: 0 });
  });
});
