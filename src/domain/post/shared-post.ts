/**
 * Where the service worker puts what another app shared, and where the page finds it: the two speak through Cache Storage and an
 * address, because a page that is just being opened cannot take a message yet.
 */
export const SHARED_CACHE = 'tagweave-shared-1';

/** The manifest's share target, relative to the page's folder. */
export const SHARE_TARGET = 'share';

/** `?shared=ID` of the page's address names what to fetch from the cache. */
export const SHARED_QUERY = 'shared';

/** In the place of the id: a page of another site sent it, so nothing was taken. */
export const FOREIGN_SHARE = 'foreign';

/** Names of the form's fields in the manifest and in what arrives. */
export const SHARED_FIELDS = { title: 'title', text: 'text', url: 'url', photos: 'photos' } as const;

/** What stands in the cache under {@link sharedAddress}`(base, id)`; its photos lie under the same address and their place. */
export interface SharedPost {
  readonly text: string;
  readonly photos: readonly { readonly name: string; readonly type: string }[];
}

/** Address of a shared post, or of one of its photos, in {@link SHARED_CACHE}. Never requested from a server. */
export function sharedAddress(base: string, id: string, photo: number | null = null): string {
  return new URL(`${SHARE_TARGET}/${id}/${photo === null ? 'post' : String(photo)}`, base).href;
}
