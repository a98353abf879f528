import { withoutKeycapSigns, wordsOfName } from './hashtag-text.ts';

/** Invisible characters other than the two joiners: variation selectors of emoji, soft hyphens, fillers. Enclosing marks as well. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Default_Ignorable_Code_Point}\p{Me}]+/gu;
/** Everything but letters of any script, their marks, digits, connectors, joiners and the Catalan middle dot. */
const NOT_IN_A_TAG = /[^\u200d\u200c·\p{L}\p{M}\p{N}\p{Pc}]+/u;
/** A middle dot belongs to a word only between two letters ("col·lecció"). */
const STRAY_DOT = /(?<![\p{L}\p{M}])·+|·+(?![\p{L}])/gu;
/** A joiner shapes the letters on its two sides; anywhere else, or twice, it is dirt that nobody sees. */
const REPEATED_JOINERS = /(?<=[\u200c\u200d])[\u200c\u200d]+/gu;
const STRAY_JOINER = /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/gu;
/** Marks without a letter or digit to sit on. */
const LEADING_MARKS = /^[\p{M}\u200c\u200d]+/u;
const JOINERS = /[\u200c\u200d]+/gu;
const HAS_LETTER = /\p{L}/u;
/** Georgian has capital letters but no title case: CamelCase would mix two alphabets. */
const GEORGIAN = /\p{Script=Georgian}/u;

/** Longest tag kept, in code points after NFKC; longer ones are cut (Bluesky's 64 graphemes is the tightest platform rule). */
export const MAX_TAG_LENGTH = 64;

/**
 * What a person typed or pasted, as a label: NFKC, no `#`, words joined in CamelCase ("golden hour" → "GoldenHour"), at most
 * {@link MAX_TAG_LENGTH} code points. Returns null when no letter is left (digits or underscores only, emoji only).
 */
export function hashtagLabel(text: string): string | null {
  const words = wordsOf(text.normalize('NFKC'));
  const joined = words.length === 1 ? words.join('') : words.map(capitalise).join('');
  // Two words that meet may compose (Hangul jamo), and the cut may leave a joiner at the end: once more, as one word.
  const label = wordsOf(cut(joined.normalize('NFKC'))).join('');
  return HAS_LETTER.test(label) ? label : null;
}

/**
 * Identity of a tag: its label without regard to case ("STRASSE" = "Straße", "İzmir" = "izmir" = "IZMIR", "ΟΔΟΣ" = "οδός" without its
 * accent) and to joiners that nobody sees. Returns null where {@link hashtagLabel} does.
 */
export function hashtagKey(text: string): string | null {
  let key = keys.get(text);
  if (key === undefined) {
    key = keyOf(hashtagLabel(text));
    if (keys.size >= REMEMBERED) keys.clear();
    if (text.length <= MAX_TAG_LENGTH) keys.set(text, key);
  }
  return key;
}

/** Everything that looks for names in a caption asks for the keys of the same words, and again at the next letter that is typed. */
const keys = new Map<string, string | null>();
const REMEMBERED = 4096;

function keyOf(label: string | null): string | null {
  if (label === null) return null;
  const key = cut(foldCase(label.replace(JOINERS, '').normalize('NFKC')));
  return HAS_LETTER.test(key) ? key : null;
}

/**
 * A tag of a name that stands alone: typed, or behind a `#` in a text. Null where {@link hashtagLabel} is, and where an emoji stands for a
 * part of it (`i❤️ny`), which no tag of letters can say.
 */
export function tagOfName(name: string): { readonly key: string; readonly label: string } | null {
  const words = wordsOfName(name);
  if (words === null) return null;
  const [key, label] = [hashtagKey(words), hashtagLabel(words)];
  return key === null || label === null ? null : { key, label };
}

/** Tags in what a person typed or pasted: "#a #b", "#a#b", "a, b" or one a line; what is no tag is left out, repeated ones too. */
export function hashtagsIn(text: string): { readonly key: string; readonly label: string }[] {
  const normal = withoutKeycapSigns(text).normalize('NFKC');
  const parts = normal.includes('#') ? normal.split(/[\s#,;、，]+/u) : normal.split(/[\n\r\t,;、，]+/u);
  const found = new Map<string, { key: string; label: string }>();
  // A text of a megabyte may say the same half a million times.
  for (const part of new Set(parts)) {
    const tag = tagOfName(part.trim());
    if (tag !== null && !found.has(tag.key)) found.set(tag.key, tag);
  }
  return [...found.values()];
}

/** Words of a normalised text, in order; none is empty. */
function wordsOf(normal: string): string[] {
  return normal
    .replace(INVISIBLE, '')
    .replace(STRAY_DOT, ' ')
    .split(NOT_IN_A_TAG)
    .map((word) => word.replace(LEADING_MARKS, '').replace(REPEATED_JOINERS, '').replace(STRAY_JOINER, ''))
    .filter((word) => word !== '');
}

/**
 * Full case folding by the rules that JavaScript has: upper then lower case (ß → ss, ı → i), no dot left from İ, one sigma.
 * Folding may make room for another composition, so it is repeated until nothing changes.
 */
function foldCase(text: string): string {
  let folded = text;
  for (let round = 0; round < 5; round++) {
    const next = folded.toUpperCase().toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ς', 'σ').normalize('NFKC');
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

function cut(text: string): string {
  return Array.from(text).slice(0, MAX_TAG_LENGTH).join('');
}

/** First letter in upper case where that is one letter (not "ß" → "SS"). */
function capitalise(word: string): string {
  const [first = '', ...rest] = Array.from(word);
  const upper = first.toUpperCase();
  return (Array.from(upper).length === 1 && !GEORGIAN.test(first) ? upper : first) + rest.join('');
}
