import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../domain/text/format.ts';
import { en } from './words/en/all.ts';
import { uk } from './words/uk/all.ts';

const doc = readFileSync(fileURLToPath(new URL('../../../docs/words.md', import.meta.url)), 'utf8');
const forms = (message: Message): string =>
  (typeof message === 'string' ? [message] : Object.values(message)).join(' ').toLowerCase();
const texts: Readonly<Record<'en' | 'uk', Readonly<Record<string, Message>>>> = { en, uk };

/** Rows of the glossary: the word in both languages, and the keys of messages that use it. */
const rows = doc
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, , english = '', ukrainian = '', where = '']) => ({
    english,
    ukrainian,
    keys: [...where.matchAll(/`([\w.]+)`/gu)].map(([, key]) => key ?? ''),
  }));

/** One of the words of a cell, or a part of it in its own form (“bring in” is said as “bring posts in”). */
function says(text: string, cell: string): boolean {
  return cell
    .replace(/[“”]/gu, '')
    .split(', ')
    .some((word) => word.split(' ').every((part) => text.includes(part.toLowerCase())));
}

describe('the glossary', () => {
  it('has rows, each with messages', () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const { english, keys } of rows) expect(keys.length, english).toBeGreaterThan(0);
  });

  it('is what the messages say', () => {
    for (const { english, ukrainian, keys } of rows) {
      for (const key of keys) {
        expect(says(forms(texts.en[key] ?? ''), english), `${key}: ${english}`).toBe(true);
        expect(says(forms(texts.uk[key] ?? ''), ukrainian), `${key}: ${ukrainian}`).toBe(true);
      }
    }
  });

  it.each([
    ['English', 'en', /[“]([^”]+)[”]/gu],
    ['Ukrainian', 'uk', /«([^»]+)»/gu],
  ] as const)('keeps the words out that were found wrong: %s', (name, language, quoted) => {
    const line = doc.split('\n').find((one) => one.startsWith(`**Not** (${name})`)) ?? '';
    const wrong = [...line.matchAll(quoted)].map(([, word]) => (word ?? '').toLowerCase());
    expect(wrong.length).toBeGreaterThan(5);
    for (const [key, message] of Object.entries(texts[language])) {
      for (const word of wrong) {
        expect(has(forms(message), word), `${key}: ${word}`).toBe(false);
      }
    }
  });
});

/** As a word of its own: “читаю” is wrong, “читають” is another. */
function has(text: string, word: string): boolean {
  return new RegExp(`(?<!\\p{L})${word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?!\\p{L})`, 'u').test(text);
}
