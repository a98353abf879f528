import { ANY_VARIANT } from './shell.ts';
import type { Shell, World } from './shell.ts';

const ASSETS = 'tagweave-assets-1';
const CATALOGUES = 'tagweave-catalogues-1';
/** Scripts and styles whose address holds a part of their sum: those of the page, and the HEIC decoder that it shares with the library. */
const HASHED = /^(?:assets\/(?!.*\.wasm(?:-gz)?$)|widget\/engine\/[^?]+\.js\?v=)/u;
/** With a copy at hand, a network that neither answers nor fails is not waited for any longer. */
const PATIENCE_MS = 4000;

/** What to do with a request: `null` leaves it to the browser. Decided without waiting, as `fetch` events demand. */
export function answer(request: Request, shell: Shell, world: World): Promise<Response> | null {
  const { url, method, mode, headers } = request;
  if (method !== 'GET' || headers.has('range') || !url.startsWith(world.scope)) return null;
  const address = new URL(url);
  address.hash = '';
  const path = address.href.slice(world.scope.length);
  if (mode === 'navigate') {
    // The page itself, whatever its query; any other document of this folder is not ours.
    return /^(?:index\.html)?(?:\?.*)?$/u.test(path)
      ? stored(request, shell, world, new URL('index.html', world.scope).href)
      : null;
  }
  // Runtimes and model files: the engine keeps them itself, checked by sha256 and keyed by revision. A second copy would be waste.
  if (HASHED.test(path)) return asset(request, shell, world);
  if (/(?:^|\/)(?:catalogue|manifest|golden)\.json$/u.test(path)) return newest(request, shell, world);
  if (path.startsWith('models/')) return null;
  return stored(request, shell, world, address.href);
}

/** A file of this version; from the network when it does not belong to the shell (or the browser has thrown it away). */
async function stored(request: Request, shell: Shell, world: World, address: string): Promise<Response> {
  return (await shell.find(address)) ?? world.fetch(request);
}

/** A file whose address holds its hash: never changes, so the first copy is kept (rarely needed parts come here on first use). */
async function asset(request: Request, shell: Shell, world: World): Promise<Response> {
  const cache = await world.caches.open(ASSETS);
  const kept = (await shell.find(request.url)) ?? (await cache.match(request.url, ANY_VARIANT));
  if (kept !== undefined) return kept;
  const response = await world.fetch(request);
  if (response.ok) await keep(cache, request.url, response.clone());
  return response;
}

/**
 * Catalogue, manifests, golden vectors: the newest, else the last one seen, else the one of this version. They are small and name
 * the revision and sha256 of everything else, so an old one only ever leads to the old files.
 */
async function newest(request: Request, shell: Shell, world: World): Promise<Response> {
  const cache = await world.caches.open(CATALOGUES);
  const kept = (await cache.match(request.url, ANY_VARIANT)) ?? (await shell.find(request.url));
  // Never cut off: what comes too late for this answer is kept for the next one.
  const coming = fetched(request, cache, world);
  if (kept === undefined) return coming;
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  try {
    const response = await Promise.race([coming, late]);
    // A host in trouble, or a page in the place of the file (the sign-in of a hotel's network), is no better than none.
    return response === null || response.status >= 500 || (response.ok && !(await isWholeJson(response)))
      ? kept
      : response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    return kept;
  }
}

/** Answers and, where it is the file, keeps it. Not done before all of it has come: the beginning of a file is not the file. */
async function fetched(request: Request, cache: Cache, world: World): Promise<Response> {
  const response = await world.fetch(request);
  if (response.ok && (await isWholeJson(response))) await keep(cache, request.url, response.clone());
  return response;
}

/** Reads a copy to its end. */
async function isWholeJson(response: Response): Promise<boolean> {
  try {
    await response.clone().json();
    return true;
  } catch {
    return false;
  }
}

/** Full storage must not cost the answer. */
async function keep(cache: Cache, url: string, response: Response): Promise<void> {
  try {
    await cache.put(url, response);
  } catch {
    // Next time from the network again.
  }
}
