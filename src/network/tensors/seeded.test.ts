import { describe, expect, it } from 'vitest';
import { seededNormal } from './seeded.ts';
import { evenBatches, shuffled } from './shuffle.ts';

/** The same generator in whole numbers of any size: what 32 bits make of it must not differ. */
function* uniforms(seed: number): Generator<number> {
  const most = 2n ** 32n;
  let state = (BigInt(seed + 1) * 2_654_435_761n) % most;
  for (;;) {
    state = (state * 1_664_525n + 1_013_904_223n) % most;
    yield Number(state) / 2 ** 32;
  }
}

describe('seeded numbers', () => {
  it.each([0, 1, 7, 4_000_000])('are sums of twelve uniform ones: seed %i', (seed) => {
    const numbers = uniforms(seed);
    const twelve = (): number =>
      Array.from({ length: 12 }, () => numbers.next().value as number).reduce((a, b) => a + b, -6);
    const expected = Float32Array.from({ length: 20 }, () => 0.5 * twelve());
    seededNormal(20, 0.5, seed).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at]!, 6);
    });
  });

  it('lie about zero, as far apart as they are told', () => {
    const numbers = seededNormal(20_000, 3, 1);
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const spread = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(spread).toBeCloseTo(3, 1);
    expect(seededNormal(0, 1, 1)).toEqual(new Float32Array());
  });
});

describe('a seeded order', () => {
  it('is Fisher and Yates’ with the seed’s numbers', () => {
    for (const [size, seed] of [
      [0, 1],
      [1, 1],
      [2, 0],
      [50, 3],
      [999, 12],
    ] as const) {
      const numbers = uniforms(seed);
      const places = Array.from({ length: size }, (_, place) => place);
      for (let last = size - 1; last > 0; last -= 1) {
        const at = Math.floor((numbers.next().value as number) * (last + 1));
        [places[last], places[at]] = [places[at]!, places[last]!];
      }
      expect(shuffled(size, seed)).toEqual(places);
    }
  });

  it('holds every place once', () => {
    expect(shuffled(100, 5).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, place) => place));
    expect(shuffled(100, 5)).not.toEqual(shuffled(100, 6));
  });

  it('is cut into batches of nearly one size', () => {
    const order = shuffled(23, 1);
    for (const most of [1, 4, 5, 22, 23, 24]) {
      const batches = evenBatches(order, most);
      expect(batches.flat()).toEqual(order);
      const sizes = batches.map(({ length }) => length);
      expect(sizes).toHaveLength(Math.ceil(23 / most));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
    expect(evenBatches([], 4)).toEqual([]);
  });
});
