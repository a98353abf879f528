import { describe, expect, it } from 'vitest';
import type { Recommendation, TagSuggestion } from '../../domain/recommendation.ts';
import { EMPTY_TABLE, clear, outputTags, remove, typedKeys } from './chips.ts';
import type { Table } from './chips.ts';
import { MORE, addChosen, hasMore, lessSure, more } from './chips-added.ts';

const suggestion = (label: string): TagSuggestion =>
  ({ key: label.toLowerCase(), label, score: 0.5, probability: 0.5 }) as unknown as TagSuggestion;
const recommended = (
  tags: readonly string[],
  alternatives: readonly string[] = [],
  typed: readonly string[] = [],
): Recommendation =>
  ({
    ...{ tags: tags.map(suggestion), alternatives: alternatives.map(suggestion), floor: 0.2 },
    typed: typed.map((label) => ({ key: label.toLowerCase(), label })),
  }) as unknown as Recommendation;
const tagOf = (label: string) => ({ key: label.toLowerCase(), label });
const labels = (table: Table) => table.chips.map(({ label }) => label);

describe('more suggestions', () => {
  it('brings the next ones, until there are none', () => {
    const recommendation = recommended(['A', 'B'], ['C', 'D', 'E', 'F', 'G', 'H']);
    const first = more(EMPTY_TABLE, recommendation);
    expect(labels(first)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(first.chips).toHaveLength(MORE);
    const all = more(first, recommendation);
    expect(labels(all)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']);
    expect([hasMore(first, recommendation), hasMore(all, recommendation)]).toEqual([true, false]);
    expect(hasMore(EMPTY_TABLE, null)).toBe(false);
  });

  it('never brings back what was taken away', () => {
    const recommendation = recommended(['A'], ['B']);
    const table = remove(more(EMPTY_TABLE, recommendation), 'b', null, 5);
    expect(labels(more(table, recommendation))).toEqual(['A']);
  });
});

describe('suggestions that are not worth a place by themselves', () => {
  const probable = (label: string, probability: number): TagSuggestion => ({ ...suggestion(label), probability });
  const weak = {
    ...recommended(['A'], [], ['said']),
    alternatives: ['B', 'C', 'D', 'E', 'F', 'G', 'H']
      .map((label, n) => probable(label, 0.19 - n / 100))
      .concat(probable('I', 0.004)),
  };
  const table = more(EMPTY_TABLE, weak);
  const offered = (of: Table, count: number) => lessSure(of, weak, count).map(({ label }) => label);

  it('are offered in rank order where places are left', () => {
    expect(labels(table)).toEqual(['A']);
    expect(offered(table, 5)).toEqual(['B', 'C', 'D', 'E', 'F']);
  });

  it('are not where the list is full, a hashtag of the caption counted, or where the person cleared it', () => {
    expect(offered(table, 3)).toHaveLength(5);
    expect(offered(table, 2)).toEqual([]);
    expect(offered(clear(table), 5)).toEqual([]);
    expect(lessSure(EMPTY_TABLE, null, 5)).toEqual([]);
  });

  it('are neither on the table nor taken away, nor next to impossible', () => {
    const added = addChosen(table, [tagOf('C')], weak);
    expect(offered(remove(added, 'c', null, 5), 5)).toEqual(['B', 'D', 'E', 'F', 'G']);
    expect(lessSure(table, { ...weak, alternatives: [probable('I', 0.004)] }, 5)).toEqual([]);
  });
});

describe('more suggestions beside hashtags of the caption', () => {
  it('are as many as without them', () => {
    const typed = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
    const recommendation = recommended(['A'], ['B', 'C'], typed);
    expect(labels(more(EMPTY_TABLE, recommendation))).toEqual(['A', 'B', 'C']);
    expect(hasMore(EMPTY_TABLE, recommendation)).toBe(true);
  });
});

describe('adding chosen tags', () => {
  const recommendation = recommended(['Coffee', 'Cup'], ['Cafe']);
  const table = more(EMPTY_TABLE, recommendation);

  it('chooses them, each once, before the suggestions nobody chose', () => {
    const added = addChosen(table, [tagOf('Latte'), tagOf('Cup'), tagOf('Latte')], recommendation);
    expect(labels(added)).toEqual(['Latte', 'Coffee', 'Cup', 'Cafe']);
    expect(outputTags(added).map(({ key }) => key)).toEqual(['latte', 'cup']);
    expect(typedKeys(added)).toEqual([]);
  });

  it('brings along why it would have been suggested', () => {
    expect(addChosen(EMPTY_TABLE, [tagOf('Cafe')], recommendation).chips[0]?.suggestion?.key).toBe('cafe');
    expect(addChosen(EMPTY_TABLE, [tagOf('Latte')], recommendation).chips[0]?.suggestion).toBeNull();
  });

  it('takes one back that was taken away', () => {
    const added = addChosen(remove(table, 'cup', null, 5), [tagOf('Cup')], recommendation);
    expect(added.removed).toEqual([]);
    expect(outputTags(added).map(({ key }) => key)).toEqual(['cup']);
  });
});
