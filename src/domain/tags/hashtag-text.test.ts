import { describe, expect, it } from 'vitest';
import { hashtagsOfText, withoutKeycapSigns, wordsOfName } from './hashtag-text.ts';

const names = (text: string): readonly string[] => hashtagsOfText(text).map(({ name }) => name);

describe('hashtags of a running text', () => {
  it.each([
    ['#a b #c', ['a', 'c']],
    ['#a#b#c', ['a', 'b', 'c']],
    ['(#a) "#b" -#c', ['a', 'b', 'c']],
    // Inside a word, an entity or an address; a letter of two code units is one, too.
    ['a#b 1#c _#d &#39; x/#top 𝒜#e e\u0301#f', []],
    ['a #b', ['b']],
    ['a#b#c', []],
    ['❤️#b 👩‍🚀#c', ['b', 'c']],
    ['#️⃣1 #⃣', []],
    ['＃a ﹟b', ['a', 'b']],
    ['# #', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('are told with their place, sign included', () => {
    expect(hashtagsOfText('x #ab#c')).toEqual([
      { start: 2, end: 5, name: 'ab' },
      { start: 5, end: 7, name: 'c' },
    ]);
  });
});

describe('words of a name', () => {
  it.each([
    ['summer', 'summer'],
    ['☀️summer🌊', 'summer'],
    ['🌊', ''],
    ['i❤️ny', null],
    ['a❤b', null],
    ['a1️⃣b', null],
    ['1️⃣place', 'place'],
    ['❤️🇺🇦a', 'a'],
  ])('%s', (name, words) => {
    expect(wordsOfName(name)).toBe(words);
  });

  it('are looked for in its beginning alone', () => {
    expect(wordsOfName('a'.repeat(5000))).toHaveLength(1000);
  });
});

it('a keycap’s sign begins no hashtag', () => {
  expect(withoutKeycapSigns('#️⃣a #⃣b ＃️⃣c #d')).toBe(',a ,b ,c #d');
});
