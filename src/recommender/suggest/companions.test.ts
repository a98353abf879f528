import { describe, expect, it } from 'vitest';
import { Companions } from './companions.ts';

const [DOG, PUPPY, PET, BEACH] = [0, 1, 2, 3];
const companions = new Companions({
  schema: 1,
  related: [[PUPPY, PET], [DOG, PET], [DOG], []],
  shares: [[200, 100], [600, 300], [500], []],
});
const worth = (share: number): number => Math.log(1 + share / 0.003);

describe('what goes with the hashtags of a post', () => {
  it('counts by how often people write it beside the surest of them', () => {
    const found = companions.of([
      { index: DOG, sure: 0.7 },
      { index: PUPPY, sure: 0.1 },
      { index: BEACH, sure: 0.9 },
    ]);
    expect([...found.keys()].sort()).toEqual([DOG, PUPPY, PET]);
    expect(found.get(PUPPY)).toBeCloseTo(worth(0.7 * 0.2));
    expect(found.get(PET)).toBeCloseTo(worth(0.7 * 0.1)); // not beside #puppy, of which it is less sure: the greatest, not the sum
    expect(found.get(DOG)).toBeCloseTo(worth(0.1 * 0.6));
  });

  it('leaves out what a post is hardly of', () => {
    expect(companions.of([{ index: DOG, sure: 0.05 }]).size).toBe(0);
  });

  it('knows nothing without a table, or of one without shares', () => {
    expect(new Companions(null).of([{ index: DOG, sure: 1 }]).size).toBe(0);
    expect(new Companions({ schema: 1, related: [[PUPPY]] }).of([{ index: DOG, sure: 1 }]).size).toBe(0);
  });
});
