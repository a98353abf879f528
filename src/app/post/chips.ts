import { hashtagKey } from '../../domain/tags/hashtag.ts';
import { tagsForPlatform } from '../../domain/platforms/platforms.ts';
import type { PlatformRule, TagTrouble } from '../../domain/platforms/platforms.ts';
import type { PostTag } from '../../domain/post/post.ts';
import type { Recommendation, TagSuggestion } from '../../domain/recommendation.ts';

/** A tag on the table: suggested or typed, kept or not. */
export interface Chip {
  readonly key: string;
  readonly label: string;
  readonly origin: 'suggested' | 'typed';
  /** The person chose it; typed tags always are. */
  readonly kept: boolean;
  /** The suggestion behind it; null for a typed tag that the engine did not think of. */
  readonly suggestion: TagSuggestion | null;
}

/** The tags of one post: on the table in order, and those taken away. */
export interface Table {
  readonly chips: readonly Chip[];
  readonly removed: readonly Chip[];
  /** The person cleared the table: suggestions stay away until they are asked for again. */
  readonly cleared: boolean;
}

export const EMPTY_TABLE: Table = { chips: [], removed: [], cleared: false };

/** Chosen or typed by the person: no recommendation takes it away. */
export function isDecided(chip: Chip): boolean {
  return chip.kept || chip.origin === 'typed';
}

function suggested(suggestion: TagSuggestion): Chip {
  return { key: suggestion.key, label: suggestion.label, origin: 'suggested', kept: false, suggestion };
}

/** The next suggestions in rank order that are worth a place and neither on the table nor taken away. */
function nextSuggestions(recommendation: Recommendation | null, table: Table): readonly TagSuggestion[] {
  if (recommendation === null) return [];
  const { tags, alternatives, floor } = recommendation;
  const seen = new Set([...table.chips, ...table.removed].map((chip) => chip.key));
  const worth = alternatives.filter(({ probability }) => probability >= floor);
  return [...tags, ...worth].filter((suggestion) => !seen.has(suggestion.key));
}

/** Places on the table: hashtags that stand in the caption have theirs already. */
function roomFor(recommendation: Recommendation | null, count: number): number {
  return Math.max(0, count - (recommendation?.typed.length ?? 0));
}

/** Adds the best suggestions left until there are `count` tags on the table. */
export function fillUp(table: Table, recommendation: Recommendation | null, count: number): Table {
  const missing = roomFor(recommendation, count) - table.chips.length;
  if (missing <= 0 || table.cleared) return table;
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
  const decided = table.chips.filter(isDecided).map(refreshed);
  return fillUp({ ...table, chips: decided, removed: table.removed.map(refreshed) }, recommendation, count);
}

/** A smaller or larger number of tags wanted: decided ones never go, the weakest suggestions do. */
export function resize(table: Table, recommendation: Recommendation | null, count: number): Table {
  const surplus = table.chips.length - roomFor(recommendation, count);
  if (surplus <= 0) return fillUp(table, recommendation, count);
  const loose = table.chips.filter((chip) => !isDecided(chip));
  const going = new Set(loose.slice(Math.max(0, loose.length - surplus)).map((chip) => chip.key));
  return { ...table, chips: table.chips.filter((chip) => !going.has(chip.key)) };
}

/** Chooses a suggested tag, or takes the choice back. A typed tag was chosen by typing it. */
export function toggleKept(table: Table, key: string): Table {
  const chips = table.chips.map((chip) =>
    chip.key === key && chip.origin === 'suggested' ? { ...chip, kept: !chip.kept } : chip,
  );
  return { ...table, chips };
}

/** Chooses every tag on the table. */
export function acceptAll(table: Table): Table {
  return { ...table, chips: table.chips.map((chip) => (chip.kept ? chip : { ...chip, kept: true })) };
}

/** An empty table that stays empty: nothing is disliked, and the suggestions come back when they are asked for. */
export function clear(table: Table): Table {
  return { ...table, chips: [], cleared: true };
}

export function suggestAgain(table: Table, recommendation: Recommendation | null, count: number): Table {
  return fillUp({ ...table, cleared: false }, recommendation, count);
}

