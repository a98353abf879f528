import { describe, expect, it } from 'vitest';
import { checkMatrix } from './layers/check-matrix.ts';
import { probabilitiesOf } from './heads/classification-head.ts';
import { contributionOf, logitsOf } from './contributions.ts';

const PARTS = {
  caption: Float32Array.of(1, 2),
  photo: Float32Array.of(10, 20),
  history: Float32Array.of(100, -200),
  bias: Float32Array.of(-1000, 2000),
};

describe('parts of a logit', () => {
  it('add up to it', () => {
    expect(contributionOf(PARTS, 1)).toEqual({ caption: 2, photo: 20, history: -200, bias: 2000, logit: 1822 });
    expect(logitsOf(PARTS)).toEqual(Float32Array.of(-889, 1822));
  });

  it('are nothing for a hashtag that is none', () => {
    expect(contributionOf(PARTS, 2)).toEqual({ caption: 0, photo: 0, history: 0, bias: 0, logit: 0 });
  });

  it('make a probability', () => {
    const [none, even, sure] = probabilitiesOf(Float32Array.of(-2, 0, 2));
    expect(even).toBe(0.5);
    expect(sure).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expect((none ?? 0) + (sure ?? 0)).toBeCloseTo(1, 6);
  });
});

describe('what an encoder gives', () => {
  const matrix = (rows: number, width: number, data = new Float32Array(rows * width)) => ({ rows, width, data });

  it('passes where it has the size that the network works with', () => {
    checkMatrix('photo', null, 4, 9);
    checkMatrix('photo', matrix(9, 4), 4, 9);
    checkMatrix('caption', matrix(3, 4), 4, null);
    checkMatrix('caption', matrix(1, 2, Float32Array.of(-1e38, 1e38)), 2, null);
  });

  it.each([
    ['another width', matrix(9, 5), 9, '9×5 numbers, but the network works with 9×4'],
    ['other rows', matrix(8, 4), 9, '8×4 numbers, but the network works with 9×4'],
    ['no rows', matrix(0, 4), null, '0×4 numbers, but the network works with any number of×4'],
    ['too few numbers', matrix(9, 4, new Float32Array(35)), 9, '9×4 numbers'],
  ])('is refused with %s', (_what, given, rows, says) => {
    const refusal = {
      code: 'model-invalid',
      details: { what: 'photo' },
      message: expect.stringContaining(says) as string,
    };
    expect(() => {
      checkMatrix('photo', given, 4, rows);
    }).toThrow(expect.objectContaining(refusal) as Error);
  });

  it.each([Number.NaN, Infinity, -Infinity])('is refused where a number is %d', (wrong) => {
    const refusal = {
      code: 'unexpected',
      details: { what: 'caption' },
      message: expect.stringContaining('caption encoder returned numbers') as string,
    };
    expect(() => {
      checkMatrix('caption', matrix(1, 2, Float32Array.of(1, wrong)), 2, null);
    }).toThrow(expect.objectContaining(refusal) as Error);
  });
});
