/** One file of the page's shell, as the build lists it; `revision` is null where the address itself holds a hash. */
export interface ShellFile {
  readonly url: string;
  readonly revision: string | null;
}

/** What the strategies need of the browser; tests bring their own. */
export interface World {
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
  /** Folder of the page, with a slash at its end. */
  readonly scope: string;
}

const SHELL = 'tagweave-shell-1';
const REVISION = 'tagweave-revision';
/** Vary: Accept-Encoding comes from servers with compressed twins; what is kept is decoded, so it fits every request. */
export const ANY_VARIANT = { ignoreVary: true } as const;

/**
 * The page's own files, whole version by whole version. The key of a file holds its revision, so that a waiting new version can be
 * stored beside the running one and neither ever gets a file of the other.
 */
export class Shell {
  readonly #world: World;
  /** Key in the cache for each address of this version. */
  readonly #keys: ReadonlyMap<string, string>;

  constructor(world: World, files: readonly ShellFile[]) {
    this.#world = world;
    this.#keys = new Map(
      files.map(({ url, revision }) => {
        const address = new URL(url, world.scope);
        const key = new URL(address);
        if (revision !== null) key.searchParams.set(REVISION, revision);
        return [address.href, key.href];
      }),
    );
  }

  /**
   * Stores what is not there yet. Nothing is written before everything has come, so half a version never exists.
   * @throws TypeError when a file does not come; the browser then keeps the running version and tries again later
   */
  async install(): Promise<void> {
    const cache = await this.#world.caches.open(SHELL);
    const fetched: (readonly [string, Response])[] = [];
    for (const [address, key] of this.#keys) {
      if ((await cache.match(key, ANY_VARIANT)) !== undefined) continue;
      // Hashed files may come from the browser's own cache; the others must be those of this very version.
      const response = await this.#world.fetch(address, { cache: key === address ? 'default' : 'no-cache' });
      if (!response.ok) throw new TypeError(`${address} answered ${response.status}.`);
      fetched.push([key, await plain(response)]);
    }
    for (const [key, response] of fetched) await cache.put(key, response);
  }

  /** Removes the files of earlier versions. */
  async prune(): Promise<void> {
    const cache = await this.#world.caches.open(SHELL);
    const wanted = new Set(this.#keys.values());
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url, ANY_VARIANT);
  }

  /** The stored file, with the headers it came with (isolation and policy among them). */
  async find(address: string): Promise<Response | undefined> {
    const cache = await this.#world.caches.open(SHELL);
    // A hashed file of an earlier version may still be asked for by a page that has not been reloaded.
    return cache.match(this.#keys.get(address) ?? address, ANY_VARIANT);
  }
}

/** A redirected answer may not be used for a navigation: the same answer without that mark. */
async function plain(response: Response): Promise<Response> {
  if (!response.redirected) return response;
  return new Response(await response.blob(), { status: response.status, headers: response.headers });
}