/** Takes a tag away; it waits among “not these”. The next best suggestion slides in where there is room. */
export function remove(table: Table, key: string, recommendation: Recommendation | null, count: number): Table {
  const chip = table.chips.find((one) => one.key === key);
  if (chip === undefined) return table;
  const chips = table.chips.filter((one) => one.key !== key);
  return fillUp({ ...table, chips, removed: [...table.removed, chip] }, recommendation, count);
}

/** Brings a taken-away tag back as it was; the weakest suggestion makes room for it where there are more than `count`. */
export function bringBack(table: Table, key: string, count = Infinity): Table {
  const chip = table.removed.find((one) => one.key === key);
  if (chip === undefined) return table;
  const removed = table.removed.filter((one) => one.key !== key);
  const weakest = table.chips.length < count ? undefined : table.chips.findLast((one) => !isDecided(one));
  return { ...table, chips: [...table.chips.filter((one) => one !== weakest), chip], removed };
}

/** Adds a typed tag. One that is suggested already, or was taken away, becomes the person's own instead of standing there twice. */
export function addTyped(table: Table, label: string): Table {
  const key = hashtagKey(label);
  if (key === null) return table;
  const own = (chip: Chip): Chip => ({ ...chip, origin: 'typed', kept: true });
  if (table.chips.some((chip) => chip.key === key)) {
    return { ...table, chips: table.chips.map((chip) => (chip.key === key ? own(chip) : chip)) };
  }
  const taken = table.removed.find((chip) => chip.key === key);
  const chip = own(taken ?? { key, label, origin: 'typed', kept: true, suggestion: null });
  return { ...table, chips: [...table.chips, chip], removed: table.removed.filter((one) => one.key !== key) };
}

/** Which of the tags that are saved the person typed, by key; the others were suggested and accepted. */
export function typedKeys(table: Table): readonly string[] {
  return table.chips.flatMap((chip) => (chip.origin === 'typed' ? [chip.key] : []));
}

export function move(table: Table, key: string, to: number): Table {
  const from = table.chips.findIndex((chip) => chip.key === key);
  const chip = table.chips[from];
  if (chip === undefined) return table;
  const rest = table.chips.filter((one) => one.key !== key);
  const place = Math.max(0, Math.min(to, rest.length));
  return place === from ? table : { ...table, chips: [...rest.slice(0, place), chip, ...rest.slice(place)] };
}

/** Suggested tags were chosen and others not: only the chosen ones, and the typed ones, leave the table. */
export function isNarrowed(table: Table): boolean {
  return table.chips.some((chip) => chip.kept && chip.origin === 'suggested') && table.chips.some((chip) => !chip.kept);
}

function leaving(table: Table): readonly Chip[] {
  return isNarrowed(table) ? table.chips.filter((chip) => chip.kept) : table.chips;
}

/** The tags that are copied and saved: all on the table until suggestions are chosen, then the chosen ones and the typed ones. */
export function outputTags(table: Table): readonly PostTag[] {
  return leaving(table).map(({ key, label }) => ({ key, label }));
}

/** What a platform takes of the table, in the order shown, and what stays behind and why. */
export interface TakenTags {
  readonly kept: readonly PostTag[];
  readonly left: readonly { readonly key: string; readonly label: string; readonly why: TagTrouble }[];
}

/**
 * The tags that leave for a platform. Where there are too many, suggestions nobody chose stay behind first, the weakest of them
 * foremost: a typed or chosen tag never makes way for one that was only offered.
 */
export function tagsTaken(table: Table, rule: PlatformRule | null): TakenTags {
  const chips = leaving(table);
  const firsts = [...chips.filter(isDecided), ...chips.filter((chip) => !isDecided(chip))];
  const { kept, dropped } = tagsForPlatform(
    firsts.map(({ key, label }) => ({ key, label })),
    rule,
  );
  const byKey = new Map(kept.map((tag) => [tag.key, tag]));
  const why = new Map(dropped.map((one) => [one.tag.key, one.why]));
  return {
    kept: chips.flatMap(({ key }) => byKey.get(key) ?? []),
    left: chips.flatMap(({ key, label }) => {
      const trouble = why.get(key);
      return trouble === undefined ? [] : [{ key, label, why: trouble }];
    }),
  };
}
