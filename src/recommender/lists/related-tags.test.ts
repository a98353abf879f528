import { describe, expect, it } from 'vitest';
import type { LearntPost } from '../../history/history-store.ts';
import { knownTags } from '../reading/known-tags.ts';
import { relatedTags } from './related-tags.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';

const vocabulary = new VocabularyIndex({
  schema: 1,
  tags: [
    { key: 'coffee', label: 'Coffee', count: 90, also: ['koffee'] },
    { key: 'cafe', label: 'Cafe', count: 40 },
    { key: 'latte', label: 'Latte', count: 20 },
    { key: 'happy', label: 'Happy', count: 70, kind: 'mood', light: true },
    { key: 'nsfw', label: 'nsfw', count: 70 },
  ],
});
const related = [[1, 3, 4, 2], [0], [], [], []];
let made = 0;
const post = (...labels: string[]): LearntPost => ({
  id: `p${(made += 1)}`,
  createdAt: '2026-01-01T00:00:00.000Z',
  caption: '',
  tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
  removedTags: [],
  vector: null,
});
const keys = (tags: readonly { readonly key: string }[]) => tags.map(({ key }) => key);

describe('related hashtags', () => {
  const sources = { vocabulary, related, posts: [] };

  it('are those of the table in its order, without what is never suggested', () => {
    expect(relatedTags('coffee', sources)).toEqual([
      { key: 'cafe', label: 'Cafe' },
      { key: 'happy', label: 'Happy' },
      { key: 'latte', label: 'Latte' },
    ]);
  });

  it('hold for another spelling, and there are none for what nobody knows', () => {
    expect(keys(relatedTags('koffee', sources))).toEqual(['cafe', 'happy', 'latte']);
    expect(relatedTags('mybakery', sources)).toEqual([]);
  });

  it('leave out what is excluded, and end where enough are found', () => {
    expect(keys(relatedTags('coffee', sources, { exclude: ['cafe'], count: 1 }))).toEqual(['happy']);
  });

  it('are plain on a grave caption', () => {
    expect(keys(relatedTags('coffee', sources, { grave: true }))).toEqual(['cafe', 'latte']);
  });

  it('begin with what the person puts beside it more than once', () => {
    const posts = [post('Coffee', 'MyBakery', 'Latte'), post('Coffee', 'MyBakery'), post('Coffee', 'Rain')];
    expect(keys(relatedTags('coffee', { ...sources, posts }))).toEqual(['mybakery', 'cafe', 'happy', 'latte']);
    expect(keys(relatedTags('mybakery', { vocabulary: null, related: null, posts }))).toEqual(['coffee']);
  });
});

describe('hashtags to complete to', () => {
  it('say how often they were used, by the person and in the posts they were learnt from', () => {
    const posts = [post('Coffee', 'MyBakery'), post('COFFEE')];
    const known = knownTags(vocabulary, posts);
    expect(known.find(({ key }) => key === 'coffee')).toEqual({
      ...{ key: 'coffee', label: 'COFFEE' },
      ...{ learntFrom: 90, ownPosts: 2 },
    });
    expect(known.find(({ key }) => key === 'mybakery')).toMatchObject({ learntFrom: 0, ownPosts: 1 });
    expect(known.find(({ key }) => key === 'latte')).toMatchObject({ learntFrom: 20, ownPosts: 0 });
    expect(known.some(({ key }) => key === 'nsfw')).toBe(false);
  });

  it('are the person’s alone before the models are there', () => {
    expect(keys(knownTags(null, [post('MyBakery')]))).toEqual(['mybakery']);
  });
});
