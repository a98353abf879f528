import content from './table2.json';

/** As the paper colours its Table 2: assigned by the author; not assigned, but relevant; not relevant. */
export const MARKS = ['hit', 'relevant', 'not'] as const;
export type Mark = (typeof MARKS)[number];

/** The signs beside the colours. */
export const SIGNS: Readonly<Record<Mark, string>> = { hit: '✓', relevant: '○', not: '✗' };

export interface MarkedTag {
  readonly tag: string;
  readonly mark: Mark;
}

export interface MarkedPost {
  readonly shows: string;
  readonly assigned: readonly string[];
  readonly rows: readonly { readonly system: string; readonly tags: readonly MarkedTag[] }[];
}

/** The lists of the networks, by the names that training gives them. */
export const LISTS = ['classification', 'sequence', 'A1', 'hybrid'] as const;
export type List = (typeof LISTS)[number];

/** Every post with the lists of all systems; the networks' list is the chosen one, any other system has one of its own. */
export function markedPosts(list: List): MarkedPost[] {
  return content.posts.map(({ shows, assigned, relevant, lists }) => ({
    ...{ shows, assigned },
    rows: content.systems.flatMap(({ name, lists: names }, n) => {
      const tags = lists[n]?.[Math.max(0, names.indexOf(list))];
      return tags === undefined
        ? []
        : [{ system: name, tags: tags.map((tag) => ({ tag, mark: markOf(tag, assigned, relevant) })) }];
    }),
  }));
}

function markOf(tag: string, assigned: readonly string[], relevant: readonly string[]): Mark {
  if (assigned.includes(tag)) return 'hit';
  return relevant.includes(tag) ? 'relevant' : 'not';
}

/** How often each mark was given to each system. */
export function tallyOf(
  posts: readonly MarkedPost[],
): { readonly system: string; readonly counts: Readonly<Record<Mark, number>> }[] {
  return content.systems.map(({ name }) => {
    const tags = posts.flatMap(({ rows }) => rows.filter(({ system }) => system === name).flatMap((row) => row.tags));
    const count = (mark: Mark): number => tags.filter((one) => one.mark === mark).length;
    return { system: name, counts: { hit: count('hit'), relevant: count('relevant'), not: count('not') } };
  });
}
