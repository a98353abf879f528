import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rehearsal } from './rehearsal.ts';

it('chooses different places, as many as there are, the same for the same seed', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(60), fc.nat(1_000_000), (count, size, seed) => {
      const chosen = rehearsal(count, size, seed);
      expect(chosen.length).toBe(Math.min(count, size));
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(chosen.every((place) => Number.isInteger(place) && place >= 0 && place < size)).toBe(true);
      expect(rehearsal(count, size, seed)).toEqual(chosen);
    }),
  );
});

it('chooses each place about as often', () => {
  const counts = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 4000; seed += 1) for (const place of rehearsal(3, 10, seed)) counts[place]! += 1;
  for (const count of counts) expect(Math.abs(count - 1200)).toBeLessThan(200);
});
