import { describe, expect, it } from 'vitest';
import type { Attention } from '../../../domain/recommendation.ts';
import { isEven, lightOfWeights, regionLight, strongestRegion, wordLight } from './highlight.ts';
import type { Seen } from './highlight.ts';

const attention: Attention = {
  words: [
    { text: 'a', start: 0, end: 1, weight: 0.25 },
    { text: 'dog', start: 2, end: 5, weight: 0.75 },
  ],
  regions: { rows: 1, columns: 3, weights: [0.1, 0.2, 0.7], box: { x: 0, y: 0, width: 1, height: 1 } },
  affinity: [
    [-1, 0, 1],
    [1, 0.5, 0.5],
  ],
};
const reasons = [
  { words: [0, 2], regions: [1, 4, -3] },
  { words: [1, -1], regions: [2, 0, 0] },
];
const seen: Seen = { attention, reasons };
/** As a network whose attention has learnt nothing says it. */
const saturated: Seen = {
  attention: {
    ...attention,
    regions: { ...attention.regions!, weights: [0.33, 0.34, 0.33] },
    affinity: [
      [1, 1, 1],
      [1, 1, 1],
    ],
  },
  reasons,
};

describe('what is lit', () => {
  it('is told of as many words as a caption of a megabyte has', () => {
    const many = Array.from({ length: 500_000 }, (_, n) => n / 500_000);
    expect(lightOfWeights(many).at(-1)).toBe(1);
    expect(isEven(many)).toBe(false);
    expect(strongestRegion(many, { kind: 'all' })).toBe(499_999);
  });

  it('is proportional: an even look is not made into a spotlight', () => {
    expect(lightOfWeights([0.2, 0.4])).toEqual([0.5, 1]);
    expect(isEven(lightOfWeights([0.02, 0.021, 0.022]))).toBe(true);
    expect(isEven(lightOfWeights([0.1, 0.2, 0.7]))).toBe(false);
  });

  it('goes from dark to light over this photo, and the strongest region is outlined', () => {
    const faint: Seen = {
      reasons,
      attention: { ...attention, regions: { ...attention.regions!, weights: [0.3, 0.4, 0.3] } },
    };
    const light = regionLight(faint, { kind: 'all' });
    expect(light).toEqual([0, 1, 0]);
    expect(strongestRegion(light, { kind: 'all' })).toBe(1);
    expect(strongestRegion(light, { kind: 'region', index: 0 })).toBeNull();
    expect(strongestRegion([0.97, 1, 0.98], { kind: 'all' })).toBeNull();
    expect(strongestRegion(null, { kind: 'none' })).toBeNull();
  });

  it('is nothing until something is looked at', () => {
    expect(regionLight(seen, { kind: 'none' })).toBeNull();
    expect(regionLight({ reasons, attention: { ...attention, regions: null } }, { kind: 'all' })).toBeNull();
  });

  it('is the attention, a word’s regions, one region', () => {
    expect(regionLight(seen, { kind: 'all' })?.at(-1)).toBe(1);
    expect(regionLight(seen, { kind: 'word', index: 0 })).toEqual([0, 0.5, 1]);
    expect(regionLight(seen, { kind: 'region', index: 1 })).toEqual([0, 1, 0]);
    expect(regionLight(seen, { kind: 'word', index: 7 })).toBeNull();
  });

  it('is the words’ attention, or their tie to the pressed region', () => {
    expect(wordLight(seen, { kind: 'none' })).toEqual([0.25 / 0.75, 1]);
    expect(wordLight(seen, { kind: 'region', index: 0 })).toEqual([0, 1]);
  });

  it('is what speaks for a tag, not what speaks against it', () => {
    expect(regionLight(seen, { kind: 'tag', ...reasons[0]! })).toEqual([0.25, 1, 0]);
    expect(wordLight(seen, { kind: 'tag', ...reasons[1]! })).toEqual([1, 0]);
    expect(regionLight(seen, { kind: 'tag', words: null, regions: [-1, -2, 0] })).toBeNull();
    expect(regionLight(seen, { kind: 'tag', words: null, regions: null })).toBeNull();
  });

  it('is the common tags of a word and a region where the affinity tells nothing apart', () => {
    expect(regionLight(saturated, { kind: 'word', index: 0 })).toEqual([1, 0, 0]);
    expect(regionLight(saturated, { kind: 'word', index: 1 })).toEqual([0.25, 1, 0]);
    expect(wordLight(saturated, { kind: 'region', index: 1 })).toEqual([0, 1]);
    expect(regionLight(saturated, { kind: 'all' })).toEqual([0.75, 1, 0]);
    expect(isEven(regionLight({ ...saturated, reasons: [] }, { kind: 'all' })!)).toBe(true);
  });
});
