// Tokens and base come first, so that every component's own rules win over them.
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SHARED_CACHE, SHARED_QUERY } from '../domain/post/shared-post.ts';
import { engineMaker } from './engine.ts';
import { loadCatalogue } from './i18n/catalogues.ts';
import { chooseLanguage } from './i18n/locale.ts';
import { firstUse } from './start/first-use.ts';
import { followLaunches } from './start/launch.ts';
import { ownCaches } from './forget/own-caches.ts';
import { ModelProvider, createAppModel } from './model.ts';
import { App } from './shell/app.tsx';

/** Longest that the first paint waits for posts of the last visit. */
const RESTORE_MS = 300;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

const model = createAppModel(await engineMaker());
// Words that do not come are spoken in English; the page itself never waits for them in vain.
const words = loadCatalogue(chooseLanguage(model.settings.get().language, navigator.languages)).catch(() => undefined);
// A moment, so that posts of the last visit are there at the first paint instead of pushing it aside.
const restored = model.drafts.start();
await Promise.all([words, Promise.race([restored, new Promise((resolve) => setTimeout(resolve, RESTORE_MS))])]);
createRoot(root).render(
  <StrictMode>
    <ModelProvider value={model}>
      <App />
    </ModelProvider>
  </StrictMode>,
);
// The engine's script is as large as the page's. On a first visit it comes when somebody begins to use the page; later it is on the
// device already, and so may the models be.
const stored = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
// Posts of the last visit wait for it, and a download that was begun goes on.
const waiting = restored.then(() => model.compose.store.get().posts.some((post) => post.status === 'waiting'));
const used = firstUse(window);
void (stored ? Promise.resolve() : Promise.race([used, waiting.then((is) => (is ? undefined : used))])).then(() =>
  model.engine.look(),
);
/** “New post” of the installed app's menu (web-manifest.ts) starts one; every other address shows what is on the table. */
const NEW_POST = '#/compose';
function startAsAsked(): void {
  if (window.location.hash !== NEW_POST) return;
  model.compose.newPost();
  // A reload must not start another one.
  window.history.replaceState(null, '', '#/');
}
void restored.then(async () => {
  startAsAsked();
  window.addEventListener('hashchange', startAsAsked);
  followLaunches(window, {
    go: (hash) => {
      window.location.hash = hash;
    },
    open: (photos) => {
      model.compose.addPhotos(photos);
    },
  });
  // A visit that is no share, after one that was taken, needs nothing of it.
  const isLeft = await ownCaches()
    ?.has(SHARED_CACHE)
    .catch(() => false);
  if (isLeft !== true && !window.location.search.includes(`${SHARED_QUERY}=`)) return;
  await import('./start/open-share.ts').then(({ openShare }) => openShare(model));
});

// After everything the first screen needs, so that storing it for offline use does not compete with showing it.
const keepForOffline = (): void => {
  void model.updates.start(navigator.serviceWorker, `${import.meta.env.BASE_URL}sw.js`);
};
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  if (document.readyState === 'complete') keepForOffline();
  else window.addEventListener('load', keepForOffline, { once: true });
}
