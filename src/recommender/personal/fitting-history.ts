import type { PostVector } from '../../domain/post/post.ts';
import type { HistoryStore, LearntPost } from '../../history/history-store.ts';
import { makerOf } from './earlier-posts.ts';
import type { Models } from '../models/engine-parts.ts';

/** The history as computing sees it. */
export type FittingHistory = Pick<HistoryStore, 'kept' | 'count' | 'get' | 'learnt' | 'setVectors' | 'own' | 'begin'>;

/**
 * The door between what is stored and what is computed with: a vector that says it was made by these models and cannot have been
 * (another length, numbers that are none: a foreign backup, a damaged record) counts as no vector. Idle time makes it anew; let in, one
 * of them would spoil every recommendation.
 */
export function fittingHistory(
  history: FittingHistory,
  models: Pick<Models, 'network' | 'networkRef' | 'photo' | 'caption'>,
): FittingHistory {
  const maker = makerOf(models);
  const { d, photo, caption } = models.network.config;
  // Vectors never change: each is looked through once, however often the list changes.
  const known = new WeakMap<PostVector, boolean>();
  const fits = (vector: PostVector): boolean => {
    const found =
      known.get(vector) ??
      (isRow(vector.values, d) &&
        (vector.photo === undefined || isRow(vector.photo, photo.width)) &&
        (vector.caption === undefined || isRow(vector.caption, caption.width)));
    known.set(vector, found);
    return found;
  };
  const checked = (post: LearntPost): LearntPost =>
    post.vector?.maker === maker && !fits(post.vector) ? { ...post, vector: null } : post;
  let last: { readonly all: readonly LearntPost[]; readonly fitting: readonly LearntPost[] } | null = null;
  return {
    kept: history.kept,
    count: () => history.count(),
    get: (id) => history.get(id),
    own: (name) => history.own(name),
    begin: () => history.begin(),
    setVectors: (vectors) => history.setVectors(vectors),
    // The same array until something changes, as the history itself promises.
    async learnt() {
      const all = await history.learnt();
      if (last?.all !== all) last = { all, fitting: all.map(checked) };
      return last.fitting;
    },
  };
}

function isRow(values: Float32Array, width: number): boolean {
  return values.length === width && values.every(Number.isFinite);
}
