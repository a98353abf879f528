import {
  FOREIGN_SHARE,
  SHARED_CACHE,
  SHARED_FIELDS,
  SHARED_QUERY,
  SHARE_TARGET,
  sharedAddress,
} from '../domain/post/shared-post.ts';
import type { SharedPost } from '../domain/post/shared-post.ts';
import type { World } from './shell.ts';

/** True for what the system sends when the person shares something with the installed app. */
export function isShare({ method, url }: Request, { scope }: World): boolean {
  return method === 'POST' && url === scope + SHARE_TARGET;
}

/**
 * True for a form of another site's page: it could lay words and pictures on the person's table. The system's own share has no page
 * behind it, so its origin is `null`. A page can hide where it is (no referrer, a sandboxed frame) and looks the same then;
 * Sec-Fetch-Site, which would tell, is added behind the service worker. Therefore a share is a draft of its own, takes nobody's
 * place and is said to be there (src/app/start/open-share.ts); only the person keeps it.
 */
export function isForeign({ headers, referrer }: Pick<Request, 'headers' | 'referrer'>, { scope }: World): boolean {
  const own = new URL(scope).origin;
  const origin = headers.get('origin') ?? 'null';
  if (origin !== 'null' && origin !== own) return true;
  return /^https?:/u.test(referrer) && new URL(referrer).origin !== own;
}

/**
 * Keeps shared photos and text for the page and opens it. Nothing goes to a server: the request ends here. A share that cannot be
 * read or kept opens the page all the same.
 */
export async function receiveShare(request: Request, world: World, id: string): Promise<Response> {
  // Its form is not even read.
  if (isForeign(request, world)) return Response.redirect(`${world.scope}?${SHARED_QUERY}=${FOREIGN_SHARE}#/`, 303);
  try {
    const form = await request.formData();
    const files = form.getAll(SHARED_FIELDS.photos).filter((part) => typeof part !== 'string');
    const cache = await world.caches.open(SHARED_CACHE);
    // A share that no page has fetched is of no use to anybody later.
    for (const { url } of await cache.keys()) await cache.delete(url);
    for (const [place, file] of files.entries()) {
      await cache.put(sharedAddress(world.scope, id, place), new Response(file));
    }
    const post: SharedPost = {
      text: sharedText(form),
      photos: files.map(({ name, type }) => ({ name, type })),
    };
    await cache.put(sharedAddress(world.scope, id), Response.json(post));
    return Response.redirect(`${world.scope}?${SHARED_QUERY}=${id}#/`, 303);
  } catch {
    return Response.redirect(`${world.scope}?${SHARED_QUERY}=failed#/`, 303);
  }
}

/** Title, text and address as one caption; apps send the same thing in two fields often enough. */
function sharedText(form: FormData): string {
  const parts = [SHARED_FIELDS.title, SHARED_FIELDS.text, SHARED_FIELDS.url]
    .map((name) => form.get(name))
    .filter((part) => typeof part === 'string')
    .map((part) => part.trim());
  const told = parts.filter((part, at) => part !== '' && !parts.some((other, place) => covers(other, place, part, at)));
  return told.join('\n');
}

/** True when `other` says what `part` says, and is the one to keep. */
function covers(other: string, place: number, part: string, at: number): boolean {
  return place !== at && other.includes(part) && (other.length > part.length || place < at);
}
