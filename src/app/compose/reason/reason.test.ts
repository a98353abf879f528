import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { REASON_PARTS } from '../../../domain/recommendation.ts';
import type { Reason, ReasonPartName } from '../../../domain/recommendation.ts';
import { loadCatalogue } from '../../i18n/catalogues.ts';
import { createLocale } from '../../i18n/locale.ts';
import { reasonSentence } from './reason-words.ts';
import { evidenceOf, roundTogether, shownSum } from './reason.ts';

beforeAll(() => loadCatalogue('uk'));

const en = createLocale('en');

/** By the model: the parts given, and where every tag starts. */
function reason(parts: Partial<Record<ReasonPartName, number>>, change: Partial<Reason> = {}): Reason {
  const values: Partial<Record<ReasonPartName, number>> = { base: -4, ...parts };
  return {
    parts: REASON_PARTS.flatMap((name) => (values[name] === undefined ? [] : [{ name, value: values[name] }])),
    ...{ named: null, usedInPosts: 0, ofPosts: 0, nearPosts: 0, logit: 0, caption: 0, photo: 0, history: 0, head: 0 },
    ...{ bias: 0, inVocabulary: true, words: null, regions: null },
    ...change,
  };
}

const part = fc.double({ min: -40, max: 40, noNaN: true });
const named = (as: 'word' | 'form' | 'place' | 'name', text: string) => ({
  named: { as, text, start: 0, end: text.length },
});

describe('numbers that stand together', () => {
  it('add up exactly as they are shown, and none is off by a whole step', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (values) => {
        const rounded = roundTogether(values);
        const tenths = rounded.reduce((sum, value) => sum + Math.round(value * 10), 0);
        expect(tenths).toBeCloseTo(Math.round(values.reduce((sum, value) => sum + value, 0) * 10), 9);
        values.forEach((value, index) => {
          expect(Math.abs((rounded[index] ?? NaN) - value)).toBeLessThanOrEqual(0.1 + 1e-9);
        });
      }),
    );
  });

  it('make the total of the card the sum of its lines, and show no line for a part that is not there', () => {
    const parts = fc.dictionary(fc.constantFrom(...REASON_PARTS), part);
    fc.assert(
      fc.property(parts, (values) => {
        const { parts: shown, total } = shownSum(reason(values));
        expect(shown.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 9);
        expect(shown.map(({ name }) => name).filter((name) => name !== 'base' && !(name in values))).toEqual([]);
      }),
    );
  });

  it('never show minus zero', () => {
    expect(Object.is(roundTogether([-0.01, 0.01])[0], -0)).toBe(false);
    expect(roundTogether([-0.01, 0.01])).toEqual([0, 0]);
  });
});

describe('the sentence', () => {
  it.each([
    [reason({ named: 3, photo: 1 }, named('word', 'sunset')), 'Named in your caption. The photo agrees.'],
    [
      reason({ named: 3, photo: -2 }, named('word', 'sunset')),
      'Named in your caption. The photo looks like something else.',
    ],
    [reason({ named: 3 }, named('form', 'hiking')), 'Your caption says “hiking”.'],
    [reason({ named: 3 }, named('place', 'Nepal')), 'A place in your caption.'],
    [reason({ named: 3 }, named('name', 'Summer Palace')), 'A name in your caption.'],
    [reason({ photo: 2, caption: 0.1 }), 'The photo looks like it.'],
    [reason({ photo: 2, caption: 1 }), 'The photo looks like it. The caption agrees.'],
    [reason({ caption: 2, photo: -1.5 }), 'It fits what your caption says. The photo looks like something else.'],
    [
      reason({ near: 4, habit: 1 }, { nearPosts: 2, usedInPosts: 3 }),
      'It is on 2 posts of yours like this one. You used it in 3 posts.',
    ],
    [reason({ habit: 2 }, { usedInPosts: 1 }), 'You used it in 1 post.'],
    [reason({ common: 1 }), 'Not much here asks for it; it is a common tag.'],
    [reason({}), 'Not much here asks for it; it is a common tag.'],
  ])('%#: says what its numbers say', (why, sentence) => {
    expect(reasonSentence(en, why)).toBe(sentence);
  });

  it('speaks of nothing that is not there: no photo without its part, no posts that nobody has', () => {
    const values = fc.dictionary(fc.constantFrom(...REASON_PARTS), part);
    const uses = fc.nat({ max: 3 });
    fc.assert(
      fc.property(values, uses, uses, (parts, usedInPosts, nearPosts) => {
        const why = reason(parts, { usedInPosts, nearPosts });
        const said = reasonSentence(en, why);
        if (/The photo (?:looks like it|agrees)/u.test(said)) expect(parts['photo']).toBeGreaterThanOrEqual(0.3);
        if (said.includes('photo looks like something else')) expect(parts['photo']).toBeLessThanOrEqual(-1);
        if (!('photo' in parts)) expect(said).not.toContain('photo');
        if (/posts? of yours/u.test(said)) expect(nearPosts).toBeGreaterThan(0);
        if (said.includes('You used it')) expect(usedInPosts).toBeGreaterThan(0);
        if (said.includes('Named')) expect(parts['named']).toBeGreaterThanOrEqual(0.3);
        for (const name of evidenceOf(why)) expect(parts[name]).toBeGreaterThan(0);
      }),
    );
  });

  it('of a translation says first what it translates', () => {
    const translationOf = { key: 'sunset', label: 'Sunset', language: 'uk' };
    const why = reason({ photo: 2 }, { translationOf });
    expect(reasonSentence(en, why)).toBe('Ukrainian for #Sunset. The photo looks like it.');
    expect(reasonSentence(createLocale('uk'), why)).toBe('Переклад тега #Sunset, мова: українська. На це схоже фото.');
  });

  it('is there in either language', () => {
    const why = reason({ habit: 2, photo: 1 }, { usedInPosts: 3 });
    expect(reasonSentence(createLocale('uk'), why)).toBe('Ви вжили його в 3 дописах. Фото це підтверджує.');
    expect(reasonSentence(en, null)).toMatch(/^Your own tag/);
  });

  it('of the paper’s order speaks of its shares', () => {
    const hybrid: Reason = { ...reason({}), parts: [{ name: 'network', value: 0.7 }, { name: 'near', value: 0.1 }] }; // prettier-ignore
    expect(reasonSentence(en, hybrid)).toBe('It fits what you posted.');
    expect(shownSum(hybrid)).toMatchObject({ total: 0.8 });
  });
});
