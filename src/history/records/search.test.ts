import { expect, it } from 'vitest';
import { matcher, searchable } from './search.ts';

const post = (caption: string, ...labels: string[]) =>
  searchable({ caption, tags: labels.map((label) => ({ key: label.toLowerCase(), label })), platform: 'x' });

it.each([
  ['sea golden', true],
  ['sea  \t golden', true],
  ['sea silver', false],
  ['silver golden', false],
  ['golden #sun', true],
  ['golden #hour', false],
])('every word has to be there: %s', (search, found) => {
  expect(matcher(search)?.(post('At the sea', 'GoldenHour', 'Sunset'))).toBe(found);
});

it('a word of the caption is none of the tags, for #', () => {
  expect(matcher('#sea')?.(post('At the sea', 'Beach'))).toBe(false);
});

it.each(['', '  ', '#', ' # '])('nothing to look for passes every post: “%s”', (search) => {
  expect(matcher(search)).toBeNull();
});

it('a platform is looked at with the words and without', () => {
  expect(matcher('', 'x')?.(post('a'))).toBe(true);
  expect(matcher('', 'y')?.(post('a'))).toBe(false);
  expect(matcher('b', 'x')?.(post('a'))).toBe(false);
});
