import { beforeAll, describe, expect, it } from 'vitest';
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

  it('starts with the person’s choice, else the browser’s first language that we speak', () => {
    expect(chooseLanguage('uk', ['en-US'])).toBe('uk');
    expect(chooseLanguage('auto', ['de-DE', 'uk-UA', 'en'])).toBe('uk');
    expect(chooseLanguage('auto', ['de-DE'])).toBe('en');
    expect(chooseLanguage('auto', ['UK'])).toBe('uk');
    // Another language that only begins so.
    expect(chooseLanguage('auto', ['enm', 'uk-UA'])).toBe('uk');
    expect(regionOf('en', ['de-DE', 'en-GB'])).toBe('en-GB');
    expect(regionOf('en', ['de-DE'])).toBe('en');
  });
});
