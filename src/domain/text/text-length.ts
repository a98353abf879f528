/** How a platform counts a post's characters. */
export type LengthUnit = 'graphemes' | 'x-weighted' | 'mastodon';

let segmenter: Intl.Segmenter | undefined;

/** What a person sees as single characters: "👩‍🚀" is one, "é" is one however it is written. */
export function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** Every link counts as 23 characters on X and Mastodon, however long it is. */
const LINK_LENGTH = 23;
const LINK = /https?:\/\/[^\s<>"']+/giu;
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\u20e3/u;
/** Mastodon counts the name of a mention, not its server: @name@server → @name. */
const REMOTE_MENTION = /(@[\p{L}\p{N}_]+)@[\p{L}\p{N}.-]+/gu;

/** Characters of a text in a platform's own unit. */
export function countCharacters(text: string, unit: LengthUnit): number {
  switch (unit) {
    case 'graphemes':
      return graphemes(text).length;
    case 'mastodon':
      return countAroundLinks(text, (part) => graphemes(part.replace(REMOTE_MENTION, '$1')).length);
    case 'x-weighted':
      return countAroundLinks(text.normalize('NFC'), xWeight);
  }
}

function countAroundLinks(text: string, count: (part: string) => number): number {
  const links = text.match(LINK)?.length ?? 0;
  return links * LINK_LENGTH + text.split(LINK).reduce((total, part) => total + count(part), 0);
}

/** X (twitter-text, configuration v3): an emoji is 2 whatever it is made of; Latin, Greek, Cyrillic … and general punctuation 1; the rest 2. */
function xWeight(text: string): number {
  let weight = 0;
  for (const grapheme of graphemes(text)) {
    if (EMOJI.test(grapheme)) weight += 2;
    else for (const character of grapheme) weight += isLight(character.codePointAt(0) ?? 0) ? 1 : 2;
  }
  return weight;
}

function isLight(code: number): boolean {
  return (
    code <= 0x10ff ||
    (code >= 0x2000 && code <= 0x200d) ||
    (code >= 0x2010 && code <= 0x201f) ||
    (code >= 0x2032 && code <= 0x2037)
  );
}
