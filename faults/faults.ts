import { expect } from '@playwright/test';
import type { Page, Worker } from '@playwright/test';
import type { createRecommender as create } from '../src/index.ts';
import { cutAt, errorPage, gone, serverError, slow, wrongRange } from './downloads.ts';
import { all, onPage, withoutWorkerScript, writtenDown } from './fault.ts';
import type { Fault } from './fault.ts';
import type { Trouble } from './host.ts';
import { OF_WORKERS } from './workers.ts';
import { PATIENCE_MS } from './world.ts';
import type { World } from './world.ts';
import { holdOldHistory } from '../e2e/support/old-history.ts';

/** What is used of the library's entry. */
interface Library {
  readonly createRecommender: typeof create;
}

/** A fault in the page's own thread and in its worker, those that start later included. */
async function inBoth(world: World, install: string): Promise<void> {
  const into = (worker: Worker): void => void worker.evaluate(install).catch(() => undefined);
  await world.evaluate(install);
  await world.context.addInitScript(install);
  await world.inWorkers(install);
  const follow = (page: Page): void => {
    page.on('worker', into);
  };
  follow(world.page);
  world.context.on('page', follow);
}

/** The n-th write from now on, and all after it, find no room. */
function fullFrom(n: number): string {
  return `{
    let left = ${String(n)};
    for (const method of ['put', 'add']) {
      const write = IDBObjectStore.prototype[method];
      IDBObjectStore.prototype[method] = function (...args) {
        if (globalThis.thereIsRoom !== true && --left <= 0) throw new DOMException('full', 'QuotaExceededError');
        return write.apply(this, args);
      };
    }
    const put = Cache.prototype.put;
    Cache.prototype.put = function (...args) {
      if (globalThis.thereIsRoom !== true) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      return put.apply(this, args);
    };
  }`;
}

const quota = (n: number): Fault => ({
  name: `no room from write ${String(n)} on`,
  comesInto: all,
  strike: async (world) => {
    const code = fullFrom(n);
    await world.evaluate(code);
    await world.inWorkers(code);
    return false;
  },
  mend: async (world) => {
    const room = 'globalThis.thereIsRoom = true';
    await world.evaluate(room);
    await world.inWorkers(room);
  },
});

/** The clock, so many days on. */
function shiftClock(days: number): string {
  return `{
    const Real = Date, by = ${String(days * 86_400_000)};
    globalThis.Date = class extends Real {
      constructor(...args) { if (args.length === 0) super(Real.now() + by); else super(...args); }
      static now() { return Real.now() + by; }
    };
  }`;
}

const clock = (name: string, days: number): Fault => ({
  name,
  comesInto: onPage,
  strike: async (world) => {
    await writtenDown(world);
    await inBoth(world, shiftClock(days));
    // The tab is closed and another one opened at the new time.
    await world.page.close();
    await world.newTab();
    return true;
  },
});

const download = (name: string, trouble: () => Trouble, lasts = false): Fault => ({
  name: `download: ${name}`,
  comesInto: ({ name: journey }) => ['compose', 'widget', 'frame'].includes(journey),
  firstVisit: true,
  arm: (world) => {
    world.host.trouble = trouble();
    return Promise.resolve();
  },
  ...(lasts
    ? {
        mend: (world) => {
          world.host.trouble = null;
          return Promise.resolve();
        },
      }
    : {}),
});

