import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, readSettings } from './settings-store.ts';
import { wantedTagLanguage } from './wanted-tag-language.ts';

test.each([
  ['auto', ['uk-UA', 'en'], 'caption'],
  ['auto', ['en-GB', 'uk'], 'english'],
  ['auto', ['ja'], 'english'],
  ['uk', ['en'], 'caption'],
  ['en', ['uk'], 'english'],
] as const)('interface %s in a browser of %j: %s tags', (language, browser, expected) => {
  expect(wantedTagLanguage({ ...DEFAULT_SETTINGS, language }, browser)).toBe(expected);
});

test('a choice stands, whatever the interface', () => {
  for (const tagLanguage of ['english', 'caption', 'both'] as const) {
    expect(wantedTagLanguage({ tagLanguage, language: 'uk' }, ['uk'])).toBe(tagLanguage);
    expect(readSettings({ tagLanguage }).tagLanguage).toBe(tagLanguage);
  }
  expect(readSettings({ language: 'uk' }).tagLanguage).toBeNull();
});
