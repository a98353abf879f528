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
/** What number, possession and case put at the end of a Turkish noun, in this order, each once; i is written for ı as well. */
const TURKISH_ENDINGS = new RegExp(
  '^(?:l[ae]r)?(?:[iuü]|s[iuü]|[iuü]?m|[iuü]?n|[iuü]?m[iuü]z|[iuü]?n[iuü]z)?' +
    '(?:n?[dt][ae]n?|[yn]?[ae]|[yn]?[iuü]|n?[iuü]n|y?l[ae])?(?:ki)?$',
  'u',
);
/** "kitap" and "kitabı", "çiçek" and "çiçeği": the last letter of a noun, as it is where no vowel follows. */
const HARDENED: Readonly<Record<string, string>> = { b: 'p', c: 'ç', d: 't', g: 'k', ğ: 'k', v: 'f', z: 's' };
/** What number and smallness put at the end of Dutch words. */
const DUTCH_ENDINGS = /(?:(?<=m)pjes?|(?<=[lnrw])tjes?|jes?|en|e|s)$/u;
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
    case 'nl':
      return dutchStem(folded);
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

/**
 * The nouns that a Turkish word may be a form of, the longest first: "köpeğimizle" of "köpek". Its endings follow one another, so that cutting them off
 * both words would leave nearly nothing of either.
 * @param key lower case
 */
export function turkishNouns(key: string): readonly string[] {
  const nouns: string[] = [];
  for (let length = key.length; length >= SHORTEST_STEM; length -= 1) {
    const [noun, ending] = [key.slice(0, length), key.slice(length)];
    if (!TURKISH_ENDINGS.test(ending)) continue;
    nouns.push(noun);
    if (/^[aeiuü]/u.test(ending)) nouns.push(noun.replace(/[bcdğg]$/u, (last) => HARDENED[last] ?? last));
  }
  return nouns;
}

/** "bomen", "boompje" and "boom", "katten" and "kat", "duiven" and "duif": what a long vowel or a short one does to the spelling is undone. */
function dutchStem(folded: string): string {
  const stem = folded.replace(DUTCH_ENDINGS, '');
  return (stem.length < SHORTEST_STEM ? folded : stem)
    .replace(/([a-z])\1$/u, '$1')
    .replace(/[vz]$/u, (last) => HARDENED[last] ?? last)
    .replace(/([aeou])\1(?=[a-z]$)/u, '$1');
}
