import { describe, expect, it } from 'vitest';
import type { Attention } from '../../domain/recommendation.ts';
import { regionOpacities, toOpacities, wordOpacities } from './highlight.ts';

const attention: Attention = {
  words: [
    { text: 'a', start: 0, end: 1, weight: 0.25 },
    { text: 'dog', start: 2, end: 5, weight: 0.75 },
  ],
  regions: { rows: 1, columns: 3, weights: [0.1, 0.2, 0.7], box: { x: 0, y: 0, width: 1, height: 1 } },
  affinity: [
    [-0.5, 0, 0.5],
    [0.9, 0.1, 0.1],
  ],
};

describe('what is lit', () => {
  it('spreads any numbers over 0…1, and lights everything when all are alike', () => {
    expect(toOpacities([-1, 0, 1])).toEqual([0, 0.5, 1]);
    expect(toOpacities([3, 3])).toEqual([1, 1]);
  });

  it('leaves the photo alone until something is pressed', () => {
    expect(regionOpacities(attention, { kind: 'none' })).toBeNull();
    expect(regionOpacities({ ...attention, regions: null }, { kind: 'all' })).toBeNull();
  });

  it('shows the attention, a word’s regions, one region', () => {
    expect(regionOpacities(attention, { kind: 'all' })?.at(-1)).toBe(1);
    expect(regionOpacities(attention, { kind: 'word', index: 0 })).toEqual([0, 0.5, 1]);
    expect(regionOpacities(attention, { kind: 'region', index: 1 })).toEqual([0, 1, 0]);
    expect(regionOpacities(attention, { kind: 'word', index: 7 })).toBeNull();
  });

  it('lights words by their attention, or by their tie to the pressed region', () => {
    expect(wordOpacities(attention, { kind: 'none' })).toEqual([0.25 / 0.75, 1]);
    expect(wordOpacities(attention, { kind: 'region', index: 0 })).toEqual([0, 1]);
  });
});
