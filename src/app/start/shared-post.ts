import { FOREIGN_SHARE, SHARED_CACHE, SHARED_QUERY, sharedAddress } from '../../domain/post/shared-post.ts';
import type { SharedPost } from '../../domain/post/shared-post.ts';

/** What another app shared, as the service worker left it; null when this visit is no share. Fetched once, then gone. */
export interface Share {
  readonly text: string;
  readonly photos: readonly File[];
}

/**
 * Takes the shared post that the page's address names, and takes the name out of the address, so that a reload does not ask again.
 * @returns `failed` when there was a share that did not arrive whole, `foreign` when a page of another site had sent it
 */
export async function takeShare(
  page: Pick<Window, 'location' | 'history'>,
  storage: Pick<CacheStorage, 'open'> | undefined,
): Promise<Share | 'failed' | 'foreign' | null> {
  const address = new URL(page.location.href);
  const id = address.searchParams.get(SHARED_QUERY);
  if (id === null) return null;
  address.searchParams.delete(SHARED_QUERY);
  page.history.replaceState(null, '', address.href);
  if (id === FOREIGN_SHARE) return 'foreign';
  try {
    const cache = await storage?.open(SHARED_CACHE);
    const base = new URL('.', address).href;
    const found = await cache?.match(sharedAddress(base, id));
    if (cache === undefined || found === undefined) return 'failed';
    const { text, photos } = (await found.json()) as SharedPost;
    const files = await Promise.all(
      photos.map(async ({ name, type }, place) => {
        const photo = await cache.match(sharedAddress(base, id, place));
        if (photo === undefined) throw new Error(`${name} is not there.`);
        return new File([await photo.blob()], name, { type });
      }),
    );
    for (const { url } of await cache.keys()) await cache.delete(url);
    return { text, photos: files };
  } catch {
    return 'failed';
  }
}
