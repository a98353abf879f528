import { describe, expect, it } from 'vitest';
import { chosenPlatform as chosen, suggestionCount } from './platform-list.ts';

const chosenPlatform = (platform: string) => chosen({ platform, platformEdits: {} });

describe('how many tags', () => {
  it('is what is usual on the platform, not the most it takes', () => {
    expect(suggestionCount(chosenPlatform('threads'), null)).toBe(1);
    expect(suggestionCount(chosenPlatform('pinterest'), null)).toBe(5);
    expect(suggestionCount(chosenPlatform('mastodon'), null)).toBe(5);
  });

  it('is the person’s own number as far as the platform takes it', () => {
    expect(suggestionCount(chosenPlatform('instagram'), 3)).toBe(3);
    expect(suggestionCount(chosenPlatform('instagram'), 12)).toBe(5);
    expect(suggestionCount(chosenPlatform('mastodon'), 12)).toBe(12);
  });

  it('falls back to a known platform', () => {
    expect(chosenPlatform('no-such-place')).not.toBeNull();
  });
});
