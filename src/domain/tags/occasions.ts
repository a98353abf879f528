import * as v from 'valibot';
import { WEEKDAYS, dayIn, dayNumber, dayOf, nthWeekday, orthodoxEaster, westernEaster } from './feasts.ts';
import type { Day } from './feasts.ts';
import data from './occasions.json';
import { phraseFinder } from '../text/phrases.ts';
import type { Phrase } from '../text/phrases.ts';

const monthDay = v.pipe(v.string(), v.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
const days = v.pipe(v.number(), v.safeInteger(), v.minValue(-100), v.maxValue(100));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(31));

/** When a feast is near: fixed days, days around Easter, days around a weekday of a month, days of another calendar. */
const seasonSchema = v.union([
  v.strictObject({ from: monthDay, to: monthDay }),
  v.strictObject({ easter: v.picklist(['western', 'orthodox']), from: days, to: days }),
  v.strictObject({
    month: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(12)),
    weekday: v.picklist(WEEKDAYS),
    nth: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(4)),
    before: count,
    after: count,
  }),
  v.strictObject({
    calendar: v.picklist(['chinese', 'hebrew', 'islamic-umalqura']),
    month: v.pipe(v.string(), v.nonEmpty()),
    from: count,
    to: count,
    before: count,
  }),
]);

/** `occasions.json`: names in many languages (one that ends in `*` may go on), emoji that name it too, when it is near. */
export const occasionsSchema = v.strictObject({
  schema: v.literal(1),
  checkedAt: v.pipe(v.string(), v.isoDate()),
  source: v.string(),
  occasions: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[a-z]+$/)),
      /** A day of mourning: fits a grave caption. */
      solemn: v.optional(v.boolean(), false),
      names: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.nonEmpty()),
      emoji: v.optional(v.array(v.string()), []),
      /** Null where it has none: birthdays, weddings. */
      seasons: v.nullable(v.array(seasonSchema)),
    }),
  ),
});

type Season = v.InferOutput<typeof seasonSchema>;

export interface Occasion {
  readonly id: string;
  readonly solemn: boolean;
  /** A tag that is one of the names written together, ends with one, or holds one that may go on. */
  readonly isTag: (key: string) => boolean;
  /** Null where it has no season. */
  readonly isNear: ((day: Day) => boolean) | null;
  /** A caption names it by words that stand apart, or by emoji. @param text normalised */
  readonly isIn: (text: string) => boolean;
}

/**
 * A name at the end of a longer tag (#happyeaster), or one that may go on inside it (#happyvalentinesday), is believed from so many
 * letters on: many words end in "eid" or "nye".
 */
const SURE_AT_END = 5;
const SURE_INSIDE = 6;

/** The occasions that are known, the feasts of the year first. */
export function occasions(): readonly Occasion[] {
  known ??= v.parse(occasionsSchema, data).occasions.map(({ id, solemn, names, emoji, seasons }) => {
    const isNamed = phraseFinder(names.map(phraseOf), { spaced: false, letter: /[\p{L}\p{N}]/u });
    const keys = names.map((name) => nameKeyOf(keyOfName(name), name.endsWith('*')));
    const isTag = (key: string): boolean => keys.some((name) => isOf(key, name));
    return {
      ...{ id, solemn, isTag },
      isIn: (text) => isNamed(text) || emoji.some((each) => text.includes(each)),
      isNear: seasons === null ? null : (day) => seasons.some((season) => isIn(season, day)),
    };
  });
  return known;
}

let known: readonly Occasion[] | undefined;

/** The occasions that a caption names, in any of the languages. */
export function occasionsIn(caption: string): readonly Occasion[] {
  if (last?.caption !== caption) {
    const text = normal(caption);
    const keys = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
    const tagged = new Set(keys.flatMap(occasionsOf));
    last = { caption, found: occasions().filter((occasion) => tagged.has(occasion) || occasion.isIn(text)) };
  }
  return last.found;
}

/** All tags of a list ask about one caption. */
let last: { readonly caption: string; readonly found: readonly Occasion[] } | undefined;

/** The occasion that a tag's key names (#merrychristmas, #weihnachten); null for other tags. */
export function occasionOf(key: string): Occasion | null {
  return occasionsOf(key)[0] ?? null;
}

/**
 * The occasions that a word or a tag names by itself, remembered: hundreds of names are looked for in it, and a caption that is being written
 * has the same words again and again.
 */
function occasionsOf(word: string): readonly Occasion[] {
  let found = byWord.get(word);
  if (found === undefined) {
    if (byWord.size >= WORDS) byWord.clear();
    const key = normal(word);
    found = occasions().filter(({ isTag }) => isTag(key));
    byWord.set(word, found);
  }
  return found;
}

const byWord = new Map<string, readonly Occasion[]>();
/** More than all hashtags of a network. */
const WORDS = 20_000;

