import { expect, it } from 'vitest';
import { WIDGET_CATALOGUES, wordsFor } from './words.ts';
import type { Word } from './words.ts';
import { ERROR_SENTENCES } from '../domain/errors/error-sentences.ts';

const holes = (message: unknown): string[] => [...new Set(JSON.stringify(message).match(/\{\w+\}/gu) ?? [])].sort();

it('both languages ask for the same facts', () => {
  for (const word of Object.keys(WIDGET_CATALOGUES.en) as Word[]) {
    expect(holes(WIDGET_CATALOGUES.uk[word]), word).toEqual(holes(WIDGET_CATALOGUES.en[word]));
  }
  expect(Object.keys(ERROR_SENTENCES.uk).sort()).toEqual(Object.keys(ERROR_SENTENCES.en).sort());
});

it('any form of Ukrainian is Ukrainian, anything else English; plurals agree', () => {
  expect(wordsFor('uk-UA').say('found', { count: 3 })).toBe('Запропоновано 3 хештеги');
  expect(wordsFor('de').say('found', { count: 1 })).toBe('1 hashtag suggested');
  expect(wordsFor('ukx').language).toBe('en');
});
