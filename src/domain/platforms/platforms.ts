import data from './platforms.json';
import type { PostTag } from '../post/post.ts';
import { countCharacters, graphemes } from '../text/text-length.ts';
import type { LengthUnit } from '../text/text-length.ts';

/**
 * What may stand in a tag: `word` = letters, marks, digits, `_`; `twitter` and `mastodon` also the Catalan middle dot and joiners;
 * `free` = any text, spaces too.
 */
export type TagCharacters = 'word' | 'twitter' | 'mastodon' | 'free';

/** A platform's rules. Dated data that a person may edit: pass a changed copy to the functions below. */
export interface PlatformRule {
  readonly id: string;
  readonly name: string;
  /** Most tags a post may carry; null = no limit. */
  readonly cap: number | null;
  /** How many people usually use: so many are suggested. */
  readonly usual: number;
  readonly characters: TagCharacters;
  readonly maxTagGraphemes: number | null;
  readonly maxTagBytes: number | null;
  /** Longest text of a post and how it is counted; null where no limit is near. */
  readonly post: { readonly limit: number; readonly unit: LengthUnit } | null;
  /** Whether its posts take a description of the photo for people who do not see it. */
  readonly altText: boolean;
  readonly source: string;
  /** ISO date on which `source` was looked at; null = not looked up yet. */
  readonly checkedAt: string | null;
}

/** The shipped rules (`platforms.json`; the test beside checks their schema). */
export const PLATFORMS: readonly PlatformRule[] = data.platforms as readonly PlatformRule[];

/** Tags suggested where no platform is chosen. */
export const DEFAULT_TAG_COUNT = 5;

/** Rule of a platform id; null when there is none. */
export function platformRule(id: string | null): PlatformRule | null {
  return PLATFORMS.find((rule) => rule.id === id) ?? null;
}

/** What is usual on the platform, never more than its cap; {@link DEFAULT_TAG_COUNT} where there is none. */
export function defaultTagCount(rule: PlatformRule | null): number {
  return Math.min(rule?.usual ?? DEFAULT_TAG_COUNT, rule?.cap ?? Infinity);
}

/** Why a platform does not take a tag. */
export type TagTrouble = 'over-cap' | 'too-long' | 'characters';

/** Tags as a platform takes them, and those that it does not. */
export interface PlatformTags {
  /** In the order given, labels as the platform reads them. */
  readonly kept: readonly PostTag[];
  readonly dropped: readonly { readonly tag: PostTag; readonly why: TagTrouble }[];
}

/** Tags as a platform takes them: characters that end its hashtags are taken out, then what is too long or too many is dropped. */
export function tagsForPlatform(tags: readonly PostTag[], rule: PlatformRule | null): PlatformTags {
  if (rule === null) return { kept: tags, dropped: [] };
  const kept: PostTag[] = [];
  const dropped: { tag: PostTag; why: TagTrouble }[] = [];
  for (const tag of tags) {
    const label = labelFor(tag.label, rule.characters);
    const why: TagTrouble | null =
      label === ''
        ? 'characters'
        : isTooLong(label, rule)
          ? 'too-long'
          : rule.cap !== null && kept.length >= rule.cap
            ? 'over-cap'
            : null;
    if (why === null) kept.push(label === tag.label ? tag : { key: tag.key, label });
    else dropped.push({ tag, why });
  }
  return { kept, dropped };
}

/** How tags are written as text; see {@link formatTags}. */
export type TagStyle = 'hash-line' | 'plain-line' | 'one-a-line' | 'caption-and-tags';

/** Text to copy or share: `#a #b` · `a, b` · one `#a` a line · caption, empty line, `#a #b`. Only what the platform takes. */
export function formatTags(
  tags: readonly PostTag[],
  style: TagStyle,
  rule: PlatformRule | null = null,
  caption = '',
): string {
  const labels = tagsForPlatform(tags, rule).kept.map((tag) => tag.label);
  const line = labels.map((label) => `#${label}`).join(' ');
  switch (style) {
    case 'hash-line':
      return line;
    case 'plain-line':
      return labels.join(', ');
    case 'one-a-line':
      return labels.map((label) => `#${label}`).join('\n');
    case 'caption-and-tags':
      return [caption.trim(), line].filter((part) => part !== '').join('\n\n');
  }
}

/** How much of a platform’s limit a text uses, counted as that platform counts. */
export interface PostLength {
  readonly used: number;
  readonly limit: number;
  /** Below zero: so many characters too long. */
  readonly left: number;
}

/** Length of a post's text as its platform counts it; null where the platform's limit is unknown. */
export function postLength(text: string, rule: PlatformRule | null): PostLength | null {
  const post = rule?.post ?? null;
  if (post === null) return null;
  const used = countCharacters(text, post.unit);
  return { used, limit: post.limit, left: post.limit - used };
}

function labelFor(label: string, characters: TagCharacters): string {
  switch (characters) {
    case 'free':
      return label;
    case 'mastodon':
      return label.replaceAll('\u200d', '');
    case 'twitter':
      return label.replace(/(?!_)\p{Pc}/gu, '_');
    case 'word':
      return label.replace(/(?!_)\p{Pc}/gu, '_').replace(/[\u200d\u200c·]/gu, '');
  }
}

function isTooLong(label: string, rule: PlatformRule): boolean {
  if (rule.maxTagGraphemes !== null && graphemes(label).length > rule.maxTagGraphemes) return true;
  return rule.maxTagBytes !== null && new TextEncoder().encode(label).length > rule.maxTagBytes;
}
