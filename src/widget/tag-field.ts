import { hashtagsIn } from '../domain/tags/hashtag.ts';
import { formatTags } from '../domain/platforms/platforms.ts';
import type { PlatformRule } from '../domain/platforms/platforms.ts';
import type { PostTag } from '../domain/post/post.ts';
import type { WidgetTag } from './events.ts';

/** The tags of a value: `#a #b`, or separated by commas or lines; what is no tag is left out. */
export function tagsOf(value: string): WidgetTag[] {
  return hashtagsIn(value).map((tag) => ({ ...tag, source: 'typed' }));
}

/** The tags of one field: typed ones first, then suggestions; each once. Immutable. */
export class TagField {
  readonly tags: readonly WidgetTag[];
  /** Keys that the person took away; suggestions do not bring them back. */
  readonly removed: ReadonlySet<string>;

  constructor(tags: readonly WidgetTag[] = [], removed: ReadonlySet<string> = new Set()) {
    const byKey = new Map<string, WidgetTag>();
    for (const tag of tags) if (!byKey.has(tag.key)) byKey.set(tag.key, tag);
    this.tags = [...byKey.values()];
    this.removed = removed;
  }

  /** Suggestions fill up to `count` tags behind the typed ones; older suggestions go. */
  suggest(found: readonly PostTag[], count: number): TagField {
    const typed = this.tags.filter((tag) => tag.source === 'typed');
    const known = new Set([...typed.map((tag) => tag.key), ...this.removed]);
    const fresh = found
      .filter((tag) => !known.has(tag.key))
      .map(({ key, label }): WidgetTag => ({ key, label, source: 'suggested' }));
    return new TagField([...typed, ...fresh.slice(0, Math.max(0, count - typed.length))], this.removed);
  }

  /** The typed tag comes after the other typed ones; at the platform's cap the last suggestion makes way. Null when it is full. */
  type(tag: WidgetTag, cap: number | null): TagField | null {
    const others = this.tags.filter((other) => other.key !== tag.key);
    const typed = others.filter((other) => other.source === 'typed');
    if (cap !== null && typed.length >= cap) return null;
    const suggested = others.filter((other) => other.source === 'suggested');
    const kept = cap === null ? suggested : suggested.slice(0, cap - typed.length - 1);
    return new TagField([...typed, tag, ...kept], without(this.removed, tag.key));
  }

  /** Several, one after the other: all of them, or null when there is no room for one. */
  typeAll(tags: readonly WidgetTag[], cap: number | null): TagField | null {
    return tags.reduce<TagField | null>((field, tag) => field?.type(tag, cap) ?? null, this);
  }

  remove(key: string): TagField {
    return new TagField(
      this.tags.filter((tag) => tag.key !== key),
      new Set([...this.removed, key]),
    );
  }

  /** What a form submits and what may be copied: `#a #b`, as the platform takes it. */
  value(rule: PlatformRule | null): string {
    return formatTags(this.tags, 'hash-line', rule);
  }
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set([...keys].filter((other) => other !== key));
}
