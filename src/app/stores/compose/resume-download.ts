import type { Post } from '../../post/post.ts';
import type { Compose } from './compose.ts';
import type { EngineController } from '../engine/engine-store.ts';

const waitsWithPhoto = (post: Post): boolean => post.photo !== null && post.status === 'waiting';

/**
 * A download goes on by itself when a photo waits for it: after a reload, where some of it is here already; after a cancel, as soon as
 * another photo is added; after a broken connection, as soon as there is one again. Where data is dear, only the person starts it.
 */
export function resumeDownload(
  engine: Pick<EngineController, 'store' | 'load'>,
  compose: Pick<Compose, 'store'>,
  news: Pick<EventTarget, 'addEventListener'>,
): void {
  /** Photos that were on the table when the person cancelled: they are no reason to go on. */
  let cancelledWith: ReadonlySet<Blob | null> | null = null;
  const load = (): void => {
    engine.load().catch(() => undefined); // the engine's own line says why
  };
  const look = (): void => {
    const { phase, size, metered } = engine.store.get();
    const { posts } = compose.store.get();
    if (phase !== 'stopped') cancelledWith = null;
    else cancelledWith ??= new Set(posts.map((post) => post.photo));
    if (metered || !posts.some(waitsWithPhoto)) return;
    const begun = phase === 'idle' && size !== null && size.cachedBytes > 0 && size.cachedBytes < size.totalBytes;
    const added = posts.some((post) => waitsWithPhoto(post) && cancelledWith?.has(post.photo) === false);
    if (begun || added) load();
  };
  engine.store.subscribe(look);
  compose.store.subscribe(look);
  news.addEventListener('online', () => {
    const { phase, error, metered } = engine.store.get();
    const broken = phase === 'failed' && error?.code === 'model-unreachable';
    if (broken && !metered && compose.store.get().posts.some(waitsWithPhoto)) load();
  });
}
