import { describe, expect, it } from 'vitest';
import type { RankingModel } from '../../domain/models/ranking-model.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';
import type { Candidate } from './evidence.ts';
import { belongsHere, isUnderstood } from './gates.ts';
import { OwnPosts } from './own-posts.ts';
import type { OwnPost } from './own-posts.ts';

const near: RankingModel['near'] = {
  neighbours: 20,
  believed: 0.5,
  temperature: { photo: 0.1, caption: 0.1 },
  reference: { photo: 0.35, caption: 0.25 },
  centre: { photo: [0, 0, 0, 0, 0], caption: [0, 0, 0, 0, 0] },
  languages: { least: 1, offsets: {} },
  least: 0.05,
  alone: 0.4,
  habit: 0.8,
};
const model = { near, floor: 0.05 } as RankingModel;
const vocabulary = new VocabularyIndex({ schema: 1, tags: [{ key: 'moon', label: 'Moon', count: 9 }] });

/** Topics are directions at right angles; the last one is a stranger's. */
const about = (topic: number): Float32Array => Float32Array.from({ length: 5 }, (_, i) => (i === topic ? 1 : 0));
const post = (topic: number, ...keys: string[]): OwnPost =>
  ({
    tags: keys.map((key) => ({ key, label: key })),
    removedTags: [],
    vector: { maker: 'm', values: about(topic), photo: about(topic), caption: about(topic) },
  }) as unknown as OwnPost;

/** Keys of the person's own tags that may stand on a post about `topic`. */
function standing(posts: readonly OwnPost[], topic: number, cold = 0): readonly string[] {
  const own = new OwnPosts(posts, 'm', near);
  const answer = own.ask({ photo: about(topic), caption: about(topic), strength: 1 });
  return [...answer.byKey.values()]
    .filter((evidence) => {
      const index = vocabulary.indexOf(evidence.tag.key);
      const found = {
        tag: evidence.tag,
        own: evidence,
        index,
        naming: null,
        place: null,
        name: null,
        thing: null,
        shift: 0,
      };
      return belongsHere(found satisfies Candidate, cold, answer.posts, model, vocabulary);
    })
    .map(({ tag }) => tag.key);
}

describe('own tags on a post', () => {
  const four = [post(0, 'kyiv'), post(1, 'coffeelover'), post(2, 'catsofinstagram'), post(3, 'pizza')];

  it('of another topic than all own posts: none comes in, however few the posts are', () => {
    expect(standing(four, 4)).toEqual([]);
    expect(standing(four.slice(0, 1), 4)).toEqual([]);
    expect(standing(four.slice(0, 2), 4)).toEqual([]);
  });

  it('of the topic of one of them: that one’s, and no other', () => {
    expect(standing(four, 1)).toEqual(['coffeelover']);
    expect(standing(four.slice(0, 1), 0)).toEqual(['kyiv']);
  });

  it('that stand on nearly all own posts come in everywhere, those of one post do not', () => {
    const signed = four.map((one) => ({ ...one, tags: [...one.tags, { key: 'bykate', label: 'ByKate' }] }));
    expect(standing(signed, 4)).toEqual(['bykate']);
  });

  it('that a stranger would get as well need no own post', () => {
    expect(standing([post(0, 'moon')], 4, 0.04)).toEqual([]);
    expect(standing([post(0, 'moon')], 4, 0.06)).toEqual(['moon']);
  });
});

describe('a word of another language', () => {
  const words = new VocabularyIndex({
    schema: 1,
    tags: [
      { key: 'fromage', label: 'Fromage', count: 9, language: 'fr' },
      { key: 'cheese', label: 'Cheese', count: 9 },
    ],
  });
  const nothing = { tag: { key: 'fromage', label: 'Fromage' }, own: null, naming: null, place: null, name: null };
  const fromage: Candidate = { ...nothing, index: 0, thing: null, shift: 0 };
  const named = { way: 'exact', start: 0, end: 7, words: 1, at: 0, inside: false, denied: false } as const;

  it('stands below a caption of its language, and below no photo, no English and no other language', () => {
    expect(isUnderstood(fromage, 'fr', words)).toBe(true);
    expect(isUnderstood(fromage, null, words)).toBe(false);
    expect(isUnderstood(fromage, 'uk', words)).toBe(false);
  });

  it('stands where the caption names it, and where the person has used it', () => {
    expect(isUnderstood({ ...fromage, naming: named }, null, words)).toBe(true);
    const [own] = new OwnPosts([post(0, 'fromage')], 'm', near).ask({ photo: null, caption: null, strength: 1 }).byKey.values(); // prettier-ignore
    expect(isUnderstood({ ...fromage, own: own ?? null }, null, words)).toBe(true);
  });

  it('English words and tags that no network knows are understood everywhere', () => {
    expect(isUnderstood({ ...fromage, index: 1 }, null, words)).toBe(true);
    expect(isUnderstood({ ...fromage, index: null }, null, words)).toBe(true);
  });
});

describe('captions of one language', () => {
  /** What a language has in common is the last direction; topics are the others. */
  const said = (topic: number): Float32Array => about(topic).map((value, i) => (i === 4 ? 1 : value));
  const offset = [0, 0, 0, 0, 1];

  function standingIn(languages: RankingModel['near']['languages']): readonly string[] {
    const own = new OwnPosts(
      [0, 1].map((topic) => ({
        ...post(topic, topic === 0 ? 'puppy' : 'cat'),
        vector: { maker: 'm', values: said(topic), photo: null, caption: said(topic) } as never,
      })),
      'm',
      { ...near, languages },
    );
    const answer = own.ask({ photo: null, caption: said(2), strength: 1 });
    return [...answer.byKey.values()].filter(({ nearest }) => nearest >= near.alone).map(({ tag }) => tag.key);
  }

  it('are near one another by the language alone', () => {
    expect(standingIn({ least: 1, offsets: {} })).toEqual(['puppy', 'cat']);
  });

  it('are not, seen from the middle of their language', () => {
    expect(standingIn({ least: 0.28, offsets: { uk: offset } })).toEqual([]);
  });
});
