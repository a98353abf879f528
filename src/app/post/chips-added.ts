import type { PostTag } from '../../domain/post/post.ts';
import type { Recommendation, TagSuggestion } from '../../domain/recommendation.ts';
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

/** So many suggestions below the floor are offered at most, and none that is less probable than this [D]. */
const LESS_SURE = 5;
const LEAST_PROBABLE = 0.005;

/**
 * Suggestions that are not worth a place by themselves, for a person to choose from where places are left: the next ones in rank order. None on a
 * table that the person cleared.
 * @param count places on the table
 */
export function lessSure(table: Table, recommendation: Recommendation | null, count: number): readonly TagSuggestion[] {
  if (recommendation === null || table.cleared) return [];
  const { alternatives, floor, typed } = recommendation;
  if (table.chips.length + typed.length >= count) return [];
  const out = new Set([...table.chips, ...table.removed].map(({ key }) => key));
  return alternatives
    .filter(({ key, probability }) => probability < floor && probability >= LEAST_PROBABLE && !out.has(key))
    .slice(0, LESS_SURE);
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
