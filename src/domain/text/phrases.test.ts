import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phraseFinder } from './phrases.ts';
import type { Phrase } from './phrases.ts';

/** The regular expression that would say the same. */
function patternOf(phrases: readonly Phrase[], spaced: boolean): RegExp {
  const parts = phrases.map(({ words, open, anywhere }) => {
    const inside = words
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`))
      .join(spaced ? '\\s+' : '\\s*');
    return anywhere ? inside : `(?<![\\p{L}\\p{N}_])${inside}${open ? '' : '(?![\\p{L}\\p{N}_])'}`;
  });
  return new RegExp(parts.join('|'), 'u');
}

const LETTER = /[\p{L}\p{N}_]/u;
const said = (text: string, open = false, anywhere = false): Phrase => ({ words: text.split(' '), open, anywhere });

describe('phrases in a text', () => {
  const rip = phraseFinder(
    [said('rest in peace'), said('r.i.p'), said('funeral', true), said('安らかに', false, true)],
    {
      spaced: true,
      letter: LETTER,
    },
  );

  it.each(['rest in peace', 'rest  in\npeace, dad', '(rest in peace)', 'the funerals', 'r.i.p.', '安らかに眠る'])(
    'are found: %s',
    (text) => {
      expect(rip(text)).toBe(true);
    },
  );

  it.each(['arrest in peace', 'rest in peaceful places', 'rest inpeace', 'rip', 'rxixp', 'prefuneral', '𝒜funeral', ''])(
    'are not found: %s',
    (text) => {
      expect(rip(text)).toBe(false);
    },
  );

  it('are found as a regular expression of them would find them', () => {
    const bit = fc.constantFrom('a', 'b', 'ab', ' ', '\n', '_', '1', 'ї', '𝒜', '💔', '.', '-', '安');
    const word = fc
      .array(fc.constantFrom('a', 'b', 'ї', '.', '𝒜', '💔'), { minLength: 1, maxLength: 2 })
      .map((all) => all.join(''));
    const phrase = fc.record({
      words: fc.array(word, { minLength: 1, maxLength: 3 }),
      ...{ open: fc.boolean(), anywhere: fc.boolean() },
    });
    fc.assert(
      fc.property(
        ...([
          fc.array(phrase, { minLength: 1, maxLength: 4 }),
          fc.array(bit, { maxLength: 14 }),
          fc.boolean(),
        ] as const),
        (phrases, bits, spaced) => {
          const text = bits.join('');
          expect(phraseFinder(phrases, { spaced, letter: LETTER })(text)).toBe(patternOf(phrases, spaced).test(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});
