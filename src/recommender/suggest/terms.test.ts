import { describe, expect, it } from 'vitest';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { readCaption } from './caption-reading.ts';
import { Companions } from './companions.ts';
import type { Candidate } from './evidence.ts';
import { NO_OWN_POSTS } from './own-posts.ts';
import { TermsOf } from './terms.ts';

const [DOG, PUPPY, SNOW] = [0, 1, 2];
const vocabulary = new VocabularyIndex({
  schema: 1,
  tags: ['dog', 'puppy', 'snow'].map((key) => ({ key, label: key, count: 9 })),
});
const companions = new Companions({ schema: 1, related: [[PUPPY], [], []], shares: [[200], [], []] });

const candidate = (index: number, more: Partial<Candidate> = {}): Candidate => ({
  tag: { key: vocabulary.tags[index]?.key ?? '', label: '' },
  ...{ index, naming: null, place: null, name: null, thing: null, own: null, shift: 0 },
  ...more,
});
const naming = { way: 'exact', start: 0, end: 3, words: 1, at: 0, inside: false, denied: false } as const;

/** `goesWith` of a candidate of a post with these candidates and logits. */
function goesWith(of: number, caption: string, logits: readonly number[], named: readonly number[]): number {
  const candidates = [DOG, PUPPY, SNOW].map((index) => candidate(index, named.includes(index) ? { naming } : {}));
  return new TermsOf({
    findings: { reading: readCaption(caption), language: null, candidates },
    output: { logits: Float32Array.from(logits), q: new Float32Array(3) },
    ...{ withHistory: null, own: NO_OWN_POSTS, vocabulary, rates: [0, 0, 0], companions },
  }).of(candidate(of)).goesWith;
}
const worth = (sure: number): number => Math.log(1 + (sure * 0.2) / 0.003);

describe('how well a tag goes with what the post is about', () => {
  it('counts what the caption names, or carries as a hashtag, as nearly sure', () => {
    expect(goesWith(PUPPY, 'My dog', [-9, -9, 9], [DOG])).toBeCloseTo(worth(0.7));
    expect(goesWith(PUPPY, 'Out with my #dog', [-9, -9, 9], [])).toBeCloseTo(worth(0.7));
  });

  it('counts what the network sees by its share of the odds, three hashtags a post', () => {
    // Odds 1 : 1 : 8, so a tenth.
    expect(goesWith(PUPPY, '', [0, 0, Math.log(8)], [])).toBeCloseTo(worth(0.3));
  });

  it('is nothing for a tag beside which nothing of it stands', () => {
    expect(goesWith(SNOW, 'My dog', [9, 0, 0], [DOG])).toBe(0);
  });
});
