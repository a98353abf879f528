import { beforeAll, describe, expect, it } from 'vitest';
import { formatBytes, formatMessage } from '../../domain/text/format.ts';
import { loadCatalogue } from './catalogues.ts';
import { chooseLanguage, createLocale, regionOf } from './locale.ts';

beforeAll(() => loadCatalogue('uk'));

describe('speaking', () => {
  it('chooses the plural form by the language’s own rules', () => {
    const uk = createLocale('uk');
    expect([1, 2, 5, 21, 22].map((count) => uk.t('copy.button', { count }))).toEqual([
      'Копіювати 1 тег',
      'Копіювати 2 теги',
      'Копіювати 5 тегів',
      'Копіювати 21 тег',
      'Копіювати 22 теги',
    ]);
    expect(createLocale('en').t('copy.button', { count: 1 })).toBe('Copy 1 tag');
  });

  it('writes numbers as the language does and leaves unknown places visible', () => {
    expect(formatMessage('uk', '{a} з {b}', { a: 1.5 })).toBe('1,5 з {b}');
  });

  it('never reads a parameter as a pattern', () => {
    expect(formatMessage('en', 'Removed {tag}', { tag: '{tag} $& <b>' })).toBe('Removed {tag} $& <b>');
  });

  it('writes bytes in the unit a person would use', () => {
    expect(formatBytes('en', 0)).toBe('0 bytes');
    expect(formatBytes('en', 340_000)).toBe('340 kB');
    expect(formatBytes('en', 41_300_000)).toBe('41 MB');
    expect(formatBytes('en', 999_900)).toBe('1 MB');
    expect(formatBytes('en', 1_260_000_000)).toBe('1.3 GB');
    expect(formatBytes('uk', 8_060_000)).toMatch(/^8,1\sМБ$/u);
  });

  it('starts with the person’s choice, else the browser’s first language that we speak', () => {
    expect(chooseLanguage('uk', ['en-US'])).toBe('uk');
    expect(chooseLanguage('auto', ['de-DE', 'uk-UA', 'en'])).toBe('uk');
    expect(chooseLanguage('auto', ['de-DE'])).toBe('en');
    expect(regionOf('en', ['de-DE', 'en-GB'])).toBe('en-GB');
    expect(regionOf('en', ['de-DE'])).toBe('en');
  });
});
