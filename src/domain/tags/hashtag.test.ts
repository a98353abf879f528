import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TAG_LENGTH, hashtagKey, hashtagLabel, hashtagsIn } from './hashtag.ts';

/** Text made to break text rules: case that changes length, marks without letters, joiners, emoji, every script, lone surrogates. */
const NASTY = [
  'ß', 'ẞ', 'İ', 'ı', 'i\u0307', 'Σ', 'ς', 'σ', 'ŉ', 'ǰ', 'ΐ', 'ᾳ', '\u0345', 'ﬃ', 'ǆ', 'Ⅷ', '½', '²', 'ª', '\u0301', '\u0307',
  '\u200c', '\u200d', '\ufe0f', '\u20e3', '\u00ad', '\u034f', '\u3164', '\u115f', '❤️', '👩‍🚀', '🇺🇦', '1️⃣', '#', '＃', ' ', '\u00a0',
  '·', '··', '_', '‿', '-', '&', '0', '٣', 'ᄀ', 'ᅡ', 'ᆨ', '가', '日', 'の', 'か\u3099', 'क', '्', 'ष', 'می', 'خ', 'א', 'ก', '่', 'ა', 'Ა', 'Ꭰ',
  'ꭰ', 'Ж', 'й', 'и\u0306', 'A', 'a', 'ſ', 'K', 'Å', 'ﷺ', '\ud800', '\udc00', '𝔘', '𐐀', '𐐨', '\u1e9e', '\ua64a', '\u1c80', '\u01f0',
]; // prettier-ignore
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 24 })
  .map((parts) => parts.join(''));
const anyText = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
const runs = { numRuns: 3000 };

describe('hashtagLabel and hashtagKey, whatever is typed', () => {
  it('give a stable label: labelling a label changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const label = hashtagLabel(text);
        expect(label === null ? null : hashtagLabel(label)).toBe(label);
      }),
      runs,
    );
  });

  it('give a stable key, the same from text and from label', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = hashtagKey(text);
        const label = hashtagLabel(text);
        if (key !== null) expect(hashtagKey(key)).toBe(key);
        expect(label === null ? null : hashtagKey(label)).toBe(key);
        expect(key === null).toBe(label === null);
      }),
      runs,
    );
  });

  it('hold a letter, nothing but tag characters, and at most 64 code points', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const tag of [hashtagLabel(text), hashtagKey(text)]) {
          if (tag === null) continue;
          expect(tag).toMatch(/^[\p{L}\p{N}\p{Pc}][\u200d\u200c·\p{L}\p{M}\p{N}\p{Pc}]*$/u);
          expect(tag).toMatch(/\p{L}/u);
          expect(tag.normalize('NFKC')).toBe(tag);
          expect(Array.from(tag).length).toBeLessThanOrEqual(MAX_TAG_LENGTH);
        }
      }),
      runs,
    );
  });

  it('do not let case make another tag', () => {
    // Only letters: upper case of a whole text may also change what counts as a word (a lone U+0345 becomes a letter).
    const letters = fc.array(fc.constantFrom(...NASTY.filter((part) => /^\p{L}/u.test(part))), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(letters, (parts) => {
        const text = parts.join('').normalize('NFKC');
        expect(hashtagKey(text.toUpperCase())).toBe(hashtagKey(text));
        expect(hashtagKey(text.toLowerCase())).toBe(hashtagKey(text));
      }),
      runs,
    );
  });
});

describe('hashtagLabel', () => {
  it.each([
    ['golden hour', 'GoldenHour'],
    ['#GoldenHour', 'GoldenHour'],
    ['＃ｆｕｌｌ', 'full'],
    ['rock-n-roll', 'RockNRoll'],
    ['київська осінь', 'КиївськаОсінь'],
    ['snow❤️', 'snow'],
    ['1️⃣ love', '1Love'],
    ['col·lecció', 'col·lecció'],
    ['Tokyo · night', 'TokyoNight'],
    ['می‌خواهم', 'می‌خواهم'],
    ['a\u200d\u200db\u200d', 'a\u200db'],
    ['\u0301accent', 'accent'],
    ['ßa b', 'ßaB'],
    ['თბილისი ღამე', 'თბილისიღამე'],
    ['日本 の 秋', '日本の秋'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['365project', '365project'],
  ])('%j → %j', (text, label) => {
    expect(hashtagLabel(text)).toBe(label);
  });

  it.each([
    '',
    '#',
    '   ',
    '2024',
    '١٢٣',
    '__',
    '··',
    '\u200d',
    '\u200c\u200d',
    '👩‍🚀',
    '❤️',
    '\u0301',
    '\u3164',
    '\ud800',
    '#!?',
  ])('finds no tag in %j', (text) => {
    expect(hashtagLabel(text)).toBeNull();
    expect(hashtagKey(text)).toBeNull();
  });

  it('counts code points after NFKC', () => {
    expect(Array.from(hashtagLabel('ﬃ'.repeat(40)) ?? '').length).toBe(MAX_TAG_LENGTH);
    expect(Array.from(hashtagLabel('𐐀'.repeat(70)) ?? '').length).toBe(MAX_TAG_LENGTH);
  });
});

describe('hashtagKey', () => {
  it.each([
    ['GoldenHour', 'golden hour'],
    ['Straße', 'STRASSE'],
    ['İzmir', 'izmir'],
    ['IZMIR', 'izmir'],
    ['kırmızı', 'KIRMIZI'],
    ['ΟΔΟΣ ΝΕΡΟ', 'οδος νερο'],
    ['می‌خواهم', 'میخواهم'],
    ['cafe\u0301', 'café'],
    ['ａｂｃ', 'abc'],
    ['#dog', 'Dog'],
  ])('is the same for %j and %j', (one, other) => {
    expect(hashtagKey(one)).not.toBeNull();
    expect(hashtagKey(one)).toBe(hashtagKey(other));
  });

  it('keeps different words apart', () => {
    expect(hashtagKey('café')).not.toBe(hashtagKey('cafe'));
    expect(hashtagKey('й')).not.toBe(hashtagKey('и'));
  });
});

describe('hashtagsIn', () => {
  it('reads what people paste', () => {
    expect(hashtagsIn('#Dog #snow_day, #DOG ＃cat').map((tag) => tag.label)).toEqual(['Dog', 'snow_day', 'cat']);
    expect(hashtagsIn('golden hour, sea\nwind').map((tag) => tag.label)).toEqual(['GoldenHour', 'sea', 'wind']);
    expect(hashtagsIn(' , 123, 🎉')).toEqual([]);
  });

  it('reads what is glued together, and no part of what an emoji belongs to', () => {
    const labels = (text: string): readonly string[] => hashtagsIn(text).map((tag) => tag.label);
    expect(labels('#sunset#beach#love')).toEqual(['sunset', 'beach', 'love']);
    expect(labels('#i❤️ny #☀️summer #🌊 snow❤️')).toEqual(['summer', 'snow']);
    expect(labels('#️⃣ #trip #1️⃣place')).toEqual(['trip', 'place']);
    expect(labels('i❤️ny, 👩‍🚀space')).toEqual(['space']);
    expect(labels('i ❤️ ny')).toEqual(['INy']);
  });
});
