import { describe, expect, it } from 'vitest';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { readCaption } from './caption-reading.ts';
import { findCandidates } from './evidence.ts';
import { isLongName } from './gates.ts';
import { Gazetteer } from './gazetteer.ts';
import { Lexicon } from './lexicon.ts';
import { NO_OWN_POSTS } from './own-posts.ts';
import places from './places.json';
import table from './things.json';
import { Things } from './things.ts';

const things = new Things(table);
const labels = (caption: string): string[] => things.thingsIn(readCaption(caption)).map(({ label }) => label);

describe('things of a caption', () => {
  it('are birds, dishes, sports and plants that no hashtag of the vocabulary stands for', () => {
    expect(labels('Spotted a kingfisher this morning')).toEqual(['Kingfisher']);
    expect(labels('How to make hummus from scratch')).toEqual(['Hummus']);
    expect(labels('my first sourdough loaf')).toContain('Sourdough');
  });

  it('are found in the plural, and written as the caption writes them', () => {
    expect(labels('herons over the lake')).toEqual(['Herons']);
    expect(labels('Daisies? No, dahlias.')).toEqual(['Dahlias']);
  });

  it('are compounds as a whole, not the words inside', () => {
    expect(labels('Gluten free banana bread')).toEqual(['BananaBread']);
  });

  it('are feasts and rites of many religions, days of a family, crafts', () => {
    expect(labels('Diwali lights are up')).toEqual(['Diwali']);
    expect(labels('Bar mitzvah weekend')).toEqual(['BarMitzvah']);
    expect(labels('Adoption day for our son')).toEqual(['AdoptionDay']);
    expect(labels('hand knitted, of course')).toEqual(['HandKnitted']);
  });

  it('are not found across a stop, nor twice', () => {
    expect(labels('I ate a banana. Bread came later')).not.toContain('BananaBread');
    expect(labels('hummus, hummus, hummus')).toEqual(['Hummus']);
  });

  it.each(['Un vaso de agua', 'Que bonito día', 'My brother Martin', 'Two humans at home', 'a chick and a dude'])(
    'of other languages, names and persons are none: %s',
    (caption) => {
      expect(labels(caption)).toEqual([]);
    },
  );
});

/** Seven hashtags are enough to look inside a compound. */
function candidatesOf(caption: string, keys: readonly string[]): ReturnType<typeof findCandidates>['candidates'] {
  const tags = keys.map((key) => ({ key, label: key }));
  const vocabulary = {
    tags,
    languages: keys.map(() => null),
    canonical: (key: string) => key,
    indexOf: (key: string) => (keys.includes(key) ? keys.indexOf(key) : null),
    tagOf: (key: string) => tags.find((tag) => tag.key === key) ?? null,
  } as unknown as VocabularyIndex;
  const tables = { gazetteer: new Gazetteer(places), things };
  return findCandidates(
    {
      reading: readCaption(caption),
      output: { logits: new Float32Array(keys.length), q: new Float32Array(keys.length) },
      ...{ own: NO_OWN_POSTS, shifts: { byKey: new Map(), total: 0 } as never, always: [] },
    },
    { vocabulary, lexicon: new Lexicon(keys.map((key) => [key])), tables, heard: null },
  ).candidates;
}

describe('things among the candidates', () => {
  it('put the hashtags that are a word of them inside', () => {
    const found = candidatesOf('banana bread for breakfast', ['bread', 'breakfast']);
    expect(found.find(({ tag }) => tag.key === 'bananabread')?.thing).toMatchObject({ words: 2 });
    expect(found.find(({ tag }) => tag.key === 'bread')?.naming).toMatchObject({ inside: true });
    expect(found.find(({ tag }) => tag.key === 'breakfast')?.naming).toMatchObject({ inside: false });
  });

  it('are sayings as well, so that nothing inside them is meant, and they themselves are as good as never', () => {
    const found = candidatesOf('a piece of cake, like rain', ['cake', 'rain']);
    expect(found.find(({ tag }) => tag.key === 'cake')?.naming).toMatchObject({ inside: true, denied: true });
    expect(found.find(({ tag }) => tag.key === 'rain')?.naming).toMatchObject({ inside: false });
    expect(found.find(({ tag }) => tag.key === 'pieceofcake')?.thing?.rate).toBe(-9);
  });

  it('and what the caption has as a longer name holds its words, too', () => {
    const found = candidatesOf('flowers on the Pacific Crest Trail', ['flowers', 'trail', 'pacific']);
    expect(found.find(({ tag }) => tag.key === 'trail')?.naming).toMatchObject({ inside: true });
    expect(found.find(({ tag }) => tag.key === 'flowers')?.naming).toMatchObject({ inside: false });
    const trail = found.find(({ tag }) => tag.key === 'pacificcresttrail')!;
    expect([6, 13].map((words) => isLongName(trail, words, { naming: { words: 12 } as never }))).toEqual([true, false]);
  });

  it('are found across a sign for “and”', () => {
    expect(labels('Mac & cheese')).toEqual(['MacAndCheese']);
    expect(labels('Mac && cheese')).not.toContain('MacAndCheese');
  });

  it('give way to a longer hashtag that the caption names', () => {
    const found = candidatesOf('my hummus recipe', ['hummusrecipe']);
    expect(found.map(({ tag }) => tag.key)).toEqual(['hummusrecipe']);
  });
});
