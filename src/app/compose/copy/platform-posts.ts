import { formatTags, postLength } from '../../../domain/platforms/platforms.ts';
import type { PlatformRule, PostLength, TagTrouble } from '../../../domain/platforms/platforms.ts';
import type { PostTag } from '../../../domain/post/post.ts';
import { suggestionCount } from '../../stores/settings/platform-list.ts';
import type { SheetForm } from '../../stores/settings/sheet-form.ts';
import { isDecided, resize, tagsTaken } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';

/** `no-room`: the platform's characters end before it. */
export interface LeftTag extends PostTag {
  readonly why: TagTrouble | 'no-room';
}

/** One post as one platform takes it. */
export interface PlatformPost {
  readonly rule: PlatformRule;
  readonly tags: readonly PostTag[];
  readonly left: readonly LeftTag[];
  /** What is copied as the post; empty where there is nothing. */
  readonly text: string;
  /** What is copied as its first comment; null in the other forms. */
  readonly comment: string | null;
  /** Length of `text`, as the platform counts; null where its limit is unknown, and for tags alone. */
  readonly length: PostLength | null;
}

/**
 * A post for each platform: as many tags as would stand on its table there, those that it takes; where the platform counts
 * characters, so many of the weakest stay behind that the text fits. A caption that is too long by itself stays whole: `length` says it.
 */
export function platformPosts(
  post: Pick<Post, 'table' | 'recommendation' | 'caption'>,
  rules: readonly PlatformRule[],
  form: SheetForm,
  ownCount: number | null,
): readonly PlatformPost[] {
  return rules.map((rule) => forPlatform(post, rule, form, ownCount));
}

function forPlatform(
  { table, recommendation, caption }: Pick<Post, 'table' | 'recommendation' | 'caption'>,
  rule: PlatformRule,
  form: SheetForm,
  ownCount: number | null,
): PlatformPost {
  const there = resize(table, recommendation, suggestionCount(rule, ownCount));
  const taken = tagsTaken(there, rule);
  const decided = new Set(there.chips.flatMap((chip) => (isDecided(chip) ? [chip.key] : [])));
  // The first to stay behind: the weakest suggestion that nobody chose.
  const going = [
    ...taken.kept.filter(({ key }) => !decided.has(key)).toReversed(),
    ...taken.kept.filter(({ key }) => decided.has(key)).toReversed(),
  ];
  const line = (tags: readonly PostTag[]): string => formatTags(tags, 'hash-line', rule);
  const whole = (tags: readonly PostTag[]): string =>
    form === 'caption-and-tags' ? formatTags(tags, form, rule, caption) : line(tags);
  const fits = (text: string): boolean => (postLength(text, rule)?.left ?? 0) >= 0;

  let tags: readonly PostTag[] = taken.kept;
  const left: LeftTag[] = [...taken.left];
  for (const tag of going) {
    if (fits(whole(tags))) break;
    tags = tags.filter(({ key }) => key !== tag.key);
    left.push({ ...tag, why: 'no-room' });
  }
  const text = form === 'first-comment' ? caption.trim() : whole(tags);
  return {
    rule,
    tags,
    left,
    text,
    comment: form === 'first-comment' ? line(tags) : null,
    length: form === 'tags' ? null : postLength(text, rule),
  };
}
