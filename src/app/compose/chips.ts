import { hashtagKey, hashtagLabel } from '../../domain/hashtag.ts';
import type { PostTag } from '../../domain/post.ts';
import type { Recommendation, TagSuggestion } from '../../domain/recommendation.ts';

/** A tag on the table: suggested or typed, kept or not. */
export interface Chip {
  readonly key: string;
  readonly label: string;
  readonly origin: 'suggested' | 'typed';
  readonly kept: boolean;
  /** The suggestion behind it; null for a typed tag that the engine did not think of. */
  readonly suggestion: TagSuggestion | null;
}

/** The tags of one post: on the table in order, and those taken away. */
export interface Table {
  readonly chips: readonly Chip[];
  readonly removed: readonly Chip[];
}

export const EMPTY_TABLE: Table = { chips: [], removed: [] };

function suggested(suggestion: TagSuggestion): Chip {
  return { key: suggestion.key, label: suggestion.label, origin: 'suggested', kept: false, suggestion };
}

/** The next suggestions in rank order that are neither on the table nor taken away. */
function nextSuggestions(recommendation: Recommendation | null, table: Table): readonly TagSuggestion[] {
  if (recommendation === null) return [];
  const seen = new Set([...table.chips, ...table.removed].map((chip) => chip.key));
  return [...recommendation.tags, ...recommendation.alternatives].filter((suggestion) => !seen.has(suggestion.key));
}

/** Adds the best suggestions left until there are `count` tags on the table. */
export function fillUp(table: Table, recommendation: Recommendation | null, count: number): Table {
  const missing = count - table.chips.length;
  if (missing <= 0) return table;
  const more = nextSuggestions(recommendation, table).slice(0, missing).map(suggested);
  return more.length === 0 ? table : { ...table, chips: [...table.chips, ...more] };
}

/**
 * A new recommendation meets what the person has decided: kept and typed tags stay where they are (with the new reasons where
 * there are any), taken-away ones stay away, everything else is replaced in rank order up to `count`.
 */
export function mergeRecommendation(table: Table, recommendation: Recommendation, count: number): Table {
  const known = new Map([...recommendation.tags, ...recommendation.alternatives].map((tag) => [tag.key, tag]));
  const refreshed = (chip: Chip): Chip => ({ ...chip, suggestion: known.get(chip.key) ?? chip.suggestion });
  const decided = table.chips.filter((chip) => chip.kept || chip.origin === 'typed').map(refreshed);
  return fillUp({ chips: decided, removed: table.removed.map(refreshed) }, recommendation, count);
}

/** A smaller or larger number of tags wanted: decided ones never go, the weakest suggestions do. */
export function resize(table: Table, recommendation: Recommendation | null, count: number): Table {
  const surplus = table.chips.length - count;
  if (surplus <= 0) return fillUp(table, recommendation, count);
  const loose = table.chips.filter((chip) => !chip.kept && chip.origin === 'suggested');
  const going = new Set(loose.slice(Math.max(0, loose.length - surplus)).map((chip) => chip.key));
  return { ...table, chips: table.chips.filter((chip) => !going.has(chip.key)) };
}

export function toggleKept(table: Table, key: string): Table {
  return { ...table, chips: table.chips.map((chip) => (chip.key === key ? { ...chip, kept: !chip.kept } : chip)) };
}

/** Takes a tag away; it waits among “not these”. The next best suggestion slides in where there is room. */
export function remove(table: Table, key: string, recommendation: Recommendation | null, count: number): Table {
  const chip = table.chips.find((one) => one.key === key);
  if (chip === undefined) return table;
  const left = {
    chips: table.chips.filter((one) => one.key !== key),
    removed: [...table.removed, { ...chip, kept: false }],
  };
  return fillUp(left, recommendation, count);
}

/** Brings a taken-away tag back as kept: somebody who asks for it wants it. */
export function bringBack(table: Table, key: string): Table {
  const chip = table.removed.find((one) => one.key === key);
  if (chip === undefined) return table;
  return {
    chips: [...table.chips, { ...chip, kept: true }],
    removed: table.removed.filter((one) => one.key !== key),
  };
}

/** Typed or pasted tags: words after commas, line breaks and `#` are tags of their own; spaces join words of one tag. */
export function typedLabels(text: string): readonly string[] {
  const parts = text.includes('#') ? text.split(/[#,;\n]/) : text.split(/[,;\n]/);
  const labels = parts.map((part) => hashtagLabel(part)).filter((label) => label !== null);
  const seen = new Set<string>();
  return labels.filter((label) => {
    const key = hashtagKey(label) ?? label;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** Adds a typed tag (kept at once); one that is on the table already is kept, one taken away comes back. */
export function addTyped(table: Table, label: string): Table {
  const key = hashtagKey(label);
  if (key === null) return table;
  if (table.chips.some((chip) => chip.key === key)) {
    return { ...table, chips: table.chips.map((chip) => (chip.key === key ? { ...chip, kept: true } : chip)) };
  }
  const taken = table.removed.find((chip) => chip.key === key);
  if (taken !== undefined) return bringBack(table, key);
  const chip: Chip = { key, label, origin: 'typed', kept: true, suggestion: null };
  return { ...table, chips: [...table.chips, chip] };
}

/** Which of the tags that are saved the person typed, by key; the others were suggested and accepted. */
export function typedKeys(table: Table): readonly string[] {
  const typed = new Set(table.chips.flatMap((chip) => (chip.origin === 'typed' ? [chip.key] : [])));
  return outputTags(table).flatMap(({ key }) => (typed.has(key) ? [key] : []));
}

export function move(table: Table, key: string, to: number): Table {
  const from = table.chips.findIndex((chip) => chip.key === key);
  const chip = table.chips[from];
  if (chip === undefined) return table;
  const rest = table.chips.filter((one) => one.key !== key);
  const place = Math.max(0, Math.min(to, rest.length));
  return place === from ? table : { ...table, chips: [...rest.slice(0, place), chip, ...rest.slice(place)] };
}

/** The tags that are copied and saved: the kept ones; all on the table while none has been kept. */
export function outputTags(table: Table): readonly PostTag[] {
  const kept = table.chips.filter((chip) => chip.kept);
  return (kept.length > 0 ? kept : table.chips).map(({ key, label }) => ({ key, label }));
}
