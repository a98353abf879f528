import type { ModelCache } from './model-cache.ts';
import { noCache } from './model-cache.ts';

const NAME = 'tagweave-models-1';
/** Cache Storage wants http addresses as keys; this one is never requested. */
const HOST = 'https://models.tagweave.invalid/';

/**
 * Model files in the browser's Cache Storage. Where it is denied or absent (private windows, sandboxed frames, plain http) the
 * returned cache keeps nothing and everything else works.
 */
export async function browserCache(): Promise<ModelCache> {
  let cache: Cache;
  try {
    // Inside, because in a sandboxed frame the very look at it throws.
    const storage = (globalThis as { readonly caches?: CacheStorage }).caches;
    if (storage === undefined) return noCache;
    cache = await storage.open(NAME);
  } catch {
    return noCache;
  }
  const address = (key: string): string => HOST + key.split('/').map(encodeURIComponent).join('/');
  const quietly = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch {
      return otherwise;
    }
  };
  return {
    size: (key) =>
      quietly(async () => {
        const found = await cache.match(address(key));
        return found === undefined ? null : Number(found.headers.get('content-length'));
      }, null),
    read: (key) =>
      quietly(async () => {
        const found = await cache.match(address(key));
        return found === undefined ? null : new Uint8Array(await found.arrayBuffer());
      }, null),
    write: (key, bytes) =>
      quietly(async () => {
        const headers = { 'content-length': String(bytes.length), 'content-type': 'application/octet-stream' };
        await cache.put(address(key), new Response(bytes, { headers }));
      }, undefined),
    remove: (key) =>
      quietly(async () => {
        await cache.delete(address(key));
      }, undefined),
    list: () =>
      quietly(async () => {
        const requests = await cache.keys();
        return Promise.all(
          requests.map(async (request) => ({
            key: request.url.slice(HOST.length).split('/').map(decodeURIComponent).join('/'),
            bytes: Number((await cache.match(request))?.headers.get('content-length') ?? 0),
          })),
        );
      }, []),
  };
}