export const FAULTS: readonly Fault[] = [
  ...OF_WORKERS,
  {
    name: 'tab crashes',
    comesInto: onPage,
    strike: async (world) => {
      await writtenDown(world);
      // Again where the page is started anew in that very moment: what was to crash is gone then.
      await expect(async () => {
        const crashed = world.page.waitForEvent('crash', { timeout: 5000 });
        const session = await world.context.newCDPSession(world.page);
        session.send('Page.crash').catch(() => undefined);
        await crashed;
      }).toPass({ timeout: PATIENCE_MS });
      await world.page.close();
      await world.newTab();
      return true;
    },
  },
  {
    name: 'tab is closed while it writes',
    comesInto: onPage,
    strike: async (world) => {
      await world.page.close({ runBeforeUnload: false });
      await world.newTab();
      return true;
    },
  },
  quota(1),
  quota(2),
  quota(3),
  {
    name: 'disk is full from the start',
    // No room for the service worker: then nothing is shared with the page, and none waits to be started.
    comesInto: withoutWorkerScript,
    arm: async (world) => {
      const page = await world.context.newPage();
      const session = await world.context.newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(world.host.url).origin, quotaSize: 1 });
    },
  },
  {
    name: 'another tab holds the posts in an old version',
    comesInto: onPage,
    inMemory: /new posts last only as long as this page/u,
    arm: async (world) => {
      world.unanswered = 'tagweave-history';
      const old = await world.context.newPage();
      await old.goto(`${world.host.url}beside.html`);
      await holdOldHistory(old);
    },
  },
  {
    name: 'databases are deleted',
    comesInto: onPage,
    takesTheDisk: true,
    strike: async (world) => {
      const beside = await world.context.newPage();
      await beside.goto(`${world.host.url}beside.html`);
      await beside.evaluate(async () => {
        for (const { name } of await indexedDB.databases()) {
          await new Promise<void>((resolve) => {
            const deleting = indexedDB.deleteDatabase(name!);
            deleting.onsuccess = deleting.onerror = () => {
              resolve();
            };
          });
        }
      });
      await beside.close();
      return false;
    },
  },
  {
    name: 'damaged records among the good ones',
    comesInto: onPage,
    strike: async (world) => {
      await writtenDown(world);
      await world.evaluate(async () => {
        const done = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => {
              resolve(request.result);
            };
            request.onerror = () => {
              reject(new Error('IndexedDB'));
            };
          });
        const history = await done(indexedDB.open('tagweave-history'));
        const posts = history.transaction('posts', 'readwrite').objectStore('posts');
        await done(posts.put({ id: 'bad', createdAt: '2026-01-01T00:00:00.000Z', tags: 'none', schema: 1 }));
        history.close();
        const drafts = await done(indexedDB.open('tagweave-drafts'));
        const slots = drafts.transaction('drafts', 'readwrite').objectStore('drafts');
        const [key] = await done(slots.getAllKeys());
        const [slot] = (key ?? ['nobody', 0]) as [string, number];
        await done(slots.put({ slot, id: 'none', caption: 7 }, [slot, 99]));
        drafts.close();
      });
      await world.page.close();
      await world.newTab();
      return true;
    },
  },
  {
    name: 'CacheStorage is evicted',
    comesInto: all,
    strike: async (world, { where }) => {
      if (where === 'page') await writtenDown(world);
      await world.evaluate(async () => {
        for (const name of await caches.keys()) await caches.delete(name);
      });
      if (where === 'page') await world.page.reload();
      return where === 'page';
    },
  },
  {
    name: 'network goes away after loading',
    hidesViews: true,
    comesInto: all,
    strike: async (world) => {
      await world.context.setOffline(true);
      return false;
    },
    mend: (world) => world.context.setOffline(false),
  },
  {
    name: 'service worker is replaced',
    comesInto: onPage,
    strike: async (world) => {
      world.host.version += 1;
      await world.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        const next = registration.installing ?? registration.waiting;
        next?.addEventListener('statechange', () => {
          if (next.state === 'installed') next.postMessage('take-over');
        });
        next?.postMessage('take-over');
      });
      return false;
    },
  },
  clock('clock jumps 400 days on', 400),
  clock('clock jumps ten years back', -3650),
  {
    name: 'two tabs save 200 posts meanwhile',
    comesInto: onPage,
    strike: async (world) => {
      const save = async (name: string): Promise<void> => {
        const tab = await world.context.newPage();
        await tab.goto(`${world.host.url}beside.html`);
        await tab.evaluate(async (mine) => {
          const address = '/widget/tagweave.js';
          const { createRecommender } = (await import(address)) as Library;
          const recommender = createRecommender();
          await recommender.load();
          const saving = Array.from({ length: 100 }, (_, index) =>
            recommender.posts.save({
              draft: { photo: null, caption: `${mine} ${String(index)}` },
              tags: [{ key: 'raced', label: 'raced' }],
            }),
          );
          await Promise.all(saving);
          await recommender.dispose();
        }, name);
        await tab.close();
      };
      await Promise.all([save('left'), save('right')]);
      const raced = (await world.stored('tagweave-history', 'posts')).filter((post) =>
        /^(?:left|right) \d+$/u.test(String(post['caption'])),
      );
      expect(raced.length, 'posts of the two tabs').toBe(200);
      return false;
    },
  },
  {
    name: 'WebAssembly gets no memory',
    // In a first visit nothing is suggested then: there is nothing to keep, and no post to learn from.
    comesInto: ({ name }) => ['compose', 'import', 'batch', 'widget', 'frame'].includes(name),
    withoutServiceWorker: true,
    firstVisit: true,
    arm: (world) => {
      world.host.before = `{
        const no = () => { throw new RangeError('WebAssembly.Memory(): could not allocate memory'); };
        WebAssembly.Memory = new Proxy(WebAssembly.Memory, { construct: no });
        WebAssembly.instantiate = async () => no();
        WebAssembly.instantiateStreaming = async () => no();
      }\n`;
      return Promise.resolve();
    },
    mend: async (world, journey) => {
      world.host.before = '';
      await world.page.reload();
      // What is written in somebody else's page is theirs to keep: it is typed again.
      if (journey.where === 'embedded') {
        await journey.reopen(world);
        await journey.go(world);
      }
    },
  },
  ...[10, 20, 30, 40, 50, 60, 70, 80, 90].map((percent) =>
    download(`cut at ${String(percent)} %`, () => cutAt(percent)),
  ),
  download('a web page instead of the file', () => errorPage, true),
  download('the wrong part of the file', () => wrongRange()),
  download('the host answers 500', () => serverError, true),
  download('slow', () => slow),
  download('no connection', () => gone, true),
];
