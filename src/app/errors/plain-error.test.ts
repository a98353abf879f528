import { describe, expect, it } from 'vitest';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { createLocale } from '../i18n/locale.ts';
import { errorText } from './error-text.ts';
import { shownError } from './plain-error.ts';

describe('errors as they are shown', () => {
  it('keep code and facts, whether thrown here or sent by the worker', () => {
    const thrown = new TagweaveError('photo-not-an-image', 'x', { details: { looksLike: 'PDF' } });
    expect(shownError(thrown)).toMatchObject({ code: 'photo-not-an-image', details: { looksLike: 'PDF' } });
    expect(shownError({ name: 'TagweaveError', code: 'photo-empty', message: 'x' })).toMatchObject({
      code: 'photo-empty',
      details: {},
    });
  });

  it('know the platform’s own abort, and call anything else unexpected', () => {
    expect(shownError(new DOMException('x', 'AbortError')).code).toBe('aborted');
    expect(shownError(new TypeError('x')).code).toBe('unexpected');
    expect(shownError('x').code).toBe('unexpected');
  });

  it('become a sentence, with what the file looks like where that is known', () => {
    const en = createLocale('en');
    const known = shownError(new TagweaveError('photo-not-an-image', 'x', { details: { looksLike: 'PDF' } }));
    expect(errorText(en, known)).toContain('(it looks like PDF)');
    expect(errorText(en, { ...known, details: {} })).toBe(
      'This file is not a photo we can open. Try JPEG, PNG, WebP, AVIF or HEIC.',
    );
    expect(errorText(en, shownError({ code: 'from-the-future', message: '' }))).toMatch(/^Something went wrong/);
  });
});
