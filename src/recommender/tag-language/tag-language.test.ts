import { describe, expect, it, test } from 'vitest';
import type { TagSuggestion } from '../../domain/recommendation.ts';
import { LanguageModel } from './language-of.ts';
import languages from './languages.json';
import tags from './tags.json';
import { translatedList } from './translated-list.ts';
import type { ListWishes } from './translated-list.ts';
import { Translations } from './translations.ts';

const detector = new LanguageModel(languages);
const translations = new Translations(tags);

describe('the language of a caption', () => {
  test.each([
    ['Захід сонця над морем', 'uk'],
    ['Кава', 'uk'],
    ['Мій кіт знову спить', 'uk'],
    ['Гарний день у Києві', 'uk'],
    ['Закат на море, а мы ещё не купались', 'ru'],
    ['Sonnenuntergang am Meer', 'de'],
    ['Kaffee und ein Buch', 'de'],
    ['Coucher de soleil à la plage', 'fr'],
    ['Un café et un livre', 'fr'],
    ['Zachód słońca nad morzem', 'pl'],
    ['Atardecer en la playa', 'es'],
    ['Sunset at the beach', 'en'],
    ['Coffee and a book', 'en'],
    ['Best day ever with these two', 'en'],
    ['', null],
    ['2024 😍', null],
    ['海の夕日', 'ja'],
    ['夕日', null],
  ])('%s', (caption, expected) => {
    expect(detector.of(caption)).toBe(expected);
  });
});

describe('hashtags in other languages', () => {
  it('are written as people write them, under the key that a person’s own would have', () => {
    expect(translations.of('sunset', 'uk')).toEqual({ key: 'західсонця', label: 'західсонця' });
    expect(translations.of('sunset', 'de')).toEqual({ key: 'sonnenuntergang', label: 'Sonnenuntergang' });
    expect(translations.of('sunset', 'fr')).toEqual({ key: 'couchersdesoleil', label: 'couchersdesoleil' });
    expect(translations.of('butterfly', 'pl')?.label).toBe('motyl');
  });

  it('are absent where the word is the same, unknown, or the language is not spoken', () => {
    expect(translations.of('yoga', 'de')).toBeNull();
    expect(translations.of('tag-of-nobody', 'uk')).toBeNull();
    expect(['uk', 'ru', 'ja', 'en', 'sv'].map((language) => translations.speaks(language))).toEqual([
      ...[true, true, true, false, false],
    ]);
  });

  it('are each a tag that may be written: no sign that ends a hashtag, every line with both', () => {
    for (const [language, lines] of Object.entries(tags.words)) {
      for (const line of lines.split('\n')) {
        const [key = '', said = ''] = line.split(' ');
        const label = said.replace('=', '');
        const alike = label.toLowerCase() === key;
        expect([language, translations.of(key, language)?.label]).toEqual([language, alike ? undefined : label]);
      }
    }
  });
});

function suggestion(label: string, change: Partial<TagSuggestion['reason']> = {}, probability = 0.5): TagSuggestion {
  const nothing = { logit: 0, caption: 0, photo: 0, history: 0, head: 0, bias: 0, words: null, regions: null };
  return {
    ...{ key: label.toLowerCase(), label, score: 1, probability },
    reason: {
      parts: [],
      named: null,
      usedInPosts: 0,
      ofPosts: 0,
      nearPosts: 0,
      ...nothing,
      inVocabulary: true,
      ...change,
    },
  };
}

const TABLE = new Translations({
  ...{ things: {}, refused: {}, friends: {} },
  words: {
    uk: ['sunset західсонця', 'sea море', 'happiness щастя', 'happy щастя', 'evening вечір', 'bad nsfw'].join('\n'),
  },
});
const wishes = (mode: ListWishes['mode'], change: Partial<ListWishes> = {}): ListWishes => ({
  ...{ mode, language: 'uk', count: 5, always: new Set<string>(), exclude: new Set<string>() },
  canonical: (key: string) => key,
  ...change,
});
function listOf(ranked: readonly TagSuggestion[], next: readonly TagSuggestion[] = [], change: object = {}) {
  return { tags: ranked, alternatives: next, typed: [], floor: 0.3, grave: false, ...change };
}
const labels = (list: readonly TagSuggestion[]): string[] => list.map(({ label }) => label);

