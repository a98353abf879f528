import { describe, expect, it } from 'vitest';
import { halfOf } from './float16.ts';

describe('16-bit numbers', () => {
  it.each([
    [0x0000, 0],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x3c00, 1],
    [0x3c01, 1 + 2 ** -10],
    [0x4248, 3.140625],
    [0x7bff, 65504],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7c01, Number.NaN],
    [0xffff, Number.NaN],
    [0x8000, -0],
  ])('%i is %d', (half, value) => {
    expect(halfOf(half)).toBe(value);
  });

  it('rise with their bits, and the highest bit is their sign', () => {
    for (let half = 0; half < 0x7c00; half += 1) {
      expect(halfOf(half + 1)).toBeGreaterThan(halfOf(half));
      expect(halfOf(half | 0x8000)).toBe(-halfOf(half));
    }
  });
});
