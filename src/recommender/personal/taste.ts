import type { PostTag } from '../../domain/post/post.ts';
import type { Taste, TasteTag, Trend } from '../../domain/taste.ts';
import type { LearntPost } from '../../history/history-store.ts';
import { OWN_TAG_WEIGHTS } from './own-tags.ts';
import type { PersonalHead } from './personal-head.ts';

/** Posts that count as recent: the newer half of a short history, never more than these. */
const RECENT = 20;
/** A tag rises or falls when its share of the recent posts is this many times more or less than before. */
const CHANGE = 1.5;

/** Half of what so many posts say is believed (m of own-tags.ts). */
const BELIEF = OWN_TAG_WEIGHTS.shrinkage;

interface Uses {
  readonly tag: PostTag;
  readonly lastUsedAt: string;
  readonly posts: number;
  readonly recentPosts: number;
}

/**
 * What a history says of the person's taste.
 * @param posts oldest first, as `HistoryStore.learnt` gives them; a tag is shown as it was written last
 * @param head what was learnt from them; null before the models are there
 * @param strength what the history is allowed to weigh, 0…1
 */
export function tasteOf(posts: readonly LearntPost[], head: PersonalHead | null, strength = 1): Taste {
  const tagged = posts.filter((post) => post.tags.length > 0);
  const recentPosts = Math.min(RECENT, Math.ceil(tagged.length / 2));
  const earlierPosts = tagged.length - recentPosts;
  const uses = new Map<string, Uses>();
  tagged.forEach(({ tags, createdAt }, place) => {
    for (const [key, tag] of new Map(tags.map((one) => [one.key, one]))) {
      const before = uses.get(key);
      uses.set(key, {
        tag,
        lastUsedAt: createdAt,
        posts: (before?.posts ?? 0) + 1,
        recentPosts: (before?.recentPosts ?? 0) + (place < earlierPosts ? 0 : 1),
      });
    }
  });
  const tags = [...uses.values()]
    .map(({ tag, ...rest }): TasteTag => ({
      key: tag.key,
      label: tag.label,
      ...rest,
      trend: trendOf(rest, recentPosts, earlierPosts),
    }))
    .sort((a, b) => b.posts - a.posts || compare(b.lastUsedAt, a.lastUsedAt) || compare(a.key, b.key));
  return {
    posts: tagged.length,
    tags,
    recentPosts,
    shifts: head?.meanShifts() ?? [],
    weight: (strength * tagged.length) / (tagged.length + BELIEF),
  };
}

function trendOf({ posts, recentPosts }: Omit<Uses, 'tag' | 'lastUsedAt'>, recent: number, earlier: number): Trend {
  if (earlier === 0) return 'new';
  if (posts === recentPosts) return 'new';
  const now = recentPosts / recent;
  const before = (posts - recentPosts) / earlier;
  if (now >= CHANGE * before) return 'rising';
  return now * CHANGE <= before ? 'falling' : 'steady';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
