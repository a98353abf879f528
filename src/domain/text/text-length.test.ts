import { describe, expect, it } from 'vitest';
import { oneLine } from './one-line.ts';
import { countCharacters, graphemes } from './text-length.ts';

describe('characters as a person sees them', () => {
  it('are one each, whatever they are made of', () => {
    expect(graphemes('e\u0301👩‍🚀🇺🇦a')).toEqual(['e\u0301', '👩‍🚀', '🇺🇦', 'a']);
    expect(countCharacters('see https://example.org/a', 'graphemes')).toBe(25);
  });
});

describe('characters as X counts them', () => {
  it.each([
    ['', 0],
    ['\u10ff', 1],
    ['\u1100', 2],
    ['\u1fff', 2],
    ['a\u200d', 2],
    ['a\u200e', 3],
    ['‐', 1],
    ['‟', 1],
    ['†', 2],
    ['′', 1],
    ['″', 1],
    ['‷', 1],
    ['‱', 2],
    ['‸', 2],
    ['#️⃣', 2],
    ['❤', 2],
    ['❤️', 2],
    ['1', 1],
    ['👩‍👩‍👧‍👦', 2],
    // Letter and accent are one letter before they are counted; three accents are three letters.
    ['e\u0301', 1],
    ['e\u0301\u0301\u0301', 3],
  ])('%j is %i', (text, count) => {
    expect(countCharacters(text, 'x-weighted')).toBe(count);
  });

  it('a link is 23, however long it is, up to what cannot stand in one', () => {
    expect(countCharacters('http://a.b', 'x-weighted')).toBe(23);
    expect(countCharacters('HTTPS://example.org/very/long/path?with=more', 'x-weighted')).toBe(23);
    expect(countCharacters('https://a.b "https://c.d"', 'x-weighted')).toBe(23 + 2 + 23 + 1);
    expect(countCharacters('ftp://a.b', 'x-weighted')).toBe(9);
  });
});

describe('characters as Mastodon counts them', () => {
  it.each([
    ['@anna@example.social', 5],
    ['@anna_1@example.social @bob@two.example', 12],
    ['anna@example.social', 19],
    ['https://example.org/x and @b', 23 + 7],
    ['日本', 2],
  ])('%j is %i', (text, count) => {
    expect(countCharacters(text, 'mastodon')).toBe(count);
  });
});

describe('text on one line', () => {
  it('has single blanks, and none around it', () => {
    expect(oneLine('  a\n\n b\t\u00a0c \r\n')).toBe('a b c');
    expect(oneLine(' \n ')).toBe('');
  });
});
