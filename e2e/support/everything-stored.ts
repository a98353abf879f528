import type { Page } from '@playwright/test';

export interface Stored {
  /** Records of every IndexedDB object store, by "database/store". */
  readonly records: Readonly<Record<string, number>>;
  /**
   * All of it as text: records with the bytes of their files (a character a byte), localStorage, sessionStorage, addresses and texts in
   * CacheStorage.
   */
  readonly text: string;
}

/** Everything that this page's origin keeps in the browser. */
export function everythingStored(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const records: Record<string, number> = {};
    const texts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error('IndexedDB'));
        };
      });
    const bytesIn = async (value: unknown): Promise<void> => {
      if (value instanceof Blob) {
        if (value instanceof File) texts.push(value.name);
        texts.push(new TextDecoder('latin1').decode(await value.arrayBuffer()));
      } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        texts.push(new TextDecoder('latin1').decode(value));
      } else if (typeof value === 'object' && value !== null) {
        for (const inner of Object.values(value)) await bytesIn(inner);
      }
    };
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const all = await done(database.transaction(store).objectStore(store).getAll());
        records[`${name}/${store}`] = all.length;
        texts.push(JSON.stringify(all));
        await bytesIn(all);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        texts.push(request.url);
        const response = await cache.match(request);
        const type = response?.headers.get('content-type') ?? '';
        if (response !== undefined && /json|html/.test(type)) texts.push(await response.text());
      }
    }
    return { records, text: texts.join('\n') };
  });
}
