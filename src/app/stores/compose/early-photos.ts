import type { Recommendation } from '../../../domain/recommendation.ts';
import type { RecommendOptions } from '../../../recommender/recommender.ts';
import type { Post } from '../../post/post.ts';
import type { EngineController } from '../engine/engine-store.ts';

export interface EarlyCalls {
  /** A post that waits, with a photo that was not read yet. */
  readonly next: () => Post | undefined;
  readonly options: (post: Post, signal: AbortSignal) => RecommendOptions;
  /** What was made of it; it has read this caption. */
  readonly take: (id: number, result: Recommendation, caption: string) => void;
}

/**
 * While the caption encoder, the largest of the models, is still being downloaded, photos are read from themselves alone; their posts go on
 * waiting for the caption, where they have one.
 */
export function createEarlyPhotos(
  engine: Pick<EngineController, 'store' | 'recommender'>,
  { next, options, take }: EarlyCalls,
): { readonly look: () => void; readonly stop: (id: number) => void } {
  let reading: { readonly id: number; readonly abort: AbortController } | null = null;
  const read = async (): Promise<void> => {
    while (reading === null && engine.store.get().photoReady) {
      const post = next();
      if (post === undefined) return;
      reading = { id: post.id, abort: new AbortController() };
      const { signal } = reading.abort;
      const { photo, caption } = post;
      try {
        const result = await engine
          .recommender()
          .recommend({ photo, caption }, { ...options(post, signal), early: true });
        if (!signal.aborted) take(post.id, result, result.early === true ? '' : caption);
      } catch {
        // Whoever works off what waits reads it when all models are here, and says what is wrong.
        if (!signal.aborted) return;
      } finally {
        reading = null;
      }
    }
  };
  return {
    look: () => void read(),
    stop: (id) => {
      if (reading?.id === id) reading.abort.abort();
    },
  };
}
