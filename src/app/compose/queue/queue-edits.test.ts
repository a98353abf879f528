import { describe, expect, it } from 'vitest';
import { EMPTY_TABLE, addTyped, outputTags } from '../../post/chips.ts';
import { blankPost, keptWords } from '../../post/post.ts';
import type { Post } from '../../post/post.ts';
import { toKeep, withAllChosen, withCaption, withTags, withoutTags } from './queue-edits.ts';

const post = (id: number, ...labels: string[]): Post => ({
  ...blankPost(id, `caption ${String(id)}`),
  table: labels.reduce(addTyped, EMPTY_TABLE),
});
const labels = ({ table }: Partial<Pick<Post, 'table'>>): string[] =>
  outputTags(table ?? EMPTY_TABLE).map((tag) => tag.label);

describe('changes of several posts', () => {
  it('give all the same caption, and leave their tags', () => {
    expect(withCaption('Lisbon')(post(1, 'Sea'), 5)).toEqual({ caption: 'Lisbon' });
  });

  it('add tags once, also where one is there already', () => {
    expect(labels(withTags(['Trip', 'sea'])(post(1, 'Sea'), 5))).toEqual(['Sea', 'Trip']);
  });

  it('take tags off whatever their letters, and leave them among “not these”', () => {
    const next = withoutTags(['sea', '?'])(post(1, 'Sea', 'Sand'), 5);
    expect(labels(next)).toEqual(['Sand']);
    expect(next.table?.removed.map((chip) => chip.label)).toEqual(['Sea']);
  });

  it('choose every tag', () => {
    const loose = { key: 'sea', label: 'Sea', origin: 'suggested', kept: false, suggestion: null } as const;
    const next = withAllChosen({ ...post(1), table: { ...EMPTY_TABLE, chips: [loose] } }, 5);
    expect(next.table?.chips.every((chip) => chip.kept)).toBe(true);
  });

  it('keep only what has tags and is not kept as it stands', () => {
    const kept = { ...post(2, 'Sea'), savedId: 'a' };
    const posts = [post(1), { ...kept, keptAs: keptWords(kept) }, { ...kept, id: 3, keptAs: 'other' }, post(4, 'Sand')];
    expect(toKeep(posts).map(({ id }) => id)).toEqual([3, 4]);
  });
});
