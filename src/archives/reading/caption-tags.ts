import { tagOfName } from '../../domain/tags/hashtag.ts';
import { hashtagsOfText } from '../../domain/tags/hashtag-text.ts';
import type { TextHashtag } from '../../domain/tags/hashtag-text.ts';
import type { PostTag } from '../../domain/post/post.ts';

/** What may stand between hashtags, or before the first of them on its line. */
const BETWEEN = /^[\s.·•,;|/\\\-–—_⠀]*$/u;

/**
 * A caption as services keep it, with the hashtags in the text: the tags, and what a person would type as the caption here. Rows of
 * hashtags go; one inside a sentence stays as a word, because the sentence needs it.
 */
export function splitCaption(text: string): { readonly caption: string; readonly tags: readonly PostTag[] } {
  return { caption: withoutRows(text), tags: tagsOf(hashtagsOfText(text).map(({ name }) => name)) };
}

/** Tags of names, each once. */
export function tagsOf(names: readonly string[]): readonly PostTag[] {
  const tags = new Map<string, PostTag>();
  for (const name of names) {
    const tag = tagOfName(name.replace(/^#/u, ''));
    if (tag !== null && !tags.has(tag.key)) tags.set(tag.key, tag);
  }
  return [...tags.values()];
}

/** Both lists, each tag once. */
export function joinTags(one: readonly PostTag[], other: readonly PostTag[]): readonly PostTag[] {
  return [...new Map([...other, ...one].map((tag) => [tag.key, tag])).values()].sort(
    (a, b) => placeIn(one, a) - placeIn(one, b),
  );
}

function placeIn(tags: readonly PostTag[], { key }: PostTag): number {
  const place = tags.findIndex((tag) => tag.key === key);
  return place < 0 ? tags.length : place;
}

function withoutRows(text: string): string {
  const lines = text.split(/\r?\n/u);
  const kept = lines.map(withoutRow);
  // Lines of dots push a row of hashtags down ("…\n.\n.\n#a #b"): they go with it.
  let leadsToRow = false;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    const isRow = kept[at] === '' && line.trim() !== '';
    leadsToRow = isRow || (leadsToRow && BETWEEN.test(line));
    if (leadsToRow) kept[at] = '';
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** A line without the row of hashtags that it is or ends with; a single one at its end may belong to the sentence. */
function withoutRow(line: string): string {
  const tags = hashtagsOfText(line);
  if (tags.length === 0) return line;
  const row = endingRow(line, tags);
  const [first = tags[0]] = row;
  const before = line.slice(0, first?.start);
  const isWholeLine = row.length === tags.length && row.length > 0 && BETWEEN.test(before);
  if (isWholeLine) return '';
  if (row.length < 2) return asWords(line, tags).trimEnd();
  return withoutSeparators(asWords(before, tags.slice(0, tags.length - row.length)));
}

/** The hashtags that a line ends with, nothing but separators between and behind them. */
function endingRow(line: string, tags: readonly TextHashtag[]): readonly TextHashtag[] {
  let from = tags.length;
  let end = line.length;
  for (let place = tags.length - 1; place >= 0; place -= 1) {
    const tag = tags[place];
    if (tag === undefined || !BETWEEN.test(line.slice(tag.end, end))) break;
    from = place;
    end = tag.start;
  }
  return tags.slice(from);
}

/** The text with its hashtags as words: their signs go, and what was glued together becomes words of its own. */
function asWords(text: string, tags: readonly TextHashtag[]): string {
  let words = '';
  let at = 0;
  for (const { start, end, name } of tags) {
    const isGlued = start === at && at > 0;
    words += `${text.slice(at, start)}${isGlued ? ' ' : ''}${name}`;
    at = end;
  }
  return words + text.slice(at);
}

/** Without what led over to a row of hashtags. A full stop that ends the sentence stays with it. */
function withoutSeparators(text: string): string {
  let end = text.length;
  for (;;) {
    const sign = text[end - 1] ?? '';
    const before = text[end - 2] ?? ' ';
    const isAlone = /\s/u.test(before) || BETWEEN.test(before);
    if (sign === '' || !(/\s/u.test(sign) || (BETWEEN.test(sign) && isAlone))) return text.slice(0, end);
    end -= 1;
  }
}
