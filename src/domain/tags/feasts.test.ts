import { expect, it } from 'vitest';
import { dayIn, dayNumber, dayOf, nthWeekday, orthodoxEaster, westernEaster } from './feasts.ts';

const iso = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

it.each([
  [2008, '2008-03-23', '2008-04-27'],
  [2011, '2011-04-24', '2011-04-24'],
  [2024, '2024-03-31', '2024-05-05'],
  [2026, '2026-04-05', '2026-04-12'],
  [2027, '2027-03-28', '2027-05-02'],
  [2038, '2038-04-25', '2038-04-25'],
])('computes Easter of %i', (year, western, orthodox) => {
  expect(iso(westernEaster(year))).toBe(western);
  expect(iso(orthodoxEaster(year))).toBe(orthodox);
});

it.each([
  [2026, 11, 'thursday', 4, '2026-11-26'],
  [2026, 10, 'monday', 2, '2026-10-12'],
  [2027, 2, 'sunday', 2, '2027-02-14'],
  [1969, 11, 'thursday', 4, '1969-11-27'],
  [2026, 11, 'sunday', 1, '2026-11-01'],
] as const)('finds a weekday of %i-%i: %s number %i', (year, month, weekday, nth, day) => {
  expect(iso(nthWeekday(year, month, weekday, nth))).toBe(day);
});

it('knows the days of other calendars', () => {
  expect(dayIn('chinese', { year: 2026, month: 2, day: 17 })).toEqual({ month: '1', day: 1 });
  expect(dayIn('hebrew', { year: 2026, month: 12, day: 5 })).toEqual({ month: 'Kislev', day: 25 });
  expect(dayIn('islamic-umalqura', { year: 2026, month: 3, day: 20 })).toEqual({ month: '10', day: 1 });
});

it('numbers days there and back', () => {
  for (const day of ['1969-12-31', '1970-01-01', '2024-02-29', '2100-03-01']) {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    expect(iso(dayOf(dayNumber({ year, month, day: date })))).toBe(day);
  }
});
