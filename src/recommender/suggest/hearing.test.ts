import { expect, test } from 'vitest';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { NO_SHIFTS } from '../personal/personal-head.ts';
import { AlikeTags } from './alike.ts';
import { readCaption } from './caption-reading.ts';
import { findCandidates } from './evidence.ts';
import type { Candidate } from './evidence.ts';
import type { Heard } from './hearing.ts';
import { Lexicon } from './lexicon.ts';
import { NO_OWN_POSTS } from './own-posts.ts';

const KEYS = ['gift', 'coffee', 'playa', 'beach'];
const vocabulary = new VocabularyIndex({ schema: 1, tags: KEYS.map((key) => ({ key, label: key, count: 1 })) });
const WORDS: Readonly<Record<string, number>> = { kaffee: 1, playa: 3 };
const heard: Heard = {
  language: 'de',
  raisesNouns: true,
  lexicon: {
    find: (text) => {
      const entry = WORDS[text.toLowerCase()];
      return entry === undefined ? null : { entry, way: 'translated' };
    },
  },
  things: [],
  isFalseFriend: (key) => key === 'gift',
};

function candidates(caption: string, known: Heard | null): readonly Candidate[] {
  const zeros = new Float32Array(KEYS.length);
  return findCandidates(
    {
      reading: readCaption(caption),
      output: { logits: zeros, q: zeros },
      own: NO_OWN_POSTS,
      shifts: NO_SHIFTS,
      always: [],
    },
    { vocabulary, lexicon: new Lexicon(vocabulary.spellings), tables: null, heard: known },
  ).candidates;
}

function named(caption: string, known: Heard | null): Candidate[] {
  return candidates(caption, known).filter(({ naming }) => naming !== null);
}
const ways = (found: readonly Candidate[]) => found.map(({ tag, naming }) => [tag.key, naming?.way]);

test('the words of the caption’s language name tags, its false friends do not', () => {
  expect(ways(named('Kaffee ohne Gift', heard))).toEqual([['coffee', 'translated']]);
  expect(ways(named('A gift of coffee', null))).toEqual([
    ['gift', 'exact'],
    ['coffee', 'exact'],
  ]);
});

test('a hashtag in the caption’s own words and its English twin are one', () => {
  const found = named('Un día en la playa', heard);
  expect(ways(found)).toEqual([
    ['playa', 'exact'],
    ['beach', 'translated'],
  ]);
  const [playa, beach] = found;
  const alike = new AlikeTags([]);
  expect(playa !== undefined && beach !== undefined && alike.of(playa, beach) && alike.of(beach, playa)).toBe(true);
  const [gift, coffee] = named('A gift of coffee', null);
  expect(gift !== undefined && coffee !== undefined && alike.of(gift, coffee)).toBe(false);
});

test('a noun of a German caption is no name, though one small word too few tells its language', () => {
  const names = (known: Heard | null) =>
    candidates('Wanderung in den Alpen mit Freunden', known).filter(({ name }) => name !== null);
  expect(names(null).map(({ tag }) => tag.key)).toEqual(['alpen', 'freunden']);
  expect(names(heard)).toEqual([]);
});

test('nor are neighbouring nouns of a long German text, an ingredient and what is done with it', () => {
  const long =
    '300 g Menge Erythrit, Salz und Pfeffer, den Backofen auf 180 Grad heizen und alles für eine Stunde in das Rohr';
  const names = (caption: string) => candidates(caption, heard).filter(({ name }) => name !== null);
  expect(names(long)).toEqual([]);
  expect(names('Wir stehen heute wieder an der Golden Gate Bridge').map(({ tag }) => tag.key)).toEqual([
    'goldengatebridge',
  ]);
});
