import { expect, it } from 'vitest';
import { namesIn } from './names-in.ts';

it.each([
  ['Golden hour at the Sea!', ['golden', 'goldenhour', 'goldenhourat', 'sea', 'thesea']],
  ['Пес у СНІГУ', ['пес', 'снігу', 'уснігу']],
  ['#GoldenHour, #море', ['goldenhour', 'море']],
])('%j names its words and neighbours together', (caption, keys) => {
  const names = namesIn(caption);
  for (const key of keys) expect(names).toContain(key);
});

it('names nothing where there are no words, and only the beginning of a very long caption', () => {
  expect(namesIn(' … 12 34!').size).toBe(0);
  const long = `${'word '.repeat(300)}end`;
  expect([...namesIn(long)]).toEqual(['word', 'wordword', 'wordwordword']);
});
