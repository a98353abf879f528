import type { CaptionReading } from './caption-reading.ts';

/**
 * Words after which something is not there, by language: a cake "without eggs" is no #Eggs. Of 245 hashtags of the vocabulary that short training
 * captions say so, 8 were used; others are in one of six (docs/decisions/0014).
 */
const DENIALS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('no not without nor'),
  de: words('ohne kein keine keinen keinem keiner weder'),
  fr: words('sans'),
  es: words('sin'),
  it: words('senza'),
  pt: words('sem'),
  nl: words('zonder geen'),
  pl: words('bez'),
  cs: words('bez'),
  uk: words('без'),
  ru: words('без'),
};
/** What may stand between: "without any eggs". */
const BETWEEN = words('a an the any my more der die das un une le la les el los las uno una de del');
/** What goes on with it: "without eggs or butter". */
const OR = words('or oder noch ou o ni czy ani nebo чи або или of');

/** Whether what begins at a place of the caption is said not to be there. @param start of its first word @param language BCP 47 */
export function isDenied({ words: all }: Pick<CaptionReading, 'words'>, start: number, language: string): boolean {
  const denials = DENIALS[language];
  if (denials === undefined) return false;
  let at = all.findIndex((word) => word.start === start);
  while (at > 0 && all[at]?.joined === true) {
    const before = all[at - 1]?.text.toLowerCase() ?? '';
    if (denials.has(before)) return true;
    if (BETWEEN.has(before)) at -= 1;
    else if (OR.has(before) && at > 1) at -= 2;
    else return false;
  }
  return false;
}

function words(line: string): ReadonlySet<string> {
  return new Set(line.split(' '));
}
