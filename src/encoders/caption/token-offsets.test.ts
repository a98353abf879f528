import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { captionSpans } from './caption-encoder.ts';
import { alignPieces } from './token-offsets.ts';

const slices = (text: string, pieces: readonly (string | null)[]): (string | null)[] =>
  alignPieces(text, pieces).map((span) => (span === null ? null : text.slice(span.start, span.end)));

describe('alignPieces', () => {
  it.each([
    ['A dog runs!', ['▁A', '▁dog', '▁run', 's', '!'], ['A', 'dog', 'run', 's', '!']],
    ['unaffable dogs', ['una', '##ffa', '##ble', 'dogs'], ['una', 'ffa', 'ble', 'dogs']],
    ['Crème BRÛLÉE', ['creme', 'bru', '##lee'], ['Crème', 'BRÛ', 'LÉE']],
    ['ﬁne Ｃａｆé', ['▁fine', '▁Café'], ['ﬁne', 'Ｃａｆé']],
    ['मैं दौड़ता', ['▁मैं', '▁द', 'ौ', 'ड़', 'ता'], ['मैं', 'द', 'ौ', 'ड़', 'ता']],
    ['สวัสดี', ['▁', 'สว', 'ัส', 'ดี'], ['', 'สว', 'ัส', 'ดี']],
    ['犬が走る。', ['▁', '犬', 'が', '走', 'る', '。'], ['', '犬', 'が', '走', 'る', '。']],
    ['go 🐶🐶 now', ['▁go', '▁', '🐶', '🐶', '▁now'], ['go', '', '🐶', '🐶', 'now']],
    ['a\u200bb  c', ['▁ab', '▁c'], ['a\u200bb', 'c']],
    ['ΟΔΟΣ', ['▁οδος'], ['ΟΔΟΣ']],
    ['#GoldenHour', ['▁#', 'Golden', 'Hour'], ['#', 'Golden', 'Hour']],
  ])('%s', (text, pieces, expected) => {
    expect(slices(text, pieces)).toEqual(expected);
  });

  it('gives an unknown word what lies between its neighbours', () => {
    const pieces = ['▁see', '<unk>', '▁there'];
    expect(
      captionSpans('see ꙮꙮ there', '', pieces, '<unk>').map(
        (span) => span && 'see ꙮꙮ there'.slice(span.start, span.end),
      ),
    ).toEqual(['see', 'ꙮꙮ', 'there']);
  });

  it('leaves the prefix out', () => {
    const caption = 'query a dog';
    const spans = captionSpans(caption, 'query: ', [null, '▁query', ':', '▁query', '▁a', '▁dog', null], '<unk>');
    expect(spans.map((span) => span && caption.slice(span.start, span.end))).toEqual([
      null,
      null,
      null,
      'query',
      'a',
      'dog',
      null,
    ]);
  });

  it('gives ordered slices inside the text that do not overlap, for any text and any pieces', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.option(text, { freq: 6 }), { maxLength: 20 }), (caption, pieces) => {
        let end = 0;
        const spans = alignPieces(caption, pieces);
        expect(spans).toHaveLength(pieces.length);
        for (const span of spans) {
          if (span === null) continue;
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(caption.length);
      }),
    );
  });

  it('covers the whole text but its spaces when the pieces are the text, cut anywhere and normalised', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => /\S/u.test(text));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('NFC', 'NFKC', 'NFD'),
        fc.boolean(),
        (words, form, lower) => {
          const text = words.join(' ');
          const pieces = words.flatMap((each) => {
            const normal = each.normalize(form);
            return [`▁${lower ? normal.toLowerCase() : normal}`];
          });
          const covered = alignPieces(text, pieces)
            .map((span) => (span === null ? '' : text.slice(span.start, span.end)))
            .join('');
          const letters = (from: string): string => from.replace(/[^\p{L}\p{N}]/gu, '');
          expect(letters(covered)).toBe(letters(text));
        },
      ),
    );
  });
});
