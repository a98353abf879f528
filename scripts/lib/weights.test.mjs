import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ROOT } from './steps.mjs';
import { sharedContent } from './weights.mjs';

/** What weighs on every clone for ever: numbers that git cannot make smaller, from this size on. */
const HEAVY_BYTES = 100_000;
const HEAVY = /\.(onnx|bin)$/u;
/** From this share of the same content on, a new revision should have been a smaller file beside the one that was there. */
const SAME = 0.9;

/** Paths whose present revision went in before this was decided, all but the same as the one before (docs/decisions/0017). */
const PAID = [
  '2ac509a70f241c336114bc73dac016a0c4b4593d', // public/models/e5-small-100k/onnx/model_q4.onnx
  '72f37261023c89b4c193e95210c556ff36d87607', // e2e/fixtures/models/tiny-e5/onnx/model_q4.onnx
  'd2453aed07cacbd2b835af15d593d926db512fbc', // e2e/fixtures/models/tiny-bert/onnx/model.onnx
];

const git = (args, options = {}) => execFileSync('git', args, { cwd: ROOT, maxBuffer: 1e9, ...options });
const lines = (buffer) => buffer.toString().trimEnd().split('\n');

/** Blobs that are heavy, as `{ blob, bytes, path }`, of lines "BLOB PATH". */
function heavy(named) {
  const input = named.filter((line) => HEAVY.test(line)).join('\n');
  const format = '--batch-check=%(objecttype) %(objectname) %(objectsize) %(rest)';
  return lines(git(['cat-file', format], { input }))
    .map((line) => line.split(' '))
    .filter(([type, , bytes]) => type === 'blob' && Number(bytes) >= HEAVY_BYTES)
    .map(([, blob, bytes, path]) => ({ blob, bytes: Number(bytes), path }));
}

const tracked = heavy(lines(git(['ls-files', '-s'])).map((line) => line.replace(/^\d+ (\w+) \d\t/u, '$1 ')));

describe('weights in the repository', () => {
  it('has each of them once', () => {
    expect(tracked.length).toBeGreaterThan(10);
    const first = new Map(tracked.map(({ blob, path }) => [blob, path]).reverse());
    expect(tracked.filter(({ blob, path }) => first.get(blob) !== path)).toEqual([]);
  });

  it('adds none that is all but a file that was there (in a clone with its history)', () => {
    const kept = new Set(tracked.map(({ blob }) => blob));
    const before = heavy(lines(git(['rev-list', '--objects', 'HEAD'])).filter((line) => !kept.has(line.slice(0, 40))));
    const again = tracked
      .filter(({ blob }) => !PAID.includes(blob))
      .flatMap(({ blob, bytes, path }) =>
        before
          .filter((old) => old.path === path && Math.abs(old.bytes - bytes) < bytes / 10)
          .filter((old) => sharedContent(git(['cat-file', 'blob', old.blob]), git(['cat-file', 'blob', blob])) > SAME)
          .map((old) => `${path}: ${blob} is mostly ${old.blob}`),
      );
    expect(again).toEqual([]);
  });
});

describe('sharedContent', () => {
  const bytes = Buffer.concat(
    Array.from({ length: 3125 }, (_, index) => createHash('sha256').update(`${index}`).digest()),
  );
  it('is 1 for the same content, wherever it stands', () => {
    expect(sharedContent(bytes, Buffer.concat([Buffer.from('header'), bytes]))).toBe(1);
  });
  it('tells how much was changed', () => {
    const half = Buffer.concat([bytes.subarray(0, 5e4), Buffer.alloc(5e4)]);
    expect(sharedContent(bytes, half)).toBeCloseTo(0.5, 1);
    expect(sharedContent(bytes, Buffer.alloc(1e5))).toBe(0);
  });
});
