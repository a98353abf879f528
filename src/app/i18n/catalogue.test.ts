import { describe, expect, it } from 'vitest';
import { en } from './words/en/all.ts';
import { uk } from './words/uk/all.ts';
import type { Language, Message } from '../../domain/text/format.ts';
import type { Catalogue } from './catalogues.ts';

/** Every language but English, which they are compared with: the compiler asks for a new one. */
const CATALOGUES: Readonly<Record<Exclude<Language, 'en'>, Catalogue>> = { uk };

const forms = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const holes = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1] ?? ''))].sort();

describe.each(Object.entries(CATALOGUES))('the catalogue %s', (language, other) => {
  const keys = Object.keys(en) as (keyof typeof en)[];

  it('has the same keys', () => {
    expect(Object.keys(other).sort()).toEqual([...keys].sort());
  });

  it('asks for the same facts in every form', () => {
    for (const key of keys) {
      const wanted = holes(forms(en[key])[0] ?? '');
      for (const form of [...forms(en[key]), ...forms(other[key])]) expect(holes(form), key).toEqual(wanted);
    }
  });

  it('has every plural category of the language, and a count to choose by', () => {
    for (const key of keys) {
      const message: Message = other[key];
      expect(typeof message, key).toBe(typeof en[key]);
      if (typeof message === 'string') continue;
      expect(holes(message.other), key).toContain('count');
      if (new Set(forms(message)).size === 1) continue;
      for (const category of new Intl.PluralRules(language).resolvedOptions().pluralCategories) {
        expect(message[category], `${key}: ${category}`).toBeDefined();
      }
    }
  });

  it('puts no full stop after a date, which ends with one in Ukrainian (“2026 р.”)', () => {
    for (const key of keys)
      for (const form of [...forms(en[key]), ...forms(other[key])]) expect(form, key).not.toMatch(/\{date\}\./u);
  });

  it('leaves no sentence empty', () => {
    for (const key of keys)
      for (const form of [...forms(en[key]), ...forms(other[key])]) expect(form.trim(), key).not.toBe('');
  });
});
