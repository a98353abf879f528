import { describe, expect, it } from 'vitest';
import { en } from './words/en/all.ts';
import { uk } from './words/uk/all.ts';
import type { Message } from '../../domain/text/format.ts';

const forms = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const holes = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1] ?? ''))].sort();

describe('the catalogues', () => {
  const keys = Object.keys(en) as (keyof typeof en)[];

  it('have the same keys', () => {
    expect(Object.keys(uk).sort()).toEqual([...keys].sort());
  });

  it('ask for the same facts in every form', () => {
    for (const key of keys) {
      const wanted = holes(forms(en[key])[0] ?? '');
      for (const form of [...forms(en[key]), ...forms(uk[key])]) expect(holes(form), key).toEqual(wanted);
    }
  });

  it('have every plural category of the language, and a count to choose by', () => {
    for (const key of keys) {
      const message: Message = uk[key];
      expect(typeof message, key).toBe(typeof en[key]);
      if (typeof message === 'string') continue;
      expect(holes(message.other), key).toContain('count');
      if (new Set(forms(message)).size === 1) continue;
      for (const category of new Intl.PluralRules('uk').resolvedOptions().pluralCategories) {
        expect(message[category], `${key}: ${category}`).toBeDefined();
      }
    }
  });

  it('put no full stop after a date, which ends with one in Ukrainian (“2026 р.”)', () => {
    for (const key of keys)
      for (const form of [...forms(en[key]), ...forms(uk[key])]) expect(form, key).not.toMatch(/\{date\}\./u);
  });

  it('leave no sentence empty', () => {
    for (const key of keys)
      for (const form of [...forms(en[key]), ...forms(uk[key])]) expect(form.trim(), key).not.toBe('');
  });
});