/**
 * How likely a tag has to be, by the photo and the caption, when the caption does not name its occasion: the calibrated probability
 * that a poster uses it. The date moves the bar and never clears it.
 */
export const OCCASION_FLOOR = {
  /** The day is near. */
  near: 0.15,
  /** Nobody knows the day, or the occasion has no season. */
  unknown: 0.35,
  /** The day is far: an old photo, or a pumpkin in July. */
  far: 0.7,
} as const;

export interface OccasionQuestion {
  readonly caption: string;
  /** The post's day; null when nobody knows. */
  readonly date: Date | null;
  /** Probability that the tag fits by photo and caption, 0…1, without the date. */
  readonly probability: number;
}

/** Why an occasion's tag may or may not stand in the list. */
export type OccasionVerdict =
  /** The tag is of no occasion that is known. */
  | 'none'
  /** The caption names the occasion: it may stand, whatever the date. */
  | 'named'
  /** The caption names another feast, or another private occasion, and not this one. */
  | 'contradicted'
  /** Photo and caption say it, and the date does not stand against it. */
  | 'seen'
  /** Too little says it. */
  | 'unseen';

export interface OccasionEvidence {
  readonly verdict: OccasionVerdict;
  readonly allowed: boolean;
  /** Whether the day is near; null without a date or a season. */
  readonly near: boolean | null;
}

/**
 * Whether a tag of an occasion (#halloween, #valentinesday, #wedding) has evidence in the post: the caption names it; or photo and
 * caption make it likely, no other occasion is named, and it is likelier still when the date is far. The date alone never brings it.
 */
export function occasionEvidence(key: string, { caption, date, probability }: OccasionQuestion): OccasionEvidence {
  const occasion = occasionOf(key);
  if (occasion === null) return { verdict: 'none', allowed: true, near: null };
  const near = date === null || occasion.isNear === null ? null : occasion.isNear(localDay(date));
  const named = occasionsIn(caption);
  if (named.includes(occasion)) return { verdict: 'named', allowed: true, near };
  // A birthday may be at Christmas; Halloween is not, and a birthday is no wedding.
  if (named.some((other) => (other.isNear === null) === (occasion.isNear === null)))
    return { verdict: 'contradicted', allowed: false, near };
  const floor = near === null ? OCCASION_FLOOR.unknown : near ? OCCASION_FLOOR.near : OCCASION_FLOOR.far;
  return probability >= floor ? { verdict: 'seen', allowed: true, near } : { verdict: 'unseen', allowed: false, near };
}

function localDay(date: Date): Day {
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}

/** One way to write letters, and one apostrophe. */
function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}

/** "new year*" → the key that begins #newyear…: letters and digits only. */
function keyOfName(name: string): string {
  return normal(name).replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

interface NameKey {
  readonly key: string;
  /** May go on. */
  readonly open: boolean;
  /** Believed at the end of a longer tag, anywhere in it. */
  readonly ends: boolean;
  readonly inside: boolean;
}

function nameKeyOf(key: string, open: boolean): NameKey {
  const letters = Array.from(key).length;
  // Two Japanese signs say as much as six letters, and stand anywhere.
  if (WITHOUT_SPACES.test(key)) return { key, open, ends: false, inside: letters > 1 };
  return { key, open, ends: letters >= SURE_AT_END, inside: open && letters >= SURE_INSIDE };
}

function isOf(key: string, { key: name, open, ends, inside }: NameKey): boolean {
  if (key === name || (open && key.startsWith(name))) return true;
  return (ends && key.endsWith(name)) || (inside && key.includes(name));
}

/** Scripts that write words without spaces between them. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A name as whole words where the script has words, a hashtag's name too. */
function phraseOf(name: string): Phrase {
  const words = normal(name).replaceAll('*', '').split(' ');
  return { words, open: name.endsWith('*'), anywhere: WITHOUT_SPACES.test(name) };
}

function isIn(season: Season, day: Day): boolean {
  const at = dayNumber(day);
  if ('calendar' in season) {
    for (let ahead = 0; ahead <= season.before; ahead += 1) {
      const found = dayIn(season.calendar, dayOf(at + ahead));
      if (found === null) return false;
      // Before the feast only its first day is looked for: the month's later days follow of themselves.
      if (found.month === season.month && found.day >= season.from && found.day <= season.to) return true;
    }
    return false;
  }
  if ('easter' in season) {
    const easter = season.easter === 'western' ? westernEaster(day.year) : orthodoxEaster(day.year);
    const from = at - dayNumber(easter);
    return from >= season.from && from <= season.to;
  }
  if ('weekday' in season) {
    const feast = dayNumber(nthWeekday(day.year, season.month, season.weekday, season.nth));
    return at >= feast - season.before && at <= feast + season.after;
  }
  const today = `${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`;
  // A season may reach over the turn of the year.
  return season.from <= season.to
    ? today >= season.from && today <= season.to
    : today >= season.from || today <= season.to;
}
