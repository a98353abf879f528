import { expect, it } from 'vitest';
import { wordsOf } from './shift-words.ts';

it('says a shift as strong as it is, in the right direction', () => {
  const words = [3, 1, 0.2, 0, -0.2, -1, -3].map(wordsOf);
  expect(words).toEqual([
    'taste.muchMore',
    'taste.more',
    'taste.littleMore',
    'taste.littleMore',
    'taste.littleLess',
    'taste.less',
    'taste.muchLess',
  ]);
});
