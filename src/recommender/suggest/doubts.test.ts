import { describe, expect, it } from 'vitest';
import type { Candidate } from './evidence.ts';
import { Doubts } from './doubts.ts';
import type { OwnEvidence } from './own-posts.ts';

const [FINALLY, PASTA, BEACH, GRASS, SKIING] = [0, 1, 2, 3, 4];
const doubts = new Doubts({
  said: { tags: [FINALLY], least: 0.1 },
  seen: { tags: [PASTA], least: 0.2 },
  described: { tags: [GRASS], least: 1 },
  guessed: { tags: [SKIING], least: 0.1 },
});

const candidate = (index: number | null, more: Partial<Candidate> = {}): Candidate => ({
  ...{ tag: { key: 'a', label: 'A' }, index, naming: null, place: null, name: null, thing: null, own: null, shift: 0 },
  ...more,
});
const naming = { way: 'exact', start: 0, end: 4, words: 1, at: 0, inside: false, denied: false } as const;
const own = {} as OwnEvidence;

describe('a word that captions say and nearly nobody means as a hashtag', () => {
  it('has no place for being said, and wants a probability of its own', () => {
    expect(doubts.isOnlySaid(candidate(FINALLY, { naming }))).toBe(true);
    expect(doubts.isDoubtful(candidate(FINALLY, { naming }), 0.09, false)).toBe(true);
    expect(doubts.isDoubtful(candidate(FINALLY, { naming }), 0.1, false)).toBe(false);
  });

  it('is not doubted where the caption does not say it, or the person has used it', () => {
    expect(doubts.isDoubtful(candidate(FINALLY), 0.06, true)).toBe(false);
    expect(doubts.isOnlySaid(candidate(FINALLY, { naming, own }))).toBe(false);
    expect(doubts.isDoubtful(candidate(FINALLY, { naming, own }), 0.06, true)).toBe(false);
  });

  it('others keep their place', () => {
    expect(doubts.isOnlySaid(candidate(BEACH, { naming }))).toBe(false);
    expect(doubts.isOnlySaid(candidate(null, { naming }))).toBe(false);
  });
});

describe('one dish of many that the photo alone looks like', () => {
  it('wants a higher probability', () => {
    expect(doubts.isDoubtful(candidate(PASTA), 0.19, true)).toBe(true);
    expect(doubts.isDoubtful(candidate(PASTA), 0.2, true)).toBe(false);
    expect(doubts.isDoubtful(candidate(BEACH), 0.06, true)).toBe(false);
  });

  it('is not doubted where the caption names it, where there is no photo, or where the person has used it', () => {
    expect(doubts.isDoubtful(candidate(PASTA, { naming }), 0.06, true)).toBe(false);
    expect(doubts.isDoubtful(candidate(PASTA), 0.06, false)).toBe(false);
    expect(doubts.isDoubtful(candidate(PASTA, { own }), 0.06, true)).toBe(false);
  });
});

describe('a word of picture descriptions', () => {
  it.each([true, false])('does not come where nothing names it, with a photo: %s', (hasPhoto) => {
    expect(doubts.isDoubtful(candidate(GRASS), 0.99, hasPhoto)).toBe(true);
  });

  it('is not doubted where the caption names it, or the person has used it', () => {
    expect(doubts.isDoubtful(candidate(GRASS, { naming }), 0.06, true)).toBe(false);
    expect(doubts.isDoubtful(candidate(GRASS, { own }), 0.06, true)).toBe(false);
  });
});

describe('one sport of many', () => {
  it.each([true, false])('wants more than the floor where nothing names it, with a photo: %s', (hasPhoto) => {
    expect(doubts.isDoubtful(candidate(SKIING), 0.09, hasPhoto)).toBe(true);
    expect(doubts.isDoubtful(candidate(SKIING), 0.1, hasPhoto)).toBe(false);
    expect(doubts.isDoubtful(candidate(SKIING, { naming }), 0.06, hasPhoto)).toBe(false);
  });
});

describe('what the caption names the opposite of', () => {
  const [CAT, DOG] = [5, 6];
  const NONE = { tags: [], least: 0 };
  const paired = new Doubts({ said: NONE, seen: NONE, described: NONE, guessed: NONE }, [[CAT, DOG]]);

  it('is not meant', () => {
    expect(paired.isOpposed(candidate(DOG), new Set([CAT]))).toBe(true);
    expect(paired.isOpposed(candidate(CAT), new Set([DOG]))).toBe(true);
  });

  it('is, where it is named as well, or where the person has used it', () => {
    expect(paired.isOpposed(candidate(DOG), new Set([CAT, DOG]))).toBe(false);
    expect(paired.isOpposed(candidate(DOG, { own }), new Set([CAT]))).toBe(false);
    expect(paired.isOpposed(candidate(DOG), new Set())).toBe(false);
    expect(paired.isOpposed(candidate(BEACH), new Set([CAT]))).toBe(false);
  });
});
