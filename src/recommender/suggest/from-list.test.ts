import { describe, expect, it } from 'vitest';
import type { Listed } from './list-names.ts';
import { choose } from './choose.ts';
import type { Contender } from './choose.ts';
import { fromList } from './from-list.ts';
import { calibrated } from './weighing.ts';

const CALIBRATION = { scale: 1.3, shift: -0.4 };
const listed = (probability: number): Listed => {
  const logit = Math.log(probability / (1 - probability));
  return { tag: { key: 'mine', label: 'Mine' }, shift: -6, closeness: logit + 6, probability };
};
const contender = (key: string, probability: number, change: Partial<Contender> = {}): Contender => ({
  candidate: {
    ...{
      tag: { key, label: key },
      index: null,
      naming: null,
      place: null,
      name: null,
      thing: null,
      own: null,
      shift: 0,
    },
  },
  ...{ score: 0, parts: [], probability, barred: true, certain: null, fromList: false, ...change },
});
const ofList = (key: string, probability: number, allowed = true): Contender => {
  const plain = contender(key, 0.01);
  return fromList(
    { ...plain, candidate: { ...plain.candidate, listed: listed(probability) } },
    CALIBRATION,
    () => allowed,
  );
};

describe('a tag of the own list', () => {
  it('stands where its probability says, and its parts add up to its score', () => {
    const one = ofList('a', 0.3);
    expect(one).toMatchObject({ barred: false, fromList: true, probability: 0.3 });
    expect(calibrated(one.score, CALIBRATION)).toBeCloseTo(0.3, 6);
    expect(one.parts.reduce((sum, { value }) => sum + value, 0)).toBe(one.score);
    expect(one.parts[0]?.name).toBe('list');
  });

  it('never passes what bars it: a never-list, tact', () => {
    expect(ofList('a', 0.9, false).barred).toBe(true);
  });

  it('that something else ranks higher stays as it is', () => {
    const plain = contender('a', 0.5, { barred: false });
    const both = { ...plain, candidate: { ...plain.candidate, listed: listed(0.3) } };
    expect(fromList(both, CALIBRATION, () => true)).toBe(both);
    expect(fromList(plain, CALIBRATION, () => true)).toBe(plain);
  });

  it('has two places at most, none below the floor, and pushes out nothing that is more probable', () => {
    const others = [0.6, 0.5, 0.4].map((p, n) => contender(`other${n}`, p, { barred: false, score: 5 - n }));
    const rules = { room: 6, floor: 0.2, beside: null, alike: () => false };
    const { list, alternatives } = choose([...others, ofList('a', 0.35), ofList('b', 0.3), ofList('c', 0.25), ofList('d', 0.1)], rules); // prettier-ignore
    expect(list.map(({ candidate }) => candidate.tag.key)).toEqual(['other0', 'other1', 'other2', 'a', 'b']);
    expect(alternatives.map(({ candidate }) => candidate.tag.key)).toEqual([]);
    const full = choose([...others, ofList('a', 0.35)], { ...rules, room: 3 });
    expect(full.list).toEqual(others);
    expect(full.alternatives.map(({ candidate }) => candidate.tag.key)).toEqual(['a']);
  });
});
