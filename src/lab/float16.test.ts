import { expect, test } from 'vitest';
import { fromFloat16 } from './float16.ts';

test('halves are read as IEEE 754 has them', () => {
  const halves = [0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000, 0x7c00, 0x7e00];
  const bytes = new Uint8Array(halves.flatMap((half) => [half & 0xff, half >> 8]));
  const [one, minusTwo, third, tiny, largest, zero, infinite, nothing] = fromFloat16(bytes);
  expect([one, minusTwo, tiny, largest, infinite, nothing]).toEqual([1, -2, 2 ** -24, 65504, Infinity, NaN]);
  expect(third).toBeCloseTo(1 / 3, 3);
  expect(Object.is(zero, -0)).toBe(true);
});
