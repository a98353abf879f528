import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affinityOfWords, attentionOfWords, sharesOf, wordsOf } from './word-attention.ts';

const token = (start: number, end: number) => ({ span: { start, end } });

describe('words', () => {
  it.each([
    ['Golden hour, at last!', ['Golden', 'hour', 'at', 'last']],
    ['Пес у снігу…', ['Пес', 'у', 'снігу']],
    ["L'été 🌞🇺🇦", ["L'été", '🌞', '🇺🇦']],
    ['  ', []],
    ['--- !!!', []],
  ])('of %j', (caption, words) => {
    expect(wordsOf(caption).map((word) => word.text)).toEqual(words);
  });

  it('are found where no spaces are', () => {
    expect(wordsOf('今日は雪です').length).toBeGreaterThan(1);
  });
});

describe('attention of words', () => {
  it('adds the tokens of a word, shares those of several, leaves out the rest', () => {
    const caption = 'snow dog!';
    const words = wordsOf(caption);
    // <s>, "sn", "ow d" (over both words), "og", "!", </s>
    const tokens = [{ span: null }, token(0, 2), token(2, 6), token(6, 8), token(8, 9), { span: null }];
    const shares = sharesOf(words, tokens);
    const attention = Float32Array.of(0.3, 0.1, 0.3, 0.1, 0.1, 0.1);
    // "ow d": two letters of snow, one of dog.
    const [snow, dog] = attentionOfWords(words, shares, attention);
    expect(snow?.weight).toBeCloseTo((0.1 + 0.2) / 0.5, 6);
    expect(dog?.weight).toBeCloseTo((0.1 + 0.1) / 0.5, 6);
    const affinity = Float32Array.from([9, 9, 1, 2, 4, 8, 3, 3, 9, 9, 9, 9]);
    const [ofSnow, ofDog] = affinityOfWords(shares, affinity, 2);
    expect(ofSnow?.[0]).toBeCloseTo((1 + (2 / 3) * 4) / (5 / 3), 6);
    expect(ofDog?.[1]).toBeCloseTo(((1 / 3) * 8 + 3) / (4 / 3), 6);
  });

  it('adds up to 1 for any caption and any tokens, and has a place for every word', () => {
    const spans = fc.array(fc.option(fc.tuple(fc.nat(40), fc.nat(9)), { nil: null }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), spans, (caption, drawn) => {
        const tokens = drawn.map((span) => ({
          span: span === null ? null : { start: span[0], end: span[0] + span[1] },
        }));
        const words = wordsOf(caption);
        const shares = sharesOf(words, tokens);
        const result = attentionOfWords(
          words,
          shares,
          new Float32Array(tokens.length).fill(1 / Math.max(1, tokens.length)),
        );
        expect(result.length).toBe(words.length);
        if (words.length > 0) expect(result.reduce((sum, word) => sum + word.weight, 0)).toBeCloseTo(1, 6);
        for (const { text, start, end } of result) expect(caption.slice(start, end)).toBe(text);
        for (const row of affinityOfWords(shares, new Float32Array(tokens.length * 3).fill(0.5), 3)) {
          for (const value of row) expect([0, 0.5]).toContain(Math.round(value * 1e6) / 1e6);
        }
      }),
    );
  });
});
