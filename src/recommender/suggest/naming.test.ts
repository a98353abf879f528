import { describe, expect, test } from 'vitest';
import { readCaption } from './caption-reading.ts';
import { Lexicon } from './lexicon.ts';
import { namingsIn } from './namings.ts';
import { foldedKey, stemOf } from './stem.ts';

const keys = ['rings', 'earrings', 'sunset', 'beach', 'coffee', 'book', 'goldenhour', 'hike', 'newyork', 'york', 'café', 'похід', 'new', 'ラーメン', 'snow', 'san_diego', 'dog', 'happy', 'la', '空']; // prettier-ignore
const lexicon = new Lexicon(
  keys.map((key) => (key === 'dog' ? ['dog', 'doggo'] : [key])),
  new Set(['news>new', 'ears>earrings']),
);
const named = (caption: string): Record<string, string> =>
  Object.fromEntries(
    [...namingsIn(readCaption(caption), lexicon)].map(([entry, { way, inside }]) => [
      keys[entry] ?? '',
      inside ? `${way}, inside` : way,
    ]),
  );

describe('a caption names hashtags', () => {
  test.each([
    ['Sunset at the beach', { sunset: 'exact', beach: 'exact' }],
    ['Coffee and a book.', { coffee: 'exact', book: 'exact' }],
    ['the golden hour, again', { goldenhour: 'exact' }],
    ['golden. Hour by hour', {}],
    ['golden\nhour', {}],
    ['Hiked all day', { hike: 'inflected' }],
    ['hiking', { hike: 'inflected' }],
    ['two dogs', { dog: 'inflected' }],
    ['Balade le long de la Seine', {}],
    ['back in LA', { la: 'exact' }],
    ['空', { 空: 'exact' }],
    ['my doggo', { dog: 'exact' }],
    ['in New York', { newyork: 'exact', york: 'exact, inside', new: 'exact, inside' }],
    ['cafe noir', { café: 'folded' }],
    ['у поході', {}],
    ['ПОХІД', { похід: 'exact' }],
    ['no news today', {}],
    ['my ears are ringing', {}],
    ['one earring', { earrings: 'inflected' }],
    ['おいしいラーメンを食べた', { ラーメン: 'exact' }],
    ['San Diego sky', { san_diego: 'exact' }],
    ['the dog’s bed', { dog: 'exact' }],
    ['see www.beach.com or me@snow.org or @coffee', {}],
    ['#beach', {}],
    ['', {}],
    ['🙂🙂', {}],
  ])('%s', (caption, expected) => {
    expect(named(caption)).toEqual(expected);
  });

  test('where it stands', () => {
    const [first] = namingsIn(readCaption('At last, the Golden Hour!'), lexicon).values();
    expect(first).toMatchObject({ start: 13, end: 24, words: 2, at: 3 });
  });
});

test('what a caption’s capitals say', () => {
  const { words, typed, isTitle } = readCaption('We saw the Summer Palace. Then NYC, see #Beijing and https://a.b/C');
  expect(words.filter(({ capital, opens }) => capital && !opens).map(({ text }) => text)).toEqual(['Summer', 'Palace']);
  expect(words.filter(({ shouted }) => shouted).map(({ text }) => text)).toEqual(['NYC']);
  expect(words.map(({ text }) => text)).not.toContain('Beijing');
  expect(typed.map(({ key, start }) => [key, start])).toEqual([['beijing', 40]]);
  expect(isTitle).toBe(false);
  expect(readCaption('Road At the Drymen Camping Ground.').isTitle).toBe(true);
  expect(readCaption('GOOD MORNING ALL').isTitle).toBe(true);
});

test.each([
  ['Heute Abend mit dem Sohnemann noch eine Runde', true],
  ['Nach elf Jahren haben wir uns getrennt.', true],
  ['We walked to the Summer Palace and back', false],
  ['Vi gik en tur til den gamle by der ligger ved havet', false],
  ['Een wandeling door het park met de hond', false],
])('whether every noun has a capital: %s', (caption, expected) => {
  expect(readCaption(caption).raisesNouns).toBe(expected);
});

test.each([
  ['12345 67 8', false],
  ['… !!', false],
  ['🎃', true],
  ['7 km', true],
  ['朝', true],
])('whether it says anything: %s', (caption, expected) => {
  expect(readCaption(caption).says).toBe(expected);
});

test('a hyphen on its own begins something new', () => {
  const words = readCaption('One beef roast - Around three turnips, a well-known Soup').words;
  expect(words.find(({ text }) => text === 'Around')).toMatchObject({ opens: true, joined: false });
});

test('stems meet, and short words keep their letters', () => {
  for (const [one, other] of [
    ['hiking', 'hike'],
    ['hiked', 'hike'],
    ['running', 'run'],
    ['berries', 'berry'],
    ['dogs', 'dog'],
    ['beaches', 'beach'],
    ['playas', 'playa'],
    ['гори', 'гора'],
    ['гір', 'гір'],
    ['квітами', 'квіти'],
  ])
    expect(stemOf(one ?? '')).toBe(stemOf(other ?? ''));
  expect(stemOf('bus')).toBe('bus');
  expect(stemOf('glass')).toBe('glass');
  expect(stemOf('king')).toBe('king');
  expect(stemOf('red')).toBe('red');
});

test('diacritics fold in Latin and Greek, and a letter of its own in Cyrillic stays', () => {
  expect(foldedKey('café')).toBe('cafe');
  expect(foldedKey('кафей')).toBe('кафей');
  expect(foldedKey('łódź')).toBe('lodz');
});

test('one word of 400,000 letters is read before the test gives up, and a mailbox after it is still none of the words', () => {
  const { words } = readCaption(`${'a'.repeat(400_000)} snow me@snow.org`);
  expect(words.map(({ text }) => text.length)).toEqual([400_000, 4]);
});
