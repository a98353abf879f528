import { foldedKey, stemOf } from '../suggest/stem.ts';

/** What number and case put at the end of words, without diacritics, the longest first. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    uk: 'іями іях іям ією',
    ru: 'иями иях иям ией ием ой ей',
    pl: 'iami ami ach ech owie owi iego ego emu ymi imi ych ich iej ow om em ym im ie ia iu ii ej a e i o u y',
    cs: 'ami emi imi ymi ach ich ech ych ovi ove iho eho emu imu ou ej um em am im ym ho a e i o u y',
    de: 'ern en er es em e n s',
    it: 'a e i o',
  }).map(([language, endings]) => [language, endings.split(' ')]),
);
/** What is left of a word must still be told from others. */
const SHORTEST_STEM = 3;
const SHORTEST_GERMAN = 4;

/**
 * A word without what number and case put at its end, by the rules of one language; alike for a word of the caption and one of the table. It is
 * meant for few, known words: what else it joins is refused there (training/languages/refused.txt).
 * @param key lower case @param language BCP 47
 */
export function stemIn(key: string, language: string): string {
  // Endings are cut where they stand without diacritics; the stem keeps its own ("Küche" and "Kuchen" are two things).
  const folded = foldedKey(key);
  const shortest = language === 'de' ? SHORTEST_GERMAN : SHORTEST_STEM;
  const ending = ENDINGS[language]?.find((one) => folded.endsWith(one) && key.length - one.length >= shortest);
  if (ending !== undefined) return key.slice(0, -ending.length);
  switch (language) {
    case 'uk':
    case 'ru':
      return stemOf(key);
    case 'fr':
      return key.length > SHORTEST_STEM ? key.replace(/[sx]$/u, '') : key;
    case 'es':
    case 'pt':
      return withoutPlural(key);
    default:
      return key;
  }
}

/** "flores" and "flor", "noches" and "noche". */
function withoutPlural(key: string): string {
  const single = key.length > SHORTEST_STEM ? key.replace(/s$/u, '') : key;
  return single.length > SHORTEST_STEM ? single.replace(/e$/u, '') : single;
}
