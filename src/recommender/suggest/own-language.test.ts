import { expect, test } from 'vitest';
import type { Heard } from './hearing.ts';
import { Lexicon } from './lexicon.ts';
import { inOwnLanguage } from './own-language.ts';

const TAGS = ['Climat', 'Port', 'Indie', 'ILY', 'GoldenHour', 'Diva', 'Hunde', 'Gift', 'Café'];
const languages = ['fr', null, null, null, null, null, 'de', null, null];
const lexicon = new Lexicon(TAGS.map((label) => [label.toLowerCase()]));
const vocabulary = { tags: TAGS.map((label) => ({ label })), languages };

function speaking(language: string): Heard {
  return {
    language,
    raisesNouns: false,
    lexicon: { find: () => null },
    things: [],
    isFalseFriend: (key) => key === 'gift',
  };
}

function named(text: string, heard: Heard | null): string | null {
  const found = inOwnLanguage(lexicon, heard, vocabulary).find(text);
  return found === null ? null : (TAGS[found.entry] ?? null);
}

test('a form of a word is one in the language of its hashtag alone', () => {
  expect(named('climate', null)).toBeNull();
  expect(named('climats', speaking('fr'))).toBe('Climat');
  expect(named('ports', null)).toBe('Port');
  expect(named('porte', speaking('fr'))).toBeNull();
  expect(named('port', speaking('fr'))).toBe('Port');
  expect(named('climat', null)).toBe('Climat');
});

test('words that only join to a hashtag are none in another language', () => {
  expect(named('in die', speaking('de'))).toBeNull();
  expect(named('il y', speaking('fr'))).toBeNull();
  expect(named('golden hour', speaking('de'))).toBe('GoldenHour');
  expect(named('golden hour', null)).toBe('GoldenHour');
});

test('signs tell words apart where a language says so', () => {
  expect(named('dívá', speaking('cs'))).toBeNull();
  expect(named('diva', speaking('cs'))).toBe('Diva');
  expect(named('cafe', speaking('pl'))).toBe('Café');
  expect(named('dívá', speaking('es'))).toBe('Diva');
});

test('false friends are known in their own language alone', () => {
  expect(named('gift', speaking('de'))).toBeNull();
  expect(named('gift', null)).toBe('Gift');
});
