import { expect, it } from 'vitest';
import { oneLine } from '../text/one-line.ts';
import { altTextDraft } from './alt-text.ts';

const tags = (...labels: string[]) => labels.map((label) => ({ label }));

it.each([
  [
    'Our new puppy, first day at home',
    ['Puppy', 'DogsOfInstagram'],
    'Our new puppy, first day at home. Dogs Of Instagram',
  ],
  ['Наше цуценя 🐶\n\n#dog #puppy', ['Київ'], 'Наше цуценя. Київ'],
  ['Slow #Sunday coffee! And a book.', ['Coffee'], 'Slow Sunday coffee!'],
  ['See https://example.org/a?b=1 👩‍👩‍👧 now', [], 'See now.'],
  ['\nA quiet morning\nKyiv, Ukraine', ['Kyiv'], 'A quiet morning. Kyiv'],
  ['Борщ у Starbucks на Подолі', ['Food', 'борщ', 'Київ', '2026'], 'Борщ у Starbucks на Подолі. Київ, 2026'],
  ['Soup in Київ today', ['Київ', 'Dinner'], 'Soup in Київ today. Dinner'],
  ['桜の季節', ['Nature', '花見'], '桜の季節. 花見'],
  ['', ['GoldenHour', 'Beach'], 'Golden Hour, Beach'],
  ['#one #two', [], ''],
  ['', [], ''],
  ['A dog🐶cat', [], 'A dog cat.'],
  ['At 5.30 the sun rose', [], 'At 5.30 the sun rose.'],
  ['Version 2.0 beta', [], 'Version 2.0 beta.'],
])('of “%s” and %j', (caption, labels, draft) => {
  expect(altTextDraft(caption, tags(...labels))).toBe(draft);
});

it('stays one line that somebody listens to', () => {
  const long = altTextDraft('word '.repeat(200), tags('A1', 'B1', 'C1', 'D1', 'E1', 'F1'));
  expect(long.length).toBeLessThan(180);
  expect(long).not.toContain('F 1');
  expect(altTextDraft('字'.repeat(500), [])).toHaveLength(141);
  expect(oneLine(' a\n\n b\tc ')).toBe('a b c');
});

it('is cut between words where one ends in its second half', () => {
  const words = (length: number) => 'a'.repeat(length);
  expect(altTextDraft(words(140), [])).toBe(`${words(140)}.`);
  expect(altTextDraft(words(141), [])).toBe(`${words(140)}…`);
  expect(altTextDraft(`${words(71)} ${words(100)}`, [])).toBe(`${words(71)}…`);
  expect(altTextDraft(`${words(70)} ${words(100)}`, [])).toBe(`${words(70)} ${words(69)}…`);
});
