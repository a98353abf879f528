import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recommendation, TagSuggestion } from '../../domain/recommendation.ts';
import { platformRule } from '../../domain/platforms/platforms.ts';
import {
  EMPTY_TABLE,
  fillUp,
  acceptAll,
  addTyped,
  bringBack,
  clear,
  isNarrowed,
  mergeRecommendation,
  move,
  outputTags,
  remove,
  resize,
  suggestAgain,
  tagsTaken,
  toggleKept,
  typedKeys,
} from './chips.ts';
import type { Table } from './chips.ts';

function suggestion(label: string, score = 0.5): TagSuggestion {
  const reason = {
    ...{ parts: [{ name: 'network' as const, value: score }], named: null },
    ...{ usedInPosts: 0, ofPosts: 0, nearPosts: 0, logit: 0, caption: 0, photo: 0, history: 0, head: 0, bias: 0 },
    ...{ inVocabulary: true, words: null, regions: null },
  };
  return { key: label.toLowerCase(), label, score, probability: score, reason };
}

function recommendation(tags: readonly string[], alternatives: readonly string[] = []): Recommendation {
  return {
    id: tags.join(),
    tags: tags.map((label) => suggestion(label)),
    alternatives: alternatives.map((label) => suggestion(label)),
    ...{ floor: 0, typed: [] },
    gate: null,
    attention: { words: [], regions: null, affinity: null },
    used: { photo: true, caption: false, historyPosts: 0 },
    grave: false,
    captionCut: false,
    backends: { encoders: 'wasm', network: 'wasm' },
    timing: { photoMs: 0, captionMs: 0, networkMs: 0, totalMs: 0 },
  };
}

const labels = (table: Table): string[] => table.chips.map((chip) => chip.label);

