import { describe, expect, it } from 'vitest';
import { firstSize } from './first-size.ts';

const page = (content: string | null) => ({
  querySelector: (selector: string) =>
    selector === 'meta[name="tagweave-download"]' && content !== null ? { getAttribute: () => content } : null,
});

describe('the size of the first download', () => {
  it('is what the build says, on a first visit', () => {
    expect(firstSize(page('56000000'), false)).toEqual({ totalBytes: 56e6, cachedBytes: 0 });
  });

  it('is not said where it is not known, or may be less by now', () => {
    expect(firstSize(page('56000000'), true)).toBeNull();
    expect(firstSize(page(null), false)).toBeNull();
    expect(firstSize(page('soon'), false)).toBeNull();
  });
});
