import { describe, expect, it } from 'vitest';
import { createMemoryHistory } from '../../history/memory/memory-history.ts';
import type { HistoryStore } from '../../history/history-store.ts';
import type { Models } from '../models/engine-parts.ts';
import type { Closeness } from './closeness.ts';
import { keepList } from '../history/kept-list.ts';
import { LIST_NAMES, ListNames } from './list-names.ts';
import { readNames, writtenNames } from './names-record.ts';

/** Each word is a direction; a name or caption is the mean of its words. */
const WORDS = ['coffee', 'latte', 'sea', 'beach'];
const MEANINGS = [
  [1, 0, 0],
  [0.9, 0.1, 0],
  [0, 1, 0],
  [0, 0.9, 0.3],
];
const CLOSE: Closeness = { encoder: 'caption', captions: [0, 0, 0], names: [0, 0, 0], scale: 10, shift: -5, most: 1 };

function encoder(asked: string[] = []): Pick<Models['caption'], 'encode' | 'ref'> {
  return {
    ref: 'caption@1',
    encode: (text) => {
      asked.push(text);
      if (text === 'broken') return Promise.reject(new Error('No.'));
      const row = MEANINGS[WORDS.indexOf(text.toLowerCase())] ?? [0, 0, 0];
      return Promise.resolve({
        ...{ rows: 1, width: 3, cut: false, data: Float32Array.from(row) },
        tokens: [{ id: 1, piece: text, span: { start: 0, end: text.length } }],
      });
    },
  };
}
const listOf = async (history: HistoryStore, ...labels: string[]): Promise<void> =>
  keepList(
    await history.begin(),
    labels.map((label) => ({ key: label, label })),
  );
const said = (...numbers: readonly number[]) => ({ width: 3, data: Float32Array.from(numbers) });
const near = async (names: ListNames, ...caption: number[]): Promise<readonly string[]> =>
  (await names.near(said(...caption))).map(({ tag }) => tag.label);
async function readAll(names: ListNames): Promise<readonly (readonly [number, number])[]> {
  const told: (readonly [number, number])[] = [];
  for (let now = await names.encodeNext(); now !== null; now = await names.encodeNext()) told.push([now.done, now.of]);
  return told;
}

describe('names of the own list', () => {
  it('are read one by one, each told, and rank by their closeness to the caption', async () => {
    const history = createMemoryHistory();
    const names = new ListNames(encoder(), history, () => Promise.resolve(CLOSE));
    expect(await names.encodeNext()).toBeNull();
    await listOf(history, 'Coffee', 'Sea', 'Beach');
    names.changed();
    expect(await near(names, 0, 1, 0)).toEqual([]);
    expect(await readAll(names)).toEqual([[1, 3], [2, 3], [3, 3]]); // prettier-ignore
    expect(await near(names, 0, 1, 0)).toEqual(['Sea', 'Beach', 'Coffee']);
    const [sea] = await names.near(said(0, 1, 0));
    expect(sea?.probability).toBeCloseTo(1 / (1 + Math.exp(-5)), 5);
    expect((sea?.closeness ?? 0) + (sea?.shift ?? 0)).toBeCloseTo(5, 5);
    expect(await names.near(null)).toEqual([]);
    const capped = new ListNames(encoder(), history, () => Promise.resolve({ ...CLOSE, most: 0.1 }));
    const [first] = await capped.near(said(0, 1, 0));
    expect(first?.probability).toBe(0.1);
    expect((first?.closeness ?? 0) + (first?.shift ?? 0)).toBeCloseTo(Math.log(0.1 / 0.9), 5);
  });

  it('are there at the next visit without being read again; a changed list keeps those that stay', async () => {
    const history = createMemoryHistory();
    await listOf(history, 'Coffee', 'Sea');
    await readAll(new ListNames(encoder(), history, () => Promise.resolve(CLOSE)));
    const asked: string[] = [];
    const later = new ListNames(encoder(asked), history, () => Promise.resolve(CLOSE));
    expect(await readAll(later)).toEqual([]);
    expect(await near(later, 1, 0, 0)).toEqual(['Coffee', 'Sea']);
    await listOf(history, 'Latte', 'Sea');
    later.changed();
    expect(await readAll(later)).toEqual([[2, 2]]);
    expect(asked).toEqual(['latte']);
    expect(await near(later, 1, 0, 0)).toEqual(['Latte', 'Sea']);
  });

  it('that cannot be read are passed over, once', async () => {
    const history = createMemoryHistory();
    await listOf(history, 'broken', 'Sea');
    const names = new ListNames(encoder(), history, () => Promise.resolve(CLOSE));
    expect(await readAll(names)).toHaveLength(2);
    expect(await near(names, 0, 1, 0)).toEqual(['Sea']);
  });

  it('of a list that was forgotten meanwhile are not written', async () => {
    const history = createMemoryHistory();
    await listOf(history, 'Coffee');
    const names = new ListNames(encoder(), history, () => Promise.resolve(CLOSE));
    await names.near(said(1, 0, 0)); // the list is read
    await history.wipe();
    await readAll(names);
    expect(await history.own(LIST_NAMES)).toBeUndefined();
  });

  it('are nothing to an encoder whose closeness is not known', async () => {
    const history = createMemoryHistory();
    await listOf(history, 'Coffee');
    const names = new ListNames(encoder(), history, () => Promise.resolve(null));
    expect(await names.encodeNext()).toBeNull();
    expect(await near(names, 1, 0, 0)).toEqual([]);
  });
});

describe('stored names', () => {
  it('come back nearly as they were, and only to their encoder', () => {
    const name = Float32Array.of(0.6, -0.8, 0);
    const record = writtenNames('e@1', [
      ['A', name],
      ['B', null],
    ]);
    const back = readNames(record, 'e@1');
    expect(back.get('B')).toBeNull();
    back.get('A')?.forEach((value, i) => {
      expect(value).toBeCloseTo(name[i] ?? 0, 2);
    });
    expect(readNames(record, 'e@2').size).toBe(0);
    expect(readNames({ ...record, labels: ['A', 'B', 'C', 'D'] }, 'e@1').size).toBe(0);
    expect(readNames('nonsense', 'e@1').size).toBe(0);
  });
});
