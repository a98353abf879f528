import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reason } from '../../domain/recommendation.ts';
import { loadCatalogue } from '../i18n/catalogues.ts';
import { createLocale } from '../i18n/locale.ts';
import { reasonSentence } from './reason-words.ts';
import { loudest, roundTogether, shownParts, shownScore } from './reason.ts';

beforeAll(() => loadCatalogue('uk'));

function reason(change: Partial<Reason>): Reason {
  return {
    logit: 0,
    caption: 0,
    photo: 0,
    history: 0,
    head: 0,
    bias: 0,
    inVocabulary: true,
    classifierScore: 0,
    sequenceScore: 0,
    ownNearestScore: 0,
    ownUsualScore: 0,
    ownNamedScore: 0,
    ownFittingScore: 0,
    usedInPosts: 0,
    words: null,
    regions: null,
    ...change,
  };
}

const part = fc.double({ min: -40, max: 40, noNaN: true });

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

  it('make the total of the card the sum of its lines', () => {
    fc.assert(
      fc.property(part, part, part, part, part, (caption, photo, history, head, bias) => {
        const shown = shownParts(reason({ caption, photo, history, head, bias }));
        const sum = shown.caption + shown.photo + shown.history + shown.head + shown.bias;
        expect(shown.total).toBeCloseTo(sum, 9);
      }),
    );
  });

  it('never show minus zero', () => {
    expect(Object.is(roundTogether([-0.01, 0.01])[0], -0)).toBe(false);
    expect(roundTogether([-0.01, 0.01])).toEqual([0, 0]);
  });

  it('split the score into the parts’ and the sequence’s share', () => {
    expect(shownScore(reason({ classifierScore: 0.606, sequenceScore: 0.206 }))).toEqual({
      parts: 61,
      together: 20,
      own: 0,
      total: 81,
    });
  });

  it('name what own posts add to the score, and still add up', () => {
    const share = fc.double({ min: 0, max: 0.25, noNaN: true });
    fc.assert(
      fc.property(
        share,
        share,
        share,
        share,
        share,
        share,
        (classifierScore, sequenceScore, ownNearestScore, ownUsualScore, ownNamedScore, ownFittingScore) => {
          const shown = shownScore(
            reason({ classifierScore, sequenceScore, ownNearestScore, ownUsualScore, ownNamedScore, ownFittingScore }),
          );
          expect(shown.parts + shown.together + shown.own).toBe(shown.total);
          const whole =
            100 * (classifierScore + sequenceScore + ownNearestScore + ownUsualScore + ownNamedScore + ownFittingScore);
          expect(Math.abs(shown.total - whole)).toBeLessThanOrEqual(0.5 + 1e-9);
        },
      ),
    );
  });
});

describe('the sentence', () => {
  it('names what spoke loudest', () => {
    expect(loudest(reason({ photo: 2, caption: 0.4 }))).toBe('photo');
    expect(loudest(reason({ photo: -2, caption: 0.4 }))).toBe('caption');
    expect(loudest(reason({ photo: 1, caption: 0.9 }))).toBe('both');
    expect(loudest(reason({ photo: 1, caption: 0.9, history: 0.95 }))).toBe('all');
    expect(loudest(reason({ history: 1 }))).toBe('history');
    expect(loudest(reason({ photo: -1, bias: 3 }))).toBe('common');
    // What the network says counts for less than what own posts say.
    expect(loudest(reason({ photo: 2, classifierScore: 0.1, ownNearestScore: 0.2, ownUsualScore: 0.1 }))).toBe('near');
    expect(loudest(reason({ photo: 2, classifierScore: 0.1, ownNearestScore: 0.1, ownUsualScore: 0.2 }))).toBe('usual');
    expect(loudest(reason({ photo: 2, classifierScore: 0.4, ownNearestScore: 0.2 }))).toBe('photo');
    expect(loudest(reason({ photo: 2, classifierScore: 0.1, ownNearestScore: 0.1, ownNamedScore: 0.2 }))).toBe('named');
    expect(loudest(reason({ photo: 2, classifierScore: 0.1, ownNamedScore: 0.1, ownFittingScore: 0.2 }))).toBe(
      'fitting',
    );
    // What the head learnt is a part of the network's logit like the others.
    expect(loudest(reason({ photo: 2, head: 2.5 }))).toBe('head');
    expect(loudest(reason({ photo: 2, head: -2.5 }))).toBe('photo');
  });

  it('says how often the person used the tag, in either language', () => {
    const why = reason({ photo: 2, usedInPosts: 3 });
    expect(reasonSentence(createLocale('en'), why)).toBe('Mostly the photo; you used it in 3 posts.');
    expect(reasonSentence(createLocale('uk'), why)).toBe('Насамперед через фото; ви вжили його в 3 дописах.');
    const own = reason({ inVocabulary: false, ownNearestScore: 0.3, usedInPosts: 1 });
    expect(reasonSentence(createLocale('en'), own)).toBe('Mostly your posts like this one; you used it in 1 post.');
    expect(reasonSentence(createLocale('uk'), own)).toBe(
      'Насамперед через ваші схожі дописи; ви вжили його в 1 дописі.',
    );
    expect(reasonSentence(createLocale('en'), null)).toMatch(/^Your own tag/);
  });
});
