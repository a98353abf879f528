import type { PostTag } from '../../domain/post/post.ts';
import type { Recommendation } from '../../domain/recommendation.ts';
import { fillUp } from './chips.ts';
import type { Chip, Table } from './chips.ts';

/** Suggestions that *More* brings at once. */
export const MORE = 5;

/** The next best suggestions, beside those that are there; those that nobody chooses go with the next recommendation. */
export function more(table: Table, recommendation: Recommendation | null): Table {
  // Hashtags of the caption take up places of the count, none of these.
  const count = table.chips.length + (recommendation?.typed.length ?? 0) + MORE;
  return fillUp({ ...table, cleared: false }, recommendation, count);
}

/** Whether there are suggestions beyond those on the table. */
export function hasMore(table: Table, recommendation: Recommendation | null): boolean {
  return more(table, recommendation).chips.length > table.chips.length;
}

/** Adds tags that were not typed letter by letter (a related tag, a saved set), as chosen ones; each stands there once. */
export function addChosen(table: Table, tags: readonly PostTag[], recommendation: Recommendation | null): Table {
  const known = new Map(
    [...(recommendation?.tags ?? []), ...(recommendation?.alternatives ?? [])].map((tag) => [tag.key, tag]),
  );
  return tags.reduce((now, { key, label }): Table => {
    const there = now.chips.find((chip) => chip.key === key);
    if (there !== undefined) {
      return there.kept
        ? now
        : { ...now, chips: now.chips.map((chip) => (chip === there ? { ...chip, kept: true } : chip)) };
    }
    const taken = now.removed.find((chip) => chip.key === key);
    const suggestion = known.get(key) ?? null;
    const chip: Chip =
      taken === undefined ? { key, label, origin: 'suggested', kept: true, suggestion } : { ...taken, kept: true };
    // Before the suggestions that nobody chose yet: what a person adds is nearer to them.
    const place = now.chips.findLastIndex((one) => one.kept) + 1;
    return {
      ...now,
      chips: [...now.chips.slice(0, place), chip, ...now.chips.slice(place)],
      removed: now.removed.filter((one) => one !== taken),
    };
  }, table);
}
