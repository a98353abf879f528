import { hashtagKey, hashtagLabel, hashtagsIn } from './hashtag.ts';
import type { PostTag } from '../post/post.ts';

/** Most hashtags of a person's own list. */
export const MAX_LIST = 5000;
/** A text longer than this is no list of hashtags; 5,000 of the longest take a tenth of it. */
const MAX_TEXT = 5_000_000;
/** What tables call their first column, where it holds hashtags: no hashtag itself. */
const HEADS: ReadonlySet<string> = new Set(['tag', 'tags', 'hashtag', 'hashtags', 'тег', 'теги', 'хештег', 'хештеги']);

/** A list as it was pasted or came in a file: hashtags one a line, between commas, or as `#a #b`. */
export interface ListText {
  /** Each once, in their order, as many as a list may have. */
  readonly tags: readonly PostTag[];
  /** Different hashtags that are one too many. */
  readonly beyond: number;
}

export function readListText(text: string): ListText {
  const whole = text.slice(0, MAX_TEXT).replaceAll(/["“”]/gu, '');
  const lines = whole.split(/[\n\r]+/u);
  const [head = ''] = (lines[0] ?? '').split(/[,;\t]/u);
  const isTable = lines.length > 1 && HEADS.has(head.trim().toLowerCase());
  const body = isTable ? lines.slice(1).join('\n') : whole;
  // Words in one line without any mark between them are a hashtag each.
  const apart = /[#,;\t\n\r、，]/u.test(body.trim()) ? body : body.trim().replaceAll(/\s+/gu, '\n');
  const found = hashtagsIn(apart);
  return { tags: found.slice(0, MAX_LIST), beyond: Math.max(0, found.length - MAX_LIST) };
}

/** A list as it is kept: each hashtag once, as its label says, as many as it may have; what makes no sense is left out. */
export function tagListOf(value: unknown): readonly PostTag[] {
  const found = new Map<string, PostTag>();
  for (const one of Array.isArray(value) ? (value as unknown[]) : []) {
    const text: unknown = typeof one === 'object' && one !== null && 'label' in one ? one.label : one;
    if (typeof text !== 'string') continue;
    const [key, label] = [hashtagKey(text), hashtagLabel(text)];
    if (key !== null && label !== null && !found.has(key)) found.set(key, { key, label });
    if (found.size === MAX_LIST) break;
  }
  return [...found.values()];
}
