/** Letters of any script, their marks, digits, connectors, and the joiners that some scripts need inside a word. */
const NOT_IN_A_TAG = /[^\p{L}\p{M}\p{N}\p{Pc}\u200c\u200d·]+/gu;
const ONLY_DIGITS = /^[\p{N}\p{Pc}·\u200c\u200d]+$/u;
const HAS_LETTER = /\p{L}/u;

/** Longest tag kept, in code points; longer ones are cut (Bluesky's 64 graphemes is the tightest platform rule). */
export const MAX_TAG_LENGTH = 64;

/**
 * What a person typed or pasted, as a label: NFKC, no `#`, words joined in CamelCase ("golden hour" → "GoldenHour"), at most
 * {@link MAX_TAG_LENGTH} code points. Returns null when nothing of a hashtag is left (no letter, or digits only).
 */
export function hashtagLabel(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .split(NOT_IN_A_TAG)
    .filter((word) => word !== '');
  const joined = words
    .map((word, index) => (words.length > 1 || index > 0 ? capitalise(word) : word))
    .join('');
  const label = [...joined].slice(0, MAX_TAG_LENGTH).join('');
  return HAS_LETTER.test(label) && !ONLY_DIGITS.test(label) ? label : null;
}

/** Normal form of a tag: NFKC, lower case, no `#`. Returns null where {@link hashtagLabel} does. */
export function hashtagKey(text: string): string | null {
  const label = hashtagLabel(text);
  return label === null ? null : label.toLowerCase().normalize('NFKC');
}

function capitalise(word: string): string {
  const [first = '', ...rest] = [...word];
  return first.toUpperCase() + rest.join('');
}
