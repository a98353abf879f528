import { describe, expect, it } from 'vitest';
import { VocabularyIndex } from './vocabulary-index.ts';

const tag = (key: string, also: string[] = []): { key: string; label: string; count: number; also: string[] } => ({
  key,
  label: key,
  count: 5,
  also,
});
const named = (...keys: string[]): { key: string; label: string }[] => keys.map((key) => ({ key, label: key }));

describe('VocabularyIndex', () => {
  const vocabulary = new VocabularyIndex({
    schema: 1,
    tags: [tag('dog'), tag('northamerica', ['north_america']), tag('porn')],
  });

  it('knows a hashtag under every spelling', () => {
    expect(vocabulary.canonical('north_america')).toBe('northamerica');
    expect(vocabulary.canonical('dog')).toBe('dog');
    expect(vocabulary.canonical('kyiv')).toBe('kyiv');
    expect(vocabulary.indicesOf(named('north_america', 'kyiv', 'dog'))).toEqual([1, 0]);
  });

  it('counts a class once, whatever spellings a post carries', () => {
    expect(vocabulary.indicesOf(named('north_america', 'northamerica'))).toEqual([1]);
  });

  it('suggests its own spelling only', () => {
    expect(vocabulary.has('northamerica')).toBe(true);
    expect(vocabulary.has('north_america')).toBe(false);
  });

  it('never suggests what is on the never-suggest list', () => {
    expect(vocabulary.allowed).toEqual([true, true, false]);
  });
});
