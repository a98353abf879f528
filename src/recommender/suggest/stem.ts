/**
 * Light stemming: what changes with number, case and tense at the end of a word is cut, alike for a caption's word and a hashtag, so that "hiked",
 * "hiking" and #hike meet. It knows no language: Latin letters by the rules of English, which serve Romance plurals as well, Cyrillic ones by
 * the commonest case endings. What it joins wrongly (news, new) is refused by the table of the ranking model, where name vectors decided.
 * @param key lower case @returns the stem; words too short to lose anything as they are
 */
export function stemOf(key: string): string {
  if (/^[\p{Script=Latin}\p{M}\p{N}]+$/u.test(key)) return latinStem(key);
  if (/^[\p{Script=Cyrillic}\p{N}]+$/u.test(key)) return cyrillicStem(key);
  return key;
}

function latinStem(key: string): string {
  let stem = key;
  if (stem.length >= 5 && stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`;
  else if (stem.length >= 5 && /(?:ss|x|z|ch|sh)es$/u.test(stem)) stem = stem.slice(0, -2);
  else if (stem.length >= 4 && /[^su]s$/u.test(stem)) stem = stem.slice(0, -1);
  if (stem.length >= 6 && stem.endsWith('ing')) stem = undoubled(stem.slice(0, -3));
  else if (stem.length >= 5 && stem.endsWith('ed')) stem = undoubled(stem.slice(0, -2));
  return stem.length >= 4 && stem.endsWith('e') ? stem.slice(0, -1) : stem;
}

/** "runn" → "run", but "fall", "miss", "buzz" stay. */
function undoubled(stem: string): string {
  return /([bcdfghjkmnprtvw])\1$/u.test(stem) ? stem.slice(0, -1) : stem;
}

const CYRILLIC_ENDINGS = [
  'ями ами ого его ому ему ими ыми ові еві єві',
  'ій ий ый ої ею ою єю ах ях ам ям ом ем єм ів ев ов ей ая яя ое ее ие ые их ых ім им ым ую юю ія ії ію ия ии ию',
  'а я о е є и і ї ы у ю й ь',
].flatMap((line) => line.split(' '));

function cyrillicStem(key: string): string {
  const ending = CYRILLIC_ENDINGS.find((one) => key.endsWith(one) && key.length - one.length >= 3);
  return ending === undefined ? key : key.slice(0, -ending.length);
}

/** Without diacritics, where the letters are ones that people write without them: "café" → "cafe". */
export function foldedKey(key: string): string {
  if (!/[^\p{ASCII}]/u.test(key) || !/[\p{Script=Latin}\p{Script=Greek}]/u.test(key)) return key;
  return key
    .normalize('NFD')
    .replaceAll(/(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ı', 'i')
    .normalize('NFC');
}
