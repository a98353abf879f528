import { describe, expect, it } from 'vitest';
import { formatBytes, formatMessage, formatNumber } from './format.ts';

describe('a message', () => {
  it('writes numbers as the language does and leaves unknown places visible', () => {
    expect(formatMessage('uk', '{a} з {b}', { a: 1.5 })).toBe('1,5 з {b}');
    expect(formatMessage('en', 'none at all')).toBe('none at all');
  });

  it('never reads a parameter as a pattern', () => {
    expect(formatMessage('en', 'Removed {tag}', { tag: '{tag} $& <b>' })).toBe('Removed {tag} $& <b>');
  });

  it('takes the sentence of the count’s plural, the last one where that is missing', () => {
    const tags = { one: '{count} tag', other: '{count} tags' };
    expect([0, 1, 2].map((count) => formatMessage('en', tags, { count }))).toEqual(['0 tags', '1 tag', '2 tags']);
    expect(formatMessage('en', { one: 'one', other: 'some' }, { count: 'one' })).toBe('some');
    expect(formatMessage('uk', { few: 'теги', other: 'тегів' }, { count: 1 })).toBe('тегів');
    expect(formatMessage('uk', { few: 'теги', other: 'тегів' }, { count: 3 })).toBe('теги');
  });
});

describe('a number', () => {
  it('is written by each language and each wish apart', () => {
    expect(formatNumber('en', 1234.5)).toBe('1,234.5');
    expect(formatNumber('uk', 1234.5)).toMatch(/^1\s234,5$/u);
    expect(formatNumber('en', 1234.5, { maximumFractionDigits: 0 })).toBe('1,235');
    expect(formatNumber('en', 1234.5)).toBe('1,234.5');
  });
});

describe('bytes', () => {
  it.each([
    [-5, '0 bytes'],
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [999.5, '1 kB'],
    [1_260, '1 kB'],
    [340_000, '340 kB'],
    [999_400, '999 kB'],
    [999_900, '1 MB'],
    [1_260_000, '1.3 MB'],
    [9_960_000, '10 MB'],
    [10_260_000, '10 MB'],
    [41_300_000, '41 MB'],
    [1_260_000_000, '1.3 GB'],
    [5_000_000_000_000, '5,000 GB'],
  ])('%d are %s', (bytes, text) => {
    expect(formatBytes('en', bytes)).toBe(text);
  });

  it('are in the language’s own unit', () => {
    expect(formatBytes('uk', 8_060_000)).toMatch(/^8,1\sМБ$/u);
  });
});
