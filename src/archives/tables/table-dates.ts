import type { DateOrder } from '../../domain/post/import.ts';
import { secondsDate } from '../reading/json-entries.ts';

/** `unclear`: a date, but day and month cannot be told apart; null: no date that is known. */
export type TableDate = Date | 'unclear' | null;

const CLOCK = String.raw`(?:[ ,T]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|(?:utc|gmt)?[+-]\d\d:?\d\d)?(?:\s*\([^)]*\))?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.:])(\d{1,2})\2(\d{1,2})\.?${CLOCK}$`, 'iu');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\.?${CLOCK}$`, 'iu');
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(z)?)?$/iu;
const TIME_AT_END = new RegExp(`^(.*?)${CLOCK}$`, 'isu');
/** Days since 30 December 1899, as spreadsheets count them; these are 1954 … 2118. */
const SERIAL = /^[2-7]\d{4}(?:[.,]\d+)?$/u;
const SERIAL_START_MS = Date.UTC(1899, 11, 30);

/**
 * A date as tables have it: ISO, with month names, day.month.year, what spreadsheets count, seconds or milliseconds. Without a
 * zone: UTC. `order`: what the person says of dates that could be read either way.
 */
export function tableDate(text: string, order?: DateOrder): TableDate {
  const plain = text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if (/^\d{9,11}(?:\.\d+)?$/u.test(plain)) return secondsDate(Number(plain));
  if (/^\d{12,14}$/u.test(plain)) return secondsDate(Number(plain) / 1000);
  if (SERIAL.test(plain)) {
    // Spreadsheets count in days; a minute is more than their rounding.
    return new Date(SERIAL_START_MS + Math.round(Number(plain.replace(',', '.')) * 86_400) * 1000);
  }
  const compact = COMPACT.exec(plain);
  if (compact !== null) {
    const [, year, month, day, hour, minute, second] = compact;
    return dateOf([year, month, day], [hour, minute, second]);
  }
  const yearFirst = YEAR_FIRST.exec(plain);
  if (yearFirst !== null) {
    const [, year, , month, day, ...clock] = yearFirst;
    return dateOf([year, month, day], clock);
  }
  const yearLast = YEAR_LAST.exec(plain);
  if (yearLast !== null) {
    const [, one = '', sign, two = '', year, ...clock] = yearLast;
    const told = sign === '.' ? 'day-first' : orderOf(one, two);
    const found = told ?? (Number(one) <= 12 && Number(two) <= 12 ? (order ?? null) : null);
    if (found === null && Number(one) === Number(two)) return dateOf([year, one, two], clock);
    if (found === null) return Number(one) <= 12 && Number(two) <= 12 ? 'unclear' : null;
    return found === 'day-first' ? dateOf([year, two, one], clock) : dateOf([year, one, two], clock);
  }
  return namedMonthDate(plain);
}

/** Which of both numbers is the day, where one of them is too large for a month. */
function orderOf(one: string, two: string): DateOrder | null {
  if (Number(one) > 12 && Number(two) <= 12) return 'day-first';
  return Number(two) > 12 && Number(one) <= 12 ? 'month-first' : null;
}

/** “May 1, 2024”, “1 травня 2024 р.”, “Wed, 01 May 2024 10:00:00 +0000”. */
function namedMonthDate(text: string): Date | null {
  const [, date = '', ...clock] = TIME_AT_END.exec(text) ?? [];
  let [year, month, day]: [string | undefined, string | undefined, string | undefined] = [
    undefined,
    undefined,
    undefined,
  ];
  for (const word of date.toLowerCase().split(/[\s,.\-/]+/u)) {
    if (word === '' || isFiller(word)) continue;
    const number = /^(\d{1,4})(?:st|nd|rd|th|er|º|ª|\.)?$/u.exec(word)?.[1];
    if (number === undefined) {
      month ??= months().get(word)?.toString();
      if (month === undefined) return null;
    } else if (number.length === 4) year ??= number;
    else if (day === undefined) day = number;
    else year ??= number;
  }
  return year === undefined || month === undefined || day === undefined ? null : dateOf([year, month, day], clock);
}

/** @param clock hour, minute, second, am or pm, zone: as far as they are there */
function dateOf(date: readonly (string | undefined)[], clock: readonly (string | undefined)[]): Date | null {
  const yearText = date[0] ?? '';
  const [month, day] = [Number(date[1]), Number(date[2])];
  const year = yearText.length === 2 ? (Number(yearText) < 70 ? 2000 : 1900) + Number(yearText) : Number(yearText);
  const [hourText, minute, second] = [clock[0], Number(clock[1] ?? 0), Number(clock[2] ?? 0)];
  const half = clock[3]?.toLowerCase().charAt(0);
  let hour = Number(hourText ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  if (half !== undefined) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // A day or an hour that does not exist would roll over into the next.
  const isReal =
    year > 0 && local.getUTCMonth() === month - 1 && local.getUTCDate() === day && hour < 24 && minute < 60 && second < 60; // prettier-ignore
  return isReal ? new Date(local.getTime() - zoneMs(clock[4])) : null;
}

function zoneMs(zone: string | undefined): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/u.exec(zone ?? '') ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -ms : ms;
}

/** Languages whose month names are known, by the platform's own data. */
const LANGUAGES = [
  'en',
  'uk',
  'ru',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'sv',
  'da',
  'fi',
  'tr',
  'ro',
  'hu',
  'el',
  'bg',
];

let known: { readonly months: ReadonlyMap<string, number>; readonly fillers: ReadonlySet<string> } | undefined;

function months(): ReadonlyMap<string, number> {
  return names().months;
}

/** Days of the week, and the small words of a date. */
function isFiller(word: string): boolean {
  return names().fillers.has(word);
}

function names(): NonNullable<typeof known> {
  if (known !== undefined) return known;
  const months = new Map<string, number>();
  const fillers = new Set(['de', 'del', 'of', 'the', 'р', 'року', 'г', 'года', 'le', 'den', 'at', 'о', 'в', 'um', 'à']);
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      const withDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      const weekday = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
      for (let month = 0; month < 12; month += 1) {
        const date = new Date(Date.UTC(2024, month, 10));
        for (const format of [withDay, alone]) {
          const name = wordOf(format.formatToParts(date).find(({ type }) => type === 'month')?.value);
          if (/\p{L}/u.test(name) && !months.has(name)) months.set(name, month + 1);
        }
      }
      for (let day = 1; day <= 7; day += 1) fillers.add(wordOf(weekday.format(new Date(Date.UTC(2024, 0, day)))));
    }
  }
  months.set('sept', 9);
  known = { months, fillers };
  return known;
}

function wordOf(name: string | undefined): string {
  return (name ?? '').normalize('NFKC').toLowerCase().replaceAll('.', '').trim();
}
