import { describe, expect, it } from 'vitest';
import type { Attention } from '../../domain/recommendation.ts';
import { isEven, lightOfWeights, regionLight, wordLight } from './highlight.ts';

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

describe('what is lit', () => {
  it('is proportional: an even look is not made into a spotlight', () => {
    expect(lightOfWeights([0.2, 0.4])).toEqual([0.5, 1]);
    expect(isEven(lightOfWeights([0.02, 0.021, 0.022]))).toBe(true);
    expect(isEven(lightOfWeights([0.1, 0.2, 0.7]))).toBe(false);
  });

  it('is nothing until something is pressed', () => {
    expect(regionLight(attention, { kind: 'none' })).toBeNull();
    expect(regionLight({ ...attention, regions: null }, { kind: 'all' })).toBeNull();
  });

  it('is the attention, a word’s regions, one region', () => {
    expect(regionLight(attention, { kind: 'all' })?.at(-1)).toBe(1);
    expect(regionLight(attention, { kind: 'word', index: 0 })).toEqual([0, 0.5, 1]);
    expect(regionLight(attention, { kind: 'region', index: 1 })).toEqual([0, 1, 0]);
    expect(regionLight(attention, { kind: 'word', index: 7 })).toBeNull();
  });

  it('is the words’ attention, or their tie to the pressed region', () => {
    expect(wordLight(attention, { kind: 'none' })).toEqual([0.25 / 0.75, 1]);
    expect(wordLight(attention, { kind: 'region', index: 0 })).toEqual([0, 1]);
  });
});