describe('the tags on the table', () => {
  const first = recommendation(['Dog', 'Grass', 'Park'], ['Ball', 'Tail']);
  const start = mergeRecommendation(EMPTY_TABLE, first, 3);

  it('shows a recommendation in rank order', () => {
    expect(labels(start)).toEqual(['Dog', 'Grass', 'Park']);
  });

  it('keeps what was kept or typed in its place when the next recommendation comes, and replaces the rest', () => {
    const decided = addTyped(toggleKept(start, 'grass'), 'Rex');
    const merged = mergeRecommendation(decided, recommendation(['Snow', 'Winter', 'Dog']), 4);
    expect(labels(merged)).toEqual(['Grass', 'Rex', 'Snow', 'Winter']);
  });

  it('is filled by nothing that is not worth a place, and leaves the caption’s own hashtags theirs', () => {
    const found = recommendation(['Dog'], ['Snow', 'Sea']);
    const weak = { ...found, floor: 0.4, alternatives: [suggestion('Snow', 0.5), suggestion('Sea', 0.1)] };
    expect(fillUp(EMPTY_TABLE, weak, 5).chips.map(({ label }) => label)).toEqual(['Dog', 'Snow']);
    const typed = { ...found, typed: [{ key: 'winter', label: 'winter' }] };
    expect(fillUp(EMPTY_TABLE, typed, 3).chips.map(({ label }) => label)).toEqual(['Dog', 'Snow']);
  });

  it('refreshes the reasons of kept tags', () => {
    const next = recommendation(['Grass']);
    const merged = mergeRecommendation(toggleKept(start, 'grass'), next, 1);
    expect(merged.chips[0]?.suggestion).toBe(next.tags[0]);
  });

  it('lets the next best slide in for a removed tag, which does not come back by itself', () => {
    const table = remove(start, 'grass', first, 3);
    expect(labels(table)).toEqual(['Dog', 'Park', 'Ball']);
    expect(table.removed.map((chip) => chip.label)).toEqual(['Grass']);
    expect(labels(mergeRecommendation(table, first, 3))).toEqual(['Dog', 'Park', 'Ball']);
  });

  it('brings a removed tag back as it was; the one that came instead makes room', () => {
    const table = bringBack(remove(start, 'grass', first, 3), 'grass', 3);
    expect(table.removed).toEqual([]);
    expect(labels(table)).toEqual(['Dog', 'Park', 'Grass']);
    expect(table.chips.at(-1)?.kept).toBe(false);
    const chosen = bringBack(remove(toggleKept(start, 'grass'), 'grass', first, 3), 'grass', 3);
    expect(chosen.chips.at(-1)).toMatchObject({ label: 'Grass', kept: true });
  });

  it('leaves with all of them until suggestions are chosen, then with the chosen and the typed ones', () => {
    const out = (table: Table): string[] => outputTags(table).map((tag) => tag.label);
    expect(out(start)).toEqual(['Dog', 'Grass', 'Park']);
    const typed = addTyped(start, 'Rex');
    expect(out(typed)).toEqual(['Dog', 'Grass', 'Park', 'Rex']);
    expect(isNarrowed(typed)).toBe(false);
    const chosen = toggleKept(typed, 'park');
    expect(out(chosen)).toEqual(['Park', 'Rex']);
    expect(isNarrowed(chosen)).toBe(true);
    expect(isNarrowed(acceptAll(chosen))).toBe(false);
    expect(out(toggleKept(chosen, 'park'))).toEqual(out(typed));
  });

  it('typing a suggested tag makes it one’s own and does not drop the others', () => {
    const table = addTyped(start, 'grass');
    expect(outputTags(table)).toHaveLength(3);
    expect(typedKeys(table)).toEqual(['grass']);
    expect(toggleKept(table, 'grass')).toEqual(table);
  });

  it('what a platform does not take is named; what nobody chose stays behind first, the weakest foremost', () => {
    const five = mergeRecommendation(EMPTY_TABLE, recommendation(['A', 'B', 'C', 'D', 'E']), 5);
    const table = toggleKept(addTyped(addTyped(acceptAll(five), 'F'), 'G'), 'b');
    // Narrowed: all but B are chosen.
    expect(tagsTaken(table, platformRule('instagram'))).toMatchObject({
      kept: [{ label: 'A' }, { label: 'C' }, { label: 'D' }, { label: 'E' }, { label: 'F' }],
      left: [{ label: 'G', why: 'over-cap' }],
    });
    const loose = addTyped(addTyped(five, 'F'), 'G');
    const { kept, left } = tagsTaken(loose, platformRule('instagram'));
    expect(kept.map((tag) => tag.label)).toEqual(['A', 'B', 'C', 'F', 'G']);
    expect(left.map((tag) => tag.label)).toEqual(['D', 'E']);
  });

  it('cleared stays empty until suggestions are asked for; nothing is disliked by it', () => {
    const empty = clear(addTyped(start, 'Rex'));
    expect(labels(empty)).toEqual([]);
    expect(empty.removed).toEqual([]);
    const own = mergeRecommendation(addTyped(empty, 'Milo'), first, 3);
    expect(labels(own)).toEqual(['Milo']);
    expect(labels(suggestAgain(own, first, 3))).toEqual(['Milo', 'Dog', 'Grass']);
  });

  it('never drops a decided tag when fewer are wanted', () => {
    expect(labels(resize(toggleKept(start, 'park'), first, 1))).toEqual(['Park']);
    expect(labels(resize(start, first, 2))).toEqual(['Dog', 'Grass']);
    expect(labels(resize(start, first, 5))).toEqual(['Dog', 'Grass', 'Park', 'Ball', 'Tail']);
  });

  it('moves a tag, within the row', () => {
    expect(labels(move(start, 'park', 0))).toEqual(['Park', 'Dog', 'Grass']);
    expect(labels(move(start, 'dog', 99))).toEqual(['Grass', 'Park', 'Dog']);
    expect(move(start, 'dog', 0)).toBe(start);
  });

  it('typing a tag that is there keeps it instead of doubling it', () => {
    const table = addTyped(start, 'DOG');
    expect(labels(table)).toEqual(['Dog', 'Grass', 'Park']);
    expect(table.chips[0]?.kept).toBe(true);
  });

  it('has every tag at most once, whatever is done to it', () => {
    const keys = ['dog', 'grass', 'park', 'ball', 'tail', 'rex'];
    const action = fc.record({
      what: fc.constantFrom('toggle', 'remove', 'back', 'type', 'move', 'merge', 'all', 'clear', 'again'),
      key: fc.constantFrom(...keys),
      to: fc.integer({ min: -2, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const table = actions.reduce((now, { what, key, to }) => {
          if (what === 'toggle') return toggleKept(now, key);
          if (what === 'remove') return remove(now, key, first, 3);
          if (what === 'back') return bringBack(now, key, 3);
          if (what === 'all') return acceptAll(now);
          if (what === 'clear') return clear(now);
          if (what === 'again') return suggestAgain(now, first, 3);
          if (what === 'type') return addTyped(now, key);
          if (what === 'move') return move(now, key, to);
          return mergeRecommendation(now, first, 3);
        }, start);
        const all = [...table.chips, ...table.removed].map((chip) => chip.key);
        expect(new Set(all).size).toBe(all.length);
        // Every tag on the table is copied, named as left behind, or (said on the button) not chosen.
        const { kept, left } = tagsTaken(table, platformRule('threads'));
        const unchosen = isNarrowed(table) ? table.chips.filter((chip) => !chip.kept).length : 0;
        expect(kept.length + left.length + unchosen).toBe(table.chips.length);
        for (const key of typedKeys(table)) expect(outputTags(table).map((tag) => tag.key)).toContain(key);
      }),
    );
  });
});
