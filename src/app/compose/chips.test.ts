import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recommendation, TagSuggestion } from '../../domain/recommendation.ts';
import {
  EMPTY_TABLE,
  addTyped,
  bringBack,
  mergeRecommendation,
  move,
  outputTags,
  remove,
  resize,
  toggleKept,
  typedLabels,
} from './chips.ts';
import type { Table } from './chips.ts';

function suggestion(label: string, score = 0.5): TagSuggestion {
  const reason = {
    logit: 0,
    caption: 0,
    photo: 0,
    history: 0,
    head: 0,
    bias: 0,
    inVocabulary: true,
    classifierScore: score,
    sequenceScore: 0,
    ownNearestScore: 0,
    ownUsualScore: 0,
    ownNamedScore: 0,
    ownFittingScore: 0,
    usedInPosts: 0,
    words: null,
    regions: null,
  };
  return { key: label.toLowerCase(), label, score, probability: score, reason };
}

function recommendation(tags: readonly string[], alternatives: readonly string[] = []): Recommendation {
  return {
    id: tags.join(),
    tags: tags.map((label) => suggestion(label)),
    alternatives: alternatives.map((label) => suggestion(label)),
    gate: null,
    attention: { words: [], regions: null, affinity: null },
    used: { photo: true, caption: false, historyPosts: 0 },
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

  it('brings a removed tag back as kept', () => {
    const table = bringBack(remove(start, 'grass', first, 3), 'grass');
    expect(table.removed).toEqual([]);
    expect(table.chips.at(-1)).toMatchObject({ label: 'Grass', kept: true });
  });

  it('copies the kept tags, and all of them while none is kept', () => {
    expect(outputTags(start).map((tag) => tag.label)).toEqual(['Dog', 'Grass', 'Park']);
    expect(outputTags(toggleKept(start, 'park')).map((tag) => tag.label)).toEqual(['Park']);
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
      what: fc.constantFrom('toggle', 'remove', 'back', 'type', 'move', 'merge'),
      key: fc.constantFrom(...keys),
      to: fc.integer({ min: -2, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const table = actions.reduce((now, { what, key, to }) => {
          if (what === 'toggle') return toggleKept(now, key);
          if (what === 'remove') return remove(now, key, first, 3);
          if (what === 'back') return bringBack(now, key);
          if (what === 'type') return addTyped(now, key);
          if (what === 'move') return move(now, key, to);
          return mergeRecommendation(now, first, 3);
        }, start);
        const all = [...table.chips, ...table.removed].map((chip) => chip.key);
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});

describe('what is typed', () => {
  it('is one tag of several words, or several after commas and #', () => {
    expect(typedLabels('golden hour')).toEqual(['GoldenHour']);
    expect(typedLabels('dog, golden hour;park')).toEqual(['dog', 'GoldenHour', 'park']);
    expect(typedLabels('#dog #park #dog')).toEqual(['dog', 'park']);
    expect(typedLabels('#ліс #Озеро')).toEqual(['ліс', 'Озеро']);
  });

  it('is nothing without a letter', () => {
    expect(typedLabels(' 123, # , 🐶')).toEqual([]);
  });
});
