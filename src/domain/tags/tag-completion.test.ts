import { describe, expect, it } from 'vitest';
import type { KnownTag } from './known-tag.ts';
import { COMPLETIONS, completionsOf } from './tag-completion.ts';

const tag = (label: string, learntFrom: number, ownPosts = 0): KnownTag => ({
  key: label.toLowerCase(),
  label,
  learntFrom,
  ownPosts,
});
const KNOWN = [
  tag('GoldenHour', 40),
  tag('GoldenRetriever', 90),
  tag('Gold', 10),
  tag('HappyHour', 200),
  tag('MyGoldenDays', 0, 2),
  tag('GoldCoast', 5, 1),
  tag('Кава', 7),
  tag('РанковаКава', 3),
];
const labels = (text: string, taken: readonly string[] = []) =>
  completionsOf(text, KNOWN, new Set(taken)).map(({ label }) => label);

describe('completing a hashtag', () => {
  it('offers the person’s own first, then what begins so, the most used first', () => {
    expect(labels('gold')).toEqual(['GoldCoast', 'MyGoldenDays', 'GoldenRetriever', 'GoldenHour', 'Gold']);
  });

  it('finds a later word, from two letters on', () => {
    expect(labels('hour')).toEqual(['HappyHour', 'GoldenHour']);
    expect(labels('h')).toEqual(['HappyHour']);
    expect(labels('ho')).toEqual(['HappyHour', 'GoldenHour']);
    // The whole of it from that word on, not the word alone, and nothing from within a word.
    expect(labels('goldendays')).toEqual(['MyGoldenDays']);
    expect(labels('old')).toEqual([]);
    expect(labels('кав')).toEqual(['Кава', 'РанковаКава']);
  });

  it('reads what is typed as a hashtag', () => {
    expect(labels('#Golden h')).toEqual(['GoldenHour']);
    expect(labels('golden  HOUR')).toEqual(['GoldenHour']);
  });

  it('offers nothing that is there already, and nothing for what is no tag', () => {
    expect(labels('golden', ['goldenhour', 'mygoldendays'])).toEqual(['GoldenRetriever']);
    for (const nothing of ['', '  ', '#', '2024', '☀️']) expect(labels(nothing)).toEqual([]);
  });

  it('offers own ones by their own use, and the shorter of two that are used alike', () => {
    const known = [
      tag('CatsAtHome', 900, 1),
      tag('CatsAbroad', 0, 2),
      tag('Catss', 5),
      tag('Cats', 5),
      tag('2024Cats', 1),
    ];
    const found = (text: string) => completionsOf(text, known, new Set()).map(({ label }) => label);
    expect(found('cats')).toEqual(['CatsAbroad', 'CatsAtHome', 'Cats', 'Catss', '2024Cats']);
    // Words without a letter are no beginning of anything.
    expect(completionsOf('s', [tag('Cats_2024', 1), tag('A_1', 1)], new Set())).toEqual([]);
  });

  it('is short', () => {
    const many = Array.from({ length: 40 }, (_, index) => tag(`Cat${'s'.repeat(index)}`, index));
    expect(completionsOf('cat', many, new Set())).toHaveLength(COMPLETIONS);
  });
});
