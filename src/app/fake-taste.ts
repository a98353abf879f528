import type { SavedPost } from '../domain/post/post.ts';
import { REPLAY_SYSTEMS, replayBands, systemMetrics } from '../domain/replay.ts';
import type { OwnReplay, ReplayedPost, ReplaySystem } from '../domain/replay.ts';
import type { Taste } from '../domain/taste.ts';

/** What the stand-in engine (fake-engine.ts) pretends to have learnt. */
export function fakeTaste(posts: readonly SavedPost[]): Taste {
  const keys = new Map(posts.flatMap((post) => post.tags.map((tag) => [tag.key, tag.label])));
  const tags = [...keys].map(([key, label], index) => {
    const carrying = posts.filter((post) => post.tags.some((tag) => tag.key === key));
    return {
      ...{ key, label, posts: carrying.length, recentPosts: Math.min(carrying.length, 3) },
      trend: (['rising', 'steady', 'falling', 'new'] as const)[index % 4] ?? 'steady',
      lastUsedAt: carrying[0]?.createdAt ?? '',
    };
  });
  tags.sort((a, b) => b.posts - a.posts);
  const shifts = tags.slice(0, 12).map(({ key, label }, index) => ({
    ...{ key, label },
    amount: (index % 3 === 2 ? -1 : 1) * 2 * 0.85 ** index,
  }));
  return { posts: posts.length, tags, recentPosts: Math.min(20, Math.ceil(posts.length / 2)), shifts, weight: posts.length / (posts.length + 4) }; // prettier-ignore
}

/** Each step of the pretended replay finds one more of the post's tags. */
export function fakeReplay(posts: readonly SavedPost[], count: number): OwnReplay {
  const replayed = posts.toReversed().map(({ id, tags }, earlier): ReplayedPost => {
    const assigned = tags.map((tag) => tag.key);
    const suggested = Object.fromEntries(
      REPLAY_SYSTEMS.map((system, step) => [system, assigned.slice(0, earlier === 0 ? 1 : 1 + (step % 4))]),
    ) as Record<ReplaySystem, string[]>;
    return { id, earlier, assigned, suggested };
  });
  return {
    count,
    posts: posts.length,
    waiting: 0,
    bands: replayBands(replayed),
    systems: systemMetrics(replayed),
  };
}