describe('a list in the caption’s language', () => {
  it('has each translation in the place of its original, and says what it translates', () => {
    const { tags: found } = translatedList(
      listOf([suggestion('Sunset'), suggestion('Vista')]),
      TABLE,
      wishes('caption'),
    );
    expect(labels(found)).toEqual(['західсонця', 'Vista']);
    expect(found[0]).toMatchObject({
      ...{ key: 'західсонця', score: 1, probability: 0.5 },
      reason: { translationOf: { key: 'sunset', label: 'Sunset', language: 'uk' } },
    });
    expect(found[1]?.reason).not.toHaveProperty('translationOf');
  });

  it('stands beside the original in both, within the places that there are; what has none waits first', () => {
    const ranked = listOf([suggestion('Sunset'), suggestion('Sea'), suggestion('Vista')], [suggestion('Evening')]);
    const { tags: found, alternatives } = translatedList(ranked, TABLE, wishes('both', { count: 3 }));
    expect(labels(found)).toEqual(['Sunset', 'західсонця', 'Sea']);
    expect(labels(alternatives)).toEqual(['море', 'Vista', 'Evening', 'вечір']);
  });

  it('keeps what the person wants in every list, and what the caption names, when places are few', () => {
    const named = { named: { as: 'form' as const, text: 'морем', start: 0, end: 5 } };
    const ranked = listOf([suggestion('Sunset'), suggestion('Sea', named), suggestion('Mine')]);
    const both = wishes('both', { count: 3, always: new Set(['mine']) });
    expect(labels(translatedList(ranked, TABLE, both).tags)).toEqual(['Sunset', 'Sea', 'Mine']);
  });

  it('leaves own tags as they are, and shows no twin of them', () => {
    const own = { usedInPosts: 2 };
    const english = listOf([suggestion('Sunset', own)]);
    expect(labels(translatedList(english, TABLE, wishes('caption')).tags)).toEqual(['Sunset']);
    const ukrainian = listOf([suggestion('Sunset'), suggestion('західСонця', own)]);
    expect(labels(translatedList(ukrainian, TABLE, wishes('caption')).tags)).toEqual(['західСонця']);
    expect(labels(translatedList(ukrainian, TABLE, wishes('both')).tags)).toEqual(['Sunset', 'західСонця']);
  });

  it('says one thing once: of two tags with one translation the better has it, and the next one worth it moves up', () => {
    const next = [suggestion('Evening'), suggestion('Vista', {}, 0.1)];
    const ranked = listOf([suggestion('Happy'), suggestion('Happiness')], next);
    const { tags: found, alternatives } = translatedList(ranked, TABLE, wishes('caption'));
    expect([labels(found), labels(alternatives)]).toEqual([['щастя', 'вечір'], ['Vista']]);
    expect(labels(translatedList(listOf(ranked.tags), TABLE, wishes('both')).tags)).toEqual([
      ...['Happy', 'щастя', 'Happiness'],
    ]);
  });

  it('offers no translation of a hashtag that the caption carries, nor one that it writes itself', () => {
    const typed = [{ key: 'море', label: 'море' }];
    const ranked = listOf([suggestion('Sea'), suggestion('Vista')], [], { typed });
    expect(labels(translatedList(ranked, TABLE, wishes('caption')).tags)).toEqual(['Vista']);
    const named = { named: { as: 'word' as const, text: 'sunset', start: 0, end: 6 } };
    expect(labels(translatedList(listOf([suggestion('Sunset', named)]), TABLE, wishes('caption')).tags)).toEqual([
      'Sunset',
    ]);
  });

  it.each(['caption', 'both'] as const)('offers nothing that was refused in the other language (%s)', (mode) => {
    const ranked = listOf([suggestion('Sunset'), suggestion('Bad'), suggestion('Vista')]);
    const { tags: found, alternatives } = translatedList(
      ranked,
      TABLE,
      wishes(mode, { exclude: new Set(['західсонця']) }),
    );
    expect(labels([...found, ...alternatives])).toEqual(['Vista']);
  });

  it('does not grow on a grave caption', () => {
    const ranked = listOf([suggestion('Sea')], [suggestion('Evening')], { grave: true });
    expect(labels(translatedList(ranked, TABLE, wishes('both')).tags)).toEqual(['Sea']);
  });
});
