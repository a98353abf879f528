import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SETS, MAX_SET_NAME, joinedSets, newSets, readTagSets, setName, withSet, withoutSet } from './tag-sets.ts';
import type { TagSet } from '../post/tag-set.ts';

const set = (name: string, ...labels: string[]): TagSet => ({
  name,
  tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
});
const coffee = set('Coffee', 'Latte', 'Cafe');

describe('saved sets', () => {
  it('are known by their names, whatever their case', () => {
    expect(withSet([coffee], set('coffee', 'Espresso'))).toEqual([set('coffee', 'Espresso')]);
    expect(withoutSet([coffee], ' COFFEE ')).toEqual([]);
  });

  it('keep their place when they are renamed, and take the place of one that has the new name', () => {
    const sets = [coffee, set('Travel', 'Rome'), set('Dogs', 'Puppy')];
    expect(withSet(sets, set('Trips', 'Rome'), 'Travel').map(({ name }) => name)).toEqual(['Coffee', 'Trips', 'Dogs']);
    expect(withSet(sets, set('Dogs', 'Rome'), 'Travel')).toEqual([coffee, set('Dogs', 'Rome')]);
  });

  it('have a name of one line', () => {
    expect(setName('  my\n coffee\tset ')).toBe('my coffee set');
    expect(Array.from(setName('é'.repeat(200)))).toHaveLength(MAX_SET_NAME);
    expect(withSet([coffee], set(' \n '))).toEqual([coffee]);
  });

  it('are not endless', () => {
    const many = Array.from({ length: MAX_SETS }, (_, index) => set(`Set ${index}`, 'A'));
    expect(withSet(many, coffee)).toBe(many);
    expect(withSet(many, set('set 3', 'B'))[3]).toEqual(set('set 3', 'B'));
  });

  it('that come again add nothing; those of the same name bring what is missing', () => {
    expect(joinedSets([coffee], [set('COFFEE', 'Cafe', 'Espresso'), set('Dogs', 'Puppy')])).toEqual([
      set('Coffee', 'Latte', 'Cafe', 'Espresso'),
      set('Dogs', 'Puppy'),
    ]);
    expect(newSets([coffee], [coffee, set('coffee', 'Latte')])).toBe(0);
    expect(newSets([coffee], [set('coffee', 'Tea'), set('Dogs', 'Puppy')])).toBe(2);
  });

  it('are read as far as they make sense', () => {
    expect(readTagSets('nonsense')).toEqual([]);
    expect(
      readTagSets([
        null,
        { name: 'No tags' },
        { name: 7, tags: [] },
        { name: 'Coffee', tags: ['Latte', { label: 'Cafe' }, 3, '2024', '#latte'] },
      ]),
    ).toEqual([coffee]);
  });

  it('whatever is read: names are distinct, and reading it again changes nothing', () => {
    const anySet = fc.record({ name: fc.string({ unit: 'binary' }), tags: fc.array(fc.string({ unit: 'binary' })) });
    fc.assert(
      fc.property(fc.array(anySet, { maxLength: 6 }), (value) => {
        const sets = readTagSets(value);
        expect(new Set(sets.map(({ name }) => name.toLocaleLowerCase('und'))).size).toBe(sets.length);
        expect(readTagSets(JSON.parse(JSON.stringify(sets)))).toEqual(sets);
        expect(joinedSets(sets, sets)).toEqual(sets);
      }),
    );
  });
});
