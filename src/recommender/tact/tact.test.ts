import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { NOT_GRAVE, signalsIn, tactModelSchema, tactOf, tactOfVector } from './tact.ts';
import golden from '../testing/tact-golden.json';

const FILE = 'src/recommender/tact/tact-model.json';

function floats(f32: string): Float32Array {
  const bytes = Buffer.from(f32, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

describe('the shipped classifier', () => {
  it('is the one that the golden cases were written with, and small', () => {
    const bytes = readFileSync(FILE);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(golden.modelSha256);
    expect(bytes.length).toBeLessThanOrEqual(40_000);
    v.parse(tactModelSchema, JSON.parse(bytes.toString('utf8')));
  });

  it.each(golden.cases.map((each) => [each.text, each] as const))(
    'computes what training computed: %s',
    (text, each) => {
      expect(signalsIn(text)).toEqual(each.signals);
      const { probability } = tactOfVector(floats(each.vector.f32), text);
      expect(Math.abs(probability - each.probability)).toBeLessThanOrEqual(golden.tolerance);
    },
  );

  it('has golden cases on both sides of its threshold', () => {
    const grave = golden.cases.map(({ text, vector }) => tactOfVector(floats(vector.f32), text).grave);
    expect(new Set(grave)).toEqual(new Set([true, false]));
  });
});

describe('without a vector that it knows', () => {
  it.each(['RIP mom', 'Rest in peace, old friend', 'Спочивай з миром', 'ご冥福をお祈りします', 'My condolences'])(
    'goes by the phrases: %s',
    (text) => {
      expect(tactOfVector(null, text)).toMatchObject({ grave: true });
      expect(tactOfVector(new Float32Array(3), text).grave).toBe(true);
    },
  );

  it.each(['Sunset at the beach', 'Rest in peace, my diet 😂', 'grip', 'Chemistry is fun', ''])(
    'takes nothing else for grave: %s',
    (text) => {
      expect(tactOfVector(null, text)).toEqual(NOT_GRAVE);
    },
  );

  it('does not read the vectors of another encoder', () => {
    const tokens = [{ id: 5, piece: '▁x', span: { start: 0, end: 1 } }];
    const encoding = { rows: 1, width: 384, data: new Float32Array(384).fill(1), tokens, cut: false };
    expect(tactOf({ text: 'Rest in peace', encoding }, 'other@1')).toEqual(tactOfVector(null, 'Rest in peace'));
    const ours = tactOf({ text: 'Rest in peace', encoding }, 'e5-small-100k@7');
    expect(ours).toEqual(tactOfVector(new Float32Array(384).fill(1 / Math.sqrt(384)), 'Rest in peace'));
    expect(tactOf(null, 'e5-small-100k@1')).toEqual(NOT_GRAVE);
    expect(tactOf({ text: '  ', encoding }, 'e5-small-100k@1')).toEqual(NOT_GRAVE);
  });
});
