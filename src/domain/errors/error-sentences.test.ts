import { describe, expect, it } from 'vitest';
import { errorSentence } from './error-sentences.ts';
import { FILE_KINDS } from './file-kinds.ts';

describe('what is said of a file that does not work', () => {
  it('names its kind in the person’s language', () => {
    const error = { code: 'photo-not-an-image', details: { looksLike: 'PDF document' } };
    expect(errorSentence('en', error)).toBe(
      'This file is not a photo we can open (it looks like a PDF). Try JPEG, PNG, WebP, AVIF or HEIC.',
    );
    expect(errorSentence('uk', error)).toContain('(схоже на документ PDF)');
  });

  it.each(Object.values(FILE_KINDS))('has both languages of $en', ({ en, uk }) => {
    expect(en).not.toMatch(/[Ѐ-ӿ]/u);
    expect(uk).toMatch(/[Ѐ-ӿ]|^JSON$/u);
  });

  it('leaves a kind that it does not know as it came', () => {
    expect(errorSentence('en', { code: 'photo-not-an-image', details: { looksLike: 'punched card' } })).toContain(
      'looks like punched card',
    );
  });

  it('calls a drawing a drawing', () => {
    const details = { looksLike: 'SVG drawing' };
    expect(errorSentence('en', { code: 'photo-unsupported', details })).toMatch(/^This is a drawing \(SVG\)/);
    expect(errorSentence('en', { code: 'photo-unsupported', details: { looksLike: 'TIFF image' } })).toMatch(
      /^This browser cannot open/,
    );
  });

  it('says what it knows of a code, whatever facts came with it', () => {
    const facts = { megapixels: 60, megabytes: 260, looksLike: 'SVG drawing' };
    const plain = errorSentence('en', { code: 'storage-full', details: {} });
    expect(errorSentence('en', { code: 'storage-full', details: facts })).toBe(plain);
    expect(errorSentence('en', { code: 'storage-full', details: { looksLike: 'raw photo' } })).toBe(plain);
    expect(errorSentence('en', { code: 'photo-not-an-image', details: {} })).not.toContain('undefined');
    const unexpected = errorSentence('en', { code: 'unexpected', details: {} });
    for (const code of ['of-next-year', 'constructor', 'toString'])
      expect(errorSentence('en', { code, details: {} })).toBe(unexpected);
  });

  it('calls a raw photo a raw photo', () => {
    const error = { code: 'photo-unsupported', details: { looksLike: 'raw photo' } };
    expect(errorSentence('en', error)).toMatch(/^This is a raw photo.*JPEG/u);
    expect(errorSentence('uk', error)).toContain('RAW');
  });

  it('says how much too large it is, in the unit that is too large', () => {
    const pixels = { megapixels: 60.5, width: 11_000, height: 5_500, limitMegapixels: 50 };
    expect(errorSentence('en', { code: 'photo-too-large', details: pixels })).toContain(
      '60.5 megapixels; up to 50 can be read',
    );
    expect(errorSentence('uk', { code: 'photo-too-large', details: pixels })).toContain('60,5 Мп');
    expect(errorSentence('en', { code: 'photo-too-large', details: {} })).not.toContain('{');
    const bytes = { megabytes: 260, limitMegabytes: 200 };
    expect(errorSentence('en', { code: 'photo-too-large', details: bytes })).toContain('260 MB; up to 200 can be read');
  });
});
