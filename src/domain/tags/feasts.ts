/** A day of the calendar that people live by, without a time zone. `month` 1…12. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Calendars whose feasts move; names as in Unicode's `ca` key. */
export type MovingCalendar = 'chinese' | 'hebrew' | 'islamic-umalqura';

const DAY_MS = 86_400_000;

/** Days since 1 January 1970. */
export function dayNumber({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The inverse of {@link dayNumber}. */
export function dayOf(number: number): Day {
  const date = new Date(number * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Easter Sunday of the western churches (Meeus, Jones and Butcher's algorithm). */
export function westernEaster(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const skipped = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return { year, month: Math.floor(sum / 31), day: (sum % 31) + 1 };
}

/** Easter Sunday of the orthodox churches, in our calendar (Meeus' Julian algorithm; 13 days apart from 1900 to 2099). */
export function orthodoxEaster(year: number): Day {
  const moon = (19 * (year % 19) + 15) % 30;
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  const sum = moon + weekday + 114;
  const julian = { year, month: Math.floor(sum / 31), day: (sum % 31) + 1 };
  return dayOf(dayNumber(julian) + 13);
}

/** The n-th weekday of a month, as the fourth Thursday of November. */
export function nthWeekday(year: number, month: number, weekday: Weekday, nth: number): Day {
  const first = dayNumber({ year, month, day: 1 });
  // 1 January 1970 was a Thursday.
  const days = (WEEKDAYS.indexOf(weekday) - (first + 4) + 7_000_000) % 7;
  return dayOf(first + days + 7 * (nth - 1));
}

const formats = new Map<MovingCalendar, Intl.DateTimeFormat | null>();

/** Month (its number; its name in the Hebrew calendar) and day of the month in another calendar; null where this machine does not know that calendar. */
export function dayIn(calendar: MovingCalendar, day: Day): { readonly month: string; readonly day: number } | null {
  let format = formats.get(calendar);
  if (format === undefined) {
    const made = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
      ...{ month: 'numeric', day: 'numeric', timeZone: 'UTC' },
    });
    // Without the calendar's data a machine quietly answers in another one.
    format = made.resolvedOptions().calendar === calendar ? made : null;
    formats.set(calendar, format);
  }
  if (format === null) return null;
  const parts = format.formatToParts(dayNumber(day) * DAY_MS);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return { month: part('month'), day: Number.parseInt(part('day'), 10) };
}
