import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { OCCASION_FLOOR, occasionEvidence, occasionOf, occasions, occasionsIn, occasionsSchema } from './occasions.ts';
import data from './occasions.json';

it('reads its data, each occasion once', () => {
  const { occasions: rows } = v.parse(occasionsSchema, data);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const { names } of rows) expect(new Set(names).size).toBe(names.length);
});

it.each([
  ['christmas', 'christmas'],
  ['merrychristmas', 'christmas'],
  ['christmastree', 'christmas'],
  ['weihnachtsmarkt', 'christmas'],
  ['feliznavidad', 'christmas'],
  ['クリスマスツリー', 'christmas'],
  ['різдво', 'christmas'],
  ['wigilia', 'christmas'],
  ['valentinesday', 'valentine'],
  ['happyvalentinesday', 'valentine'],
  ['saintvalentin', 'valentine'],
  ['halloween', 'halloween'],
  ['happyhalloween', 'halloween'],
  ['thanksgiving', 'thanksgiving'],
  ['mothersday', 'mothersday'],
  ['muttertag', 'mothersday'],
  ['母の日', 'mothersday'],
  ['newyear', 'newyear'],
  ['newyearseve', 'newyear'],
  ['happynewyear', 'newyear'],
  ['easter', 'easter'],
  ['happyeaster', 'easter'],
  ['pâques', 'easter'],
  ['happybirthday', 'birthday'],
  ['birthdaygirl', 'birthday'],
  ['誕生日', 'birthday'],
  ['cumpleaños', 'birthday'],
  ['wedding', 'wedding'],
  ['weddingdress', 'wedding'],
  ['hochzeit', 'wedding'],
  ['4thofjuly', 'independenceday'],
])('#%s is of %s', (key, id) => {
  expect(occasionOf(key)?.id).toBe(id);
});

it.each([
  'adventure', 'natal', 'natalie', 'eastern', 'easternshore', 'holiday', 'holidays', 'promenade', 'kerstin', 'bridge', 'pride',
  'party', 'summer', 'sunset', 'orchids', 'seid', 'valentino', 'candle', 'pumpkin', 'cake',
])('#%s is of no occasion', (key) => {
  expect(occasionOf(key)).toBeNull();
  expect(occasionEvidence(key, { caption: '', date: null, probability: 0 })).toEqual({ verdict: 'none', allowed: true, near: null });
}); // prettier-ignore

it.each([
  ['Merry Christmas from our family', 'christmas'],
  ['Auf dem Weihnachtsmarkt mit Glühwein', 'christmas'],
  ['Mercado navideño en julio', 'christmas'],
  ['Різдвяний ярмарок', 'christmas'],
  ['クリスマスの飾り', 'christmas'],
  ['our tree is up 🎄', 'christmas'],
  ['already love this #christmastree', 'christmas'],
  ['Joyeux anniversaire ma belle', 'birthday'],
  ['お誕生日おめでとう', 'birthday'],
  ['З днем народження, мамо', 'birthday'],
  ['She’s turning two. Happy Mother’s Day to me', 'mothersday'],
  ['New Year’s Eve fireworks', 'newyear'],
  ['wesołych świąt, Wielkanoc u babci', 'easter'],
])('%s names %s', (caption, id) => {
  expect(occasionsIn(caption).map((occasion) => occasion.id)).toContain(id);
});

it.each([
  'Adventure time in the Carpathians',
  'Summer holidays on the eastern shore',
  'Pride of my life',
  'Natalie at the bridge',
])('%s names none', (caption) => {
  expect(occasionsIn(caption)).toEqual([]);
});

describe('evidence', () => {
  const july = new Date(2026, 6, 10);
  const october = new Date(2026, 9, 25);
  const december = new Date(2026, 11, 20);

  it('lets a named occasion stand, whatever the date', () => {
    const question = { caption: 'The Christmas market museum in July', date: july, probability: 0 };
    expect(occasionEvidence('christmasmarket', question)).toEqual({ verdict: 'named', allowed: true, near: false });
  });

  it('never lets the date alone bring a tag', () => {
    for (const [key, date] of [
      ['christmas', december],
      ['halloween', october],
      ['birthday', july],
    ] as const) {
      for (const caption of ['', 'Coffee and a book'])
        expect(occasionEvidence(key, { caption, date, probability: 0.02 })).toMatchObject({ verdict: 'unseen', allowed: false });
    } // prettier-ignore
  });

  it('lets the date support what photo and caption say', () => {
    const probability = (OCCASION_FLOOR.near + OCCASION_FLOOR.unknown) / 2;
    const at = (date: Date | null) => occasionEvidence('halloween', { caption: 'Pumpkins!', date, probability });
    expect(at(october)).toEqual({ verdict: 'seen', allowed: true, near: true });
    expect(at(null)).toEqual({ verdict: 'unseen', allowed: false, near: null });
    expect(at(july)).toEqual({ verdict: 'unseen', allowed: false, near: false });
  });

  it('lets a sure photo stand on a far day and without one', () => {
    expect(occasionEvidence('halloween', { caption: '', date: july, probability: 0.8 }).allowed).toBe(true);
    expect(occasionEvidence('wedding', { caption: '', date: july, probability: 0.4 })).toMatchObject({ allowed: true, near: null });
  }); // prettier-ignore

  it('refuses what the caption contradicts', () => {
    const question = { caption: 'Happy Halloween everyone', date: december, probability: 0.9 };
    expect(occasionEvidence('christmas', question)).toMatchObject({ verdict: 'contradicted', allowed: false });
    const birthday = { caption: 'Grandma’s birthday cake', date: december, probability: 0.9 };
    expect(occasionEvidence('wedding', birthday)).toMatchObject({ verdict: 'contradicted', allowed: false });
    expect(occasionEvidence('christmas', birthday)).toMatchObject({ verdict: 'seen', allowed: true });
  });
});

const SEASONS: [string, [number, number, number], boolean][] = [
  ['easter', [2026, 4, 5], true],
  ['easter', [2026, 4, 12], true], // orthodox
  ['easter', [2026, 5, 20], false],
  ['carnival', [2026, 2, 17], true], // Mardi Gras
  ['carnival', [2026, 4, 17], false],
  ['thanksgiving', [2026, 11, 26], true],
  ['thanksgiving', [2026, 10, 12], true], // Canada
  ['thanksgiving', [2026, 12, 10], false],
  ['mothersday', [2026, 5, 10], true],
  ['mothersday', [2026, 3, 15], true], // Britain
  ['mothersday', [2026, 8, 15], false],
  ['christmas', [2027, 1, 6], true],
  ['newyear', [2026, 12, 31], true],
  ['newyear', [2027, 1, 2], true],
  ['newyear', [2027, 6, 2], false],
  ['hanukkah', [2026, 12, 5], true],
  ['hanukkah', [2026, 12, 12], true],
  ['hanukkah', [2026, 12, 20], false],
  ['ramadan', [2026, 2, 20], true],
  ['eid', [2026, 3, 20], true],
  ['eid', [2026, 5, 27], true],
  ['lunarnewyear', [2026, 2, 10], true],
  ['lunarnewyear', [2026, 3, 25], false],
];
it.each(SEASONS)('%s on %j: near is %s', (id, [year, month, day], near) => {
  const occasion = occasions().find((each) => each.id === id);
  expect(occasion!.isNear!({ year, month, day })).toBe(near);
});
