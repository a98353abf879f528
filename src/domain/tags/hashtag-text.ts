/** A hashtag in running text: `name` is what stands behind its sign. */
export interface TextHashtag {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The sign in its usual, full-width and small form; `#️⃣` is an emoji. */
const SIGN = String.raw`[#＃﹟](?!\ufe0f?\u20e3)`;
const EMOJI = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}`;
/** Letters, marks (those of emoji among them), digits, connectors, the Catalan middle dot, joiners, emoji. */
const HASHTAG = new RegExp(String.raw`${SIGN}([\p{L}\p{M}\p{N}\p{Pc}·\u200c\u200d${EMOJI}]+)`, 'gu');
/** A word, an entity (`&#39;`) or an address (`/#top`) goes on here. */
const GOES_ON = /[\p{L}\p{N}\p{Pc}&/]$|(?![\ufe0f\u20e3])\p{M}$/u;
const KEYCAP = /[#*0-9]\ufe0f?\u20e3/gu;
const PICTURES = String.raw`[\ufe0e\ufe0f\u200d${EMOJI}]`;
const PICTURES_AT_EDGE = new RegExp(String.raw`^${PICTURES}+|${PICTURES}+$`, 'gu');
const PICTURES_INSIDE = new RegExp(
  String.raw`[\p{L}\p{M}\p{N}\p{Pc}]\ufe0f?[${EMOJI}]${PICTURES}*[\p{L}\p{N}\p{Pc}]`,
  'u',
);
/** Nothing behind it counts: a tag has 64 letters. */
const LONGEST_NAME = 1000;

/**
 * The hashtags of a text as platforms link them: not inside a word, but one directly behind another (`#sunset#beach`); emoji belong to
 * them. Takes time linear in the text's length.
 */
export function hashtagsOfText(text: string): readonly TextHashtag[] {
  const found: TextHashtag[] = [];
  for (const match of text.matchAll(HASHTAG)) {
    const { index: start } = match;
    const isGlued = found.at(-1)?.end === start;
    // Two code units hold any letter.
    if (!isGlued && GOES_ON.test(text.slice(Math.max(0, start - 2), start))) continue;
    found.push({ start, end: start + match[0].length, name: match[1] ?? '' });
  }
  return found;
}

/** A hashtag's name in letters and digits alone: emoji before and behind are left out; null where they stand for a part of it (`i❤️ny`). */
export function wordsOfName(name: string): string | null {
  const words = name.slice(0, LONGEST_NAME).replace(KEYCAP, '🔢').replace(PICTURES_AT_EDGE, '');
  return PICTURES_INSIDE.test(words) ? null : words;
}

/** Text with a comma for each `#️⃣`, whose sign begins no hashtag. */
export function withoutKeycapSigns(text: string): string {
  return text.replace(/[#＃﹟]\ufe0f?\u20e3/gu, ',');
}
