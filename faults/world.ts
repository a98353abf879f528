import { expect } from '@playwright/test';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { ComposePage } from '../e2e/support/compose-page.ts';
import type { Host } from './host.ts';

/** How long anything may take here: the models are small, the machine may be busy. */
export const PATIENCE_MS = 90_000;

/** One cell's browser, and what the person has written in it. */
export class World {
  readonly host: Host;
  readonly context: BrowserContext;
  /** Captions of posts that the page said it keeps. */
  readonly saved = new Set<string>();
  /** Captions that were written and must be on the table or among the kept posts. */
  readonly written = new Set<string>();
  /** Photos that were put on the table and not kept. */
  photos = 0;
  /** Errors that nobody caught. */
  readonly unhandled: string[] = [];
  /** A database that is known not to answer. */
  unanswered: string | null = null;
  /** The sentence that said why, if there was one. */
  why: string | null = null;
  /** How long a recommendation may take: a graphics processor in software is slow. */
  patienceMs = PATIENCE_MS;
  page!: Page;

  constructor(host: Host, context: BrowserContext) {
    this.host = host;
    this.context = context;
  }

  get compose(): ComposePage {
    return new ComposePage(this.page);
  }

  /** A new tab takes the place of the present one. */
  async newTab(): Promise<void> {
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(PATIENCE_MS);
    this.page.on('pageerror', (error) => this.unhandled.push(error.message));
  }

  /** The engine's worker of the page in front, once there is one. */
  async worker(): Promise<Worker> {
    await expect.poll(() => this.page.workers().length, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
    return this.page.workers()[0]!;
  }

  /** In that worker; in the next one where its page is started anew in that very moment. */
  async inWorker<Value>(work: string | (() => Value | Promise<Value>)): Promise<Value> {
    for (;;) {
      const worker = await this.worker();
      try {
        return await worker.evaluate<Value>(work);
      } catch (error) {
        if (this.page.workers().includes(worker)) throw error;
      }
    }
  }

  /** In the workers that are there now; those that go meanwhile are left alone. */
  async inWorkers(work: string): Promise<void> {
    for (const worker of this.page.workers()) {
      await worker.evaluate(work).catch((error: unknown) => {
        if (this.page.workers().includes(worker)) throw error;
      });
    }
  }

  async go(address: string): Promise<void> {
    await this.page.goto(this.host.url + address);
  }

  /** As the page's `evaluate`; again where the page is started anew in that very moment (an update). */
  async evaluate<Value>(work: string | (() => Value | Promise<Value>)): Promise<Value> {
    return this.#again(() => this.page.evaluate<Value>(work));
  }

  async #again<Value>(work: () => Promise<Value>): Promise<Value> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!String(error).includes('Execution context was destroyed')) throw error;
        await this.page.waitForLoadState();
      }
    }
  }

  /**
   * Everything of a store of the origin, as another tab reads it. Empty where there is no such store. Rejects where the database cannot
   * be had: behind a page that waits for an older one's connection everybody waits for ever.
   */
  async stored(database: string, store: string): Promise<readonly Record<string, unknown>[]> {
    if (database === this.unanswered) throw new Error('IndexedDB does not answer.');
    const read = (): Promise<readonly Record<string, unknown>[]> =>
      this.page.evaluate(
        async ([name, of]) => {
          const done = <T>(request: IDBRequest<T>): Promise<T> =>
            new Promise((resolve, reject) => {
              setTimeout(() => {
                reject(new Error('IndexedDB does not answer.'));
              }, 10_000);
              request.onsuccess = () => {
                resolve(request.result);
              };
              request.onerror = () => {
                reject(request.error ?? new Error('IndexedDB'));
              };
            });
          if (!(await indexedDB.databases()).some((one) => one.name === name)) return [];
          const opened = await done(indexedDB.open(name!));
          try {
            if (!opened.objectStoreNames.contains(of!)) return [];
            return (await done(opened.transaction(of!).objectStore(of!).getAll())) as Record<string, unknown>[];
          } finally {
            opened.close();
          }
        },
        [database, store],
      );
    return this.#again(read);
  }

  /** The alert that is shown, or null once nothing is being read any more and tags, or that there are none, are shown. */
  async outcome(): Promise<string | null> {
    const { page, compose } = this;
    const alert = page.getByRole('alert').filter({ visible: true });
    const nothing = page.getByText('Nothing fits well enough.');
    let said: string | null = null;
    await expect(async () => {
      said = (await alert.count()) > 0 ? await alert.first().innerText({ timeout: 1000 }) : null;
      if (said !== null && said.trim() !== '') return;
      said = null;
      expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
      expect((await compose.tagList.count()) + (await nothing.count())).toBeGreaterThan(0);
    }).toPass({ timeout: this.patienceMs });
    return said;
  }
}
