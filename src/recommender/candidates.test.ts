import { describe, expect, it } from 'vitest';
import { candidatesOf } from './candidates.ts';
import { NO_OWN_TAGS } from './own-tags.ts';
import { VocabularyIndex } from './vocabulary-index.ts';

const vocabulary = new VocabularyIndex({
  schema: 1,
  tags: [
    { key: 'dog', label: 'Dog', count: 1 },
    { key: 'sea', label: 'Sea', count: 1 },
  ],
});
const scores = Float32Array.of(0.5, 0.25);

describe('candidates', () => {
  it('are the vocabulary alone where there is nothing else, number for number', () => {
    expect(candidatesOf(scores, vocabulary, NO_OWN_TAGS).scores).toBe(scores);
    const known = [{ key: 'dog', label: 'Dog' }];
    expect(candidatesOf(scores, vocabulary, NO_OWN_TAGS, known).scores).toBe(scores);
  });

  it('take in a tag that is always wanted and that nobody knows', () => {
    const mine = { key: 'mystudio', label: 'MyStudio' };
    const { tags, allowed, scores: all } = candidatesOf(scores, vocabulary, NO_OWN_TAGS, [mine]);
    expect(tags.map((tag) => tag.key)).toEqual(['dog', 'sea', 'mystudio']);
    expect([Array.from(all), allowed]).toEqual([
      [0.5, 0.25, 0],
      [true, true, true],
    ]);
  });
});
