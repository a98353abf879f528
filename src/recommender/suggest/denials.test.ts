import { describe, expect, it } from 'vitest';
import { readCaption } from './caption-reading.ts';
import { isDenied } from './denials.ts';
import { isOnlyDenied } from './gates.ts';
import { Lexicon } from './lexicon.ts';
import { namingsIn } from './namings.ts';

const KEYS = ['cake', 'eggs', 'butter', 'coffee', 'milk', 'sugar', 'tea', 'makeup'];

/** The hashtags that a caption says are not there. */
function denied(caption: string, language = 'en'): string[] {
  const found = namingsIn(readCaption(caption), new Lexicon(KEYS.map((key) => [key])), language);
  return [...found].flatMap(([entry, naming]) => (naming.denied ? [KEYS[entry] ?? ''] : []));
}

describe('what a caption says is not there', () => {
  it.each([
    ['Vegan cake without eggs or butter', ['eggs', 'butter']],
    ['no coffee, and tea at five', ['coffee']],
    ['not a cake', ['cake']],
    ['without any more sugar', ['sugar']],
    ['coffee no sugar', ['sugar']],
    ['Oh no. Coffee is out', []],
    ['there is no better cake', []],
    ['No coffee left? I made coffee', []],
  ])('%s', (caption, expected) => {
    expect(denied(caption)).toEqual(expected);
  });

  it('is said by the words of its own language', () => {
    expect(denied('Cake ohne eggs und butter', 'de')).toEqual(['eggs']);
    expect(denied('Cake sans butter', 'fr')).toEqual(['butter']);
    expect(denied('no cake', 'pt')).toEqual([]);
    expect(isDenied(readCaption('コーヒー'), 0, 'ja')).toBe(false);
  });

  it('has no place, but for what else names it, or the person', () => {
    const naming = { way: 'exact', start: 0, end: 4, words: 1, at: 0, inside: false, denied: true } as const;
    const candidate = {
      ...{ tag: { key: 'eggs', label: 'Eggs' }, index: 1, shift: 0, naming },
      ...{ place: null, name: null, thing: null, own: null },
    };
    expect(isOnlyDenied(candidate)).toBe(true);
    expect(isOnlyDenied({ ...candidate, naming: { ...naming, denied: false } })).toBe(false);
    expect(isOnlyDenied({ ...candidate, own: {} as never })).toBe(false);
  });
});
