import { answer } from './answer.ts';
import { isShare, receiveShare } from './share.ts';
import { Shell } from './shell.ts';
import type { ShellFile, World } from './shell.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly ShellFile[] };

const world: World = {
  caches: self.caches,
  fetch: (request, init) => self.fetch(request, init),
  scope: self.registration.scope,
};
const shell = new Shell(world, self.__WB_MANIFEST);

// No skipWaiting here: a new version waits until the person presses the button (src/app/stores/page/update-store.ts).
self.addEventListener('install', (event) => {
  event.waitUntil(shell.install());
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const tidy = async (): Promise<void> => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    // Other open pages still run the version before and may ask for its parts: then tidying waits for the next version.
    if (pages.length <= 1) await shell.prune();
  };
  event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
  if (isShare(event.request, world)) {
    event.respondWith(receiveShare(event.request, world, crypto.randomUUID()));
    return;
  }
  const response = answer(event.request, shell, world);
  if (response !== null) event.respondWith(response);
});
