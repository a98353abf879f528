import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../stores/settings/settings-store.ts';
import { isListed, withTag, withoutTag } from './tag-lists.ts';

const dog = { key: 'dog', label: 'Dog' };

describe('the lists of tags', () => {
  it('have a tag once, and never on both', () => {
    const always = withTag(withTag(DEFAULT_SETTINGS, 'alwaysSuggest', dog), 'alwaysSuggest', { ...dog, label: 'DOG' });
    expect(always.alwaysSuggest).toEqual([{ key: 'dog', label: 'DOG' }]);
    const never = withTag(always, 'neverSuggest', dog);
    expect([never.alwaysSuggest, never.neverSuggest]).toEqual([[], [dog]]);
    expect(isListed(never.neverSuggest, 'dog')).toBe(true);
    expect(withoutTag(never, 'neverSuggest', 'dog')).toEqual(DEFAULT_SETTINGS);
  });
});
