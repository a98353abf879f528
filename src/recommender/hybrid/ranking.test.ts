import { describe, expect, it } from 'vitest';
import { ALTERNATIVES, rankTags } from './ranking.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';

const vocabulary = (...labels: string[]) =>
  new VocabularyIndex({ schema: 1, tags: labels.map((label) => ({ key: label.toLowerCase(), label, count: 1 })) });

describe('rankTags', () => {
  it('sorts by score, ties to the lower index, and takes the next ones as alternatives', () => {
    const many = vocabulary(...Array.from({ length: 40 }, (_, n) => `Tag${n}`));
    const scores = Float32Array.from({ length: 40 }, (_, n) => (n === 7 ? 1 : n < 3 ? 0.5 : 0.1));
    const { tags, alternatives } = rankTags(scores, many, 5, new Set());
    expect(tags).toEqual([7, 0, 1, 2, 3]);
    expect(alternatives.slice(0, 3)).toEqual([4, 5, 6]);
    expect(alternatives.length).toBe(ALTERNATIVES);
  });

  it('gives distinct keys, without what is never suggested and what was excluded', () => {
    const few = vocabulary('İzmir', 'izmir', 'NSFW', 'Sea', 'Dog');
    const scores = Float32Array.of(0.9, 1, 0.8, 0.7, 0.6);
    expect(rankTags(scores, few, 5, new Set(['sea']))).toEqual({ tags: [0, 4], alternatives: [] });
  });
});

describe('tags that are always wanted', () => {
  it('take the last places of the list, in the order of their scores', () => {
    const five = vocabulary('A', 'B', 'C', 'D', 'E');
    const scores = Float32Array.of(0.9, 0.8, 0.7, 0.2, 0.1);
    const wanted = (...keys: string[]) => rankTags(scores, five, 3, new Set(), new Set(keys));
    expect(wanted('e')).toEqual({ tags: [0, 1, 4], alternatives: [2, 3] });
    expect(wanted('a')).toEqual({ tags: [0, 1, 2], alternatives: [3, 4] });
    expect(wanted('b', 'c', 'd', 'e')).toEqual({ tags: [1, 2, 3], alternatives: [0, 4] });
    expect(rankTags(scores, five, 3, new Set(['e']), new Set(['e'])).tags).toEqual([0, 1, 2]);
  });
});

describe('VocabularyIndex', () => {
  it('finds the classes of tags in any case and drops the others', () => {
    const few = vocabulary('Dog', 'GoldenHour');
    const tags = [{ key: 'goldenhour', label: 'goldenHOUR' }, { key: 'unknown', label: 'Unknown' }, { key: 'dog', label: 'DOG' }]; // prettier-ignore
    expect(few.indicesOf(tags)).toEqual([1, 0]);
    expect([few.has('dog'), few.has('cat')]).toEqual([true, false]);
  });
});
