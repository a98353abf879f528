import { FOREIGN_SHARE, SHARED_CACHE, SHARED_QUERY, sharedAddress } from '../../domain/post/shared-post.ts';
import type { SharedPost } from '../../domain/post/shared-post.ts';

/** What another app shared, as the service worker left it; null when this visit is no share. */
export interface Share {
  readonly text: string;
  readonly photos: readonly File[];
  /**
   * It is written down elsewhere: gone from here, and its name from the address, so that a reload does not ask again. Until then a tab
   * that crashes finds it again. Never rejects.
   */
  readonly taken: () => Promise<void>;
}

/**
 * Reads the shared post that the page's address names, or one that a page which crashed or was closed had not written down yet.
 * @returns `failed` when there was a share that did not arrive whole, `foreign` when a page of another site had sent it
 */
export async function takeShare(
  page: Pick<Window, 'location' | 'history'>,
  storage: Pick<CacheStorage, 'open' | 'delete'> | undefined,
): Promise<Share | 'failed' | 'foreign' | null> {
  const address = new URL(page.location.href);
  const id = address.searchParams.get(SHARED_QUERY) ?? (await leftOver(storage));
  if (id === null) return null;
  const taken = async (): Promise<void> => {
    address.searchParams.delete(SHARED_QUERY);
    page.history.replaceState(null, '', address.href);
    await storage?.delete(SHARED_CACHE).catch(() => false); // at worst it is there until the next share
  };
  if (id !== FOREIGN_SHARE) {
    try {
      return { ...(await readShare(new URL('.', address).href, id, storage)), taken };
    } catch {
      // Said once.
    }
  }
  await taken();
  return id === FOREIGN_SHARE ? 'foreign' : 'failed';
}

async function readShare(
  base: string,
  id: string,
  storage: Pick<CacheStorage, 'open'> | undefined,
): Promise<Omit<Share, 'taken'>> {
  const cache = await storage?.open(SHARED_CACHE);
  const at = async (photo: number | null): Promise<Response> => {
    const found = await cache?.match(sharedAddress(base, id, photo));
    if (found === undefined) throw new Error('It is not there.');
    return found;
  };
  const { text, photos } = (await (await at(null)).json()) as SharedPost;
  const files = photos.map(async ({ name, type }, place) => new File([await (await at(place)).blob()], name, { type }));
  return { text, photos: await Promise.all(files) };
}

/** The id of a shared post that no page has taken. */
async function leftOver(storage: Pick<CacheStorage, 'open'> | undefined): Promise<string | null> {
  try {
    const left = (await (await storage?.open(SHARED_CACHE))?.keys()) ?? [];
    return left.map(({ url }) => /\/([^/]+)\/post$/u.exec(url)?.[1]).find((id) => id !== undefined) ?? null;
  } catch {
    return null;
  }
}
