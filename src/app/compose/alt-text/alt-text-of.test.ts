import { describe, expect, it } from 'vitest';
import { addTyped } from '../../post/chips.ts';
import { blankPost } from '../../post/post.ts';
import { altTextOf, ownAltText } from './alt-text-of.ts';

const plain = blankPost(1, 'Coffee at last');
const post = { ...plain, photo: new Blob(['x']), table: addTyped(plain.table, 'BlueCup') };

describe('the line that goes with a photo', () => {
  it('is a draft until the person writes one, and only theirs stays with the photo', () => {
    expect(altTextOf(post)).toBe('Coffee at last. Blue Cup');
    expect(ownAltText(post)).toBe('');
    const said = { ...post, altText: ' A blue cup\n on a table ' };
    expect([altTextOf(said), ownAltText(said)]).toEqual(['A blue cup on a table', 'A blue cup on a table']);
  });

  it('is none where the person wants none, or where there is no photo', () => {
    expect(altTextOf({ ...post, altText: '' })).toBe('');
    expect(altTextOf({ ...post, photo: null })).toBe('');
    expect(ownAltText({ photo: null, altText: 'A blue cup' })).toBe('');
  });
});
