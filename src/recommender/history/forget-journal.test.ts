import 'fake-indexeddb/auto';
import { expose } from 'comlink';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHistory } from '../../history/open-history.ts';
import { createEngine } from '../engine.ts';
import { NO_JOURNAL, createForgetJournal } from './forget-journal.ts';
import type { JournalNews, JournalStorage } from './forget-journal.ts';
import type { Recommender } from '../recommender.ts';
import { fakeParts, photoOf } from '../testing/fake-parts.ts';
import { createWorkerEngine } from '../worker/worker-engine.ts';
import type { WorkerLike } from '../worker/worker-engine.ts';
import { createWorkerHost } from '../worker/worker-host.ts';

/** A worker over IndexedDB; one that is deaf ends before it gets a message, as the worker of a page that is loaded again does. */
class OwnWorker extends EventTarget implements WorkerLike {
  readonly #channel = new MessageChannel();
  readonly #deaf: () => boolean;

  constructor(deaf: () => boolean) {
    super();
    this.#deaf = deaf;
    const { port1, port2 } = this.#channel;
    const host = createWorkerHost(
      (_, unfinished) => createEngine(fakeParts({ openHistory: () => openHistory({ name: 'journal', unfinished }) })),
      (event) => {
        port2.postMessage({ tagweaveEvent: event });
      },
    );
    expose(host, port2);
    port1.addEventListener('message', ({ data }) => {
      this.dispatchEvent(new MessageEvent('message', { data: data as unknown }));
    });
    port1.start();
  }

  postMessage(message: unknown, transfer: unknown = []): void {
    if (!this.#deaf()) this.#channel.port1.postMessage(message, transfer as Transferable[]);
  }

  terminate(): void {
    this.#channel.port1.close();
    this.#channel.port2.close();
  }
}

/** `localStorage` of one origin, and its windows. */
class Origin {
  readonly values = new Map<string, string>();
  readonly windows = new Set<EventTarget>();

  window(): { storage: JournalStorage; news: JournalNews } {
    const own = new EventTarget();
    this.windows.add(own);
    const tell = (key: string, newValue: string | null): void => {
      for (const other of this.windows) {
        if (other !== own) other.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
      }
    };
    const storage: JournalStorage = {
      getItem: (key) => this.values.get(key) ?? null,
      setItem: (key, value) => {
        this.values.set(key, value);
        tell(key, value);
      },
      removeItem: (key) => {
        this.values.delete(key);
        tell(key, null);
      },
    };
    return { storage, news: own as unknown as JournalNews };
  }
}

const open: Recommender[] = [];
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
  vi.unstubAllGlobals();
});

function visit(origin: Origin, deaf = () => false): Recommender {
  const { storage, news } = origin.window();
  const make = (): WorkerLike => new OwnWorker(deaf);
  const engine = createWorkerEngine(make, { base: 'https://example.org/' }, createForgetJournal(storage, news));
  open.push(engine);
  return engine;
}
const keep = (engine: Recommender, caption: string) =>
  engine.learn({
    ...{ recommendationId: null, draft: { photo: photoOf('dog'), caption } },
    ...{ tags: [], removedTags: [], platform: null },
  });
const captions = async (engine: Recommender) => (await engine.history()).posts.map((post) => post.caption);

describe('a wish to forget everything', () => {
  it('is carried out at the next start when the page ends before its worker hears of it', async () => {
    const origin = new Origin();
    let gone = false;
    const page = visit(origin, () => gone);
    await keep(page, 'Before');
    gone = true; // the click, and the reload in the same moment
    const wish = page.forgetEverything();
    wish.catch(() => undefined);
    await page.dispose();
    const next = visit(origin);
    expect(await captions(next)).toEqual([]);
    await keep(next, 'After');
    await next.dispose();
    // It is granted once: another start must not take what was kept since.
    expect(await captions(visit(origin))).toEqual(['After']);
  });

  it('is carried out by another tab when its own is gone', async () => {
    const origin = new Origin();
    const other = visit(origin);
    await keep(other, 'Before');
    const gone = visit(origin, () => true);
    gone.forgetEverything().catch(() => undefined);
    await vi.waitFor(async () => {
      expect(await captions(other)).toEqual([]);
      expect(origin.values.size).toBe(0);
    });
    await keep(other, 'After');
    expect(await captions(visit(origin))).toEqual(['After']);
  });

  it('leaves the journal when it is carried out, and when the person was told that it cannot be', async () => {
    const origin = new Origin();
    const page = visit(origin);
    await page.forgetEverything();
    expect(origin.values.size).toBe(0);
    const clear = vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    await expect(page.forgetEverything()).rejects.toMatchObject({ code: 'storage-unavailable' });
    clear.mockRestore();
    expect(origin.values.size).toBe(0);
  });

  it('refuses a post that was asked to be kept before it, also while a crashed worker is replaced', async () => {
    const workers: OwnWorker[] = [];
    const make = (): WorkerLike => {
      const worker = new OwnWorker(() => false);
      workers.push(worker);
      return worker;
    };
    const page = createWorkerEngine(make, { base: 'https://example.org/' }, NO_JOURNAL);
    open.push(page);
    await page.load();
    workers[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    // The models are loaded again first; the wish does not wait for them.
    const kept = keep(page, 'Under way');
    const [outcome] = await Promise.allSettled([kept, page.forgetEverything()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'history-forgotten' } });
    expect(await captions(page)).toEqual([]);
  });

  it('is carried out also where nothing can be written down', () => {
    const full: JournalStorage = {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const journal = createForgetJournal(full, null);
    expect(journal.pending()).toBeUndefined();
    expect(journal.begin()).not.toBe(journal.begin());
    expect(() => {
      journal.end('a');
    }).not.toThrow();
    expect(NO_JOURNAL.pending()).toBeUndefined();
  });
});
