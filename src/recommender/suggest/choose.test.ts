import { describe, expect, it } from 'vitest';
import { choose } from './choose.ts';
import type { Contender } from './choose.ts';

const naming = { way: 'exact', start: 0, end: 4, words: 1, at: 0, inside: false, denied: false } as const;

function contender(
  key: string,
  probability: number,
  named: boolean,
  more: Partial<Contender['candidate']> = {},
): Contender {
  const candidate = {
    ...{ tag: { key, label: key }, index: 0, shift: 0, naming: named ? naming : null },
    ...{ place: null, name: null, thing: null, own: null, ...more },
  };
  return { candidate, probability, score: probability, parts: [], barred: false, certain: null, fromList: false };
}

const keysOf = (contenders: readonly Contender[], beside: { named: number; least: number } | null): string[] =>
  choose(contenders, { room: 5, floor: 0.05, beside, alike: () => false }).list.map(
    ({ candidate }) => candidate.tag.key,
  );

describe('a guess beside what the caption says', () => {
  const guess = contender('skiing', 0.08, false);
  const said = [contender('snowboarding', 0.5, true), contender('snow', 0.2, true)];

  it('wants more than the floor where two tags of the list are said', () => {
    expect(keysOf([...said, guess], { named: 2, least: 0.1 })).toEqual(['snowboarding', 'snow']);
    expect(keysOf([...said, contender('mountains', 0.1, false)], { named: 2, least: 0.1 })).toHaveLength(3);
  });

  it('keeps its place beside fewer, and where a photo may have shown it', () => {
    expect(keysOf([...said.slice(1), guess], { named: 2, least: 0.1 })).toEqual(['snow', 'skiing']);
    expect(keysOf([...said, guess], null)).toHaveLength(3);
  });

  it('does not take a place that becomes free either', () => {
    const rules = { room: 5, floor: 0.05, alike: () => false };
    expect(choose([...said, guess], { ...rules, beside: { named: 2, least: 0.1 } }).floor).toBe(0.1);
    expect(choose([...said.slice(1), guess], { ...rules, beside: { named: 2, least: 0.1 } }).floor).toBe(0.05);
  });

  it('is none where the caption says it too, or the person has used it', () => {
    expect(keysOf([...said, contender('sun', 0.06, true)], { named: 2, least: 0.1 })).toHaveLength(3);
    expect(
      keysOf([...said, contender('alps', 0.06, false, { own: {} as never })], { named: 2, least: 0.1 }),
    ).toHaveLength(3);
  });
});
