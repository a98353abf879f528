import { TagweaveError } from '../domain/errors.ts';
import type { SavedPost } from '../domain/post.ts';
import { openChangeChannel } from './change-channel.ts';
import type { ChangeChannel } from './change-channel.ts';
import { DEFAULT_PAGE } from './history-store.ts';
import type { HistoryEvent, HistoryStore, LearntPost, NewVector, PageRequest, PostChange } from './history-store.ts';
import { Listeners } from './listeners.ts';
import { byTime, noSuchPost } from './memory-history.ts';
import { postOf, recordOf, utc } from './post-record.ts';
import type { HistoryDatabase } from './schema.ts';
import { damagedPost, storageError } from './storage-errors.ts';
import { matcher, searchable } from './search.ts';
import type { Searchable } from './search.ts';

/** Opens a connection; `lost` is called when the browser or a newer tab takes it away. */
export type Connect = (lost: () => void) => Promise<HistoryDatabase>;

/** Posts in IndexedDB. Every change is one transaction: all of it or nothing. */
export class IndexedDbHistory implements HistoryStore {
  readonly kept = true;
  readonly problem = null;
  readonly #connect: Connect;
  readonly #channel: ChangeChannel;
  readonly #listeners = new Listeners<HistoryEvent>();
  readonly #damaged = new Set<string>();
  #connection: Promise<HistoryDatabase> | null;
  #learnt: Promise<readonly LearntPost[]> | null = null;
  #index: Promise<readonly (Searchable & { readonly id: string })[]> | null = null;

  constructor(first: HistoryDatabase, connect: Connect, channelName: string) {
    this.#connect = connect;
    this.#connection = Promise.resolve(first);
    this.#channel = openChangeChannel(channelName, () => {
      this.#learnt = null;
      void this.#tellListeners();
    });
  }

  /** The connection was taken away; the next call opens another. */
  drop(): void {
    this.#connection = null;
  }

  async add(post: SavedPost): Promise<void> {
    await this.#put([post]);
    this.#relearn(new Map([[post.id, { ...post, createdAt: utc(post.createdAt) }]]));
  }

  async addAll(posts: readonly SavedPost[]): Promise<void> {
    if (posts.length === 0) return;
    await this.#put(posts);
    this.#learnt = null;
  }

  async ids(since?: string): Promise<readonly string[]> {
    const range = since === undefined ? null : IDBKeyRange.lowerBound(utc(since));
    return this.#read((database) => database.getAllKeysFromIndex('posts', 'createdAt', range));
  }

  async get(id: string): Promise<SavedPost | null> {
    return this.#read(async (database) => {
      const view = database.transaction(['posts', 'thumbnails']);
      const [record, thumbnail] = await Promise.all([
        view.objectStore('posts').get(id) as Promise<unknown>,
        view.objectStore('thumbnails').get(id),
      ]);
      return record === undefined ? null : this.#post(id, record, thumbnail);
    });
  }

  async update(id: string, change: PostChange): Promise<SavedPost> {
    const updated = await this.#write(async (database) => {
      const transaction = database.transaction(['posts', 'thumbnails'], 'readwrite');
      return atomically(transaction, async () => {
        const posts = transaction.objectStore('posts');
        const [record, thumbnail] = await Promise.all([
          posts.get(id) as Promise<unknown>,
          transaction.objectStore('thumbnails').get(id),
        ]);
        if (record === undefined) throw noSuchPost(id);
        const post = this.#post(id, record, thumbnail);
        if (post === null) throw damagedPost(id);
        const next = { ...post, ...change };
        // Without its thumbnail nothing here waits for anything but the database, so the transaction stays open.
        await posts.put((await recordOf({ ...next, thumbnail: null })).record);
        return next;
      });
    });
    this.#relearn(new Map([[id, updated]]));
    return updated;
  }

  async setVectors(vectors: readonly NewVector[]): Promise<void> {
    if (vectors.length === 0) return;
    const given = new Map<string, SavedPost>();
    await this.#write(async (database) => {
      given.clear(); // the work may be done once more, on another connection
      const change = database.transaction('posts', 'readwrite');
      await atomically(change, async () => {
        for (const { id, caption, vector } of vectors) {
          const post = postOf(await change.store.get(id), null);
          if (post?.caption !== caption) continue;
          given.set(id, { ...post, vector });
          await change.store.put((await recordOf({ ...post, vector })).record);
        }
      });
    });
    this.#relearn(given);
  }

  async remove(id: string): Promise<void> {
    await this.#delete([id]);
    this.#relearn(new Map([[id, null]]));
  }

  async removeAll(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#delete(ids);
    this.#learnt = null;
  }

  async wipe(): Promise<void> {
    await this.#write(async (database) => {
      const change = database.transaction(['posts', 'thumbnails'], 'readwrite');
      await atomically(change, async () => {
        await together(
          () => change.objectStore('posts').clear(),
          () => change.objectStore('thumbnails').clear(),
        );
      });
    }, 'deleted');
    this.#learnt = null;
    this.#damaged.clear();
  }

  learnt(): Promise<readonly LearntPost[]> {
    this.#learnt ??= this.#forgettingFaults(
      this.#read(async (database) => {
        const records: unknown[] = await database.getAllFromIndex('posts', 'createdAt');
        return records.flatMap((record) => postOf(record, null) ?? []).sort(byTime);
      }),
    );
    return this.#learnt;
  }

  async page({ offset = 0, limit = DEFAULT_PAGE, search = '' }: PageRequest = {}): Promise<{
    posts: readonly SavedPost[];
    total: number;
  }> {
    const matches = matcher(search);
    if (matches === null) {
      const posts = await this.#newestFirst(offset, limit);
      return { posts, total: await this.count() };
    }
    const ids = (await this.#searchIndex()).flatMap((post) => (matches(post) ? [post.id] : []));
    const posts = await Promise.all(ids.slice(offset, offset + limit).map((id) => this.get(id)));
    return { posts: posts.filter((post) => post !== null), total: ids.length };
  }

  async count(): Promise<number> {
    const stored = await this.#read((database) => database.countFromIndex('posts', 'createdAt'));
    return Math.max(0, stored - this.#damaged.size);
  }

  subscribe(listener: (event: HistoryEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {
    this.#channel.close();
    this.#listeners.clear();
    const connection = this.#connection;
    this.#connection = null;
    void connection?.then(
      (database) => {
        database.close();
      },
      () => undefined,
    );
  }

  async #put(posts: readonly SavedPost[]): Promise<void> {
    const records = await Promise.all(posts.map(recordOf));
    await this.#write(async (database) => {
      const change = database.transaction(['posts', 'thumbnails'], 'readwrite');
      await atomically(change, async () => {
        const thumbnails = change.objectStore('thumbnails');
        await together(
          ...records.map(
            ({ record }) =>
              () =>
                change.objectStore('posts').put(record),
          ),
          ...records.map(
            ({ record, thumbnail }) =>
              () =>
                thumbnail === null ? thumbnails.delete(record.id) : thumbnails.put(thumbnail),
          ),
        );
      });
    });
    for (const { id } of posts) this.#damaged.delete(id);
  }

  async #delete(ids: readonly string[]): Promise<void> {
    await this.#write(async (database) => {
      const change = database.transaction(['posts', 'thumbnails'], 'readwrite');
      await atomically(change, async () => {
        await together(
          ...ids.map((id) => () => change.objectStore('posts').delete(id)),
          ...ids.map((id) => () => change.objectStore('thumbnails').delete(id)),
        );
      });
    }, 'deleted');
    for (const id of ids) this.#damaged.delete(id);
  }

  /** Brings what is kept of {@link learnt} up to a change of few posts (null: gone): reading 10,000 after each save would take ½ s. */
  #relearn(changed: ReadonlyMap<string, SavedPost | null>): void {
    const before = this.#learnt;
    if (before === null) return;
    const now = [...changed.values()].flatMap((post) => (post === null ? [] : [{ ...post, thumbnail: null }]));
    this.#learnt = this.#forgettingFaults(
      before.then((posts) => [...posts.filter((one) => !changed.has(one.id)), ...now].sort(byTime)),
    );
  }

  /** A reading that failed is tried again by the next call. */
  #forgettingFaults(reading: Promise<readonly LearntPost[]>): Promise<readonly LearntPost[]> {
    const kept = reading.catch((error: unknown) => {
      if (this.#learnt === kept) this.#learnt = null;
      throw error;
    });
    kept.catch(() => undefined); // told by the call that waits for it
    return kept;
  }

  /** Words of all posts, newest first. Reading 10,000 posts takes ½ s, so it is done once between changes. */
  #searchIndex(): Promise<readonly (Searchable & { readonly id: string })[]> {
    this.#index ??= this.#read(async (database) => {
      const records: unknown[] = await database.getAllFromIndex('posts', 'createdAt');
      return records.reverse().flatMap((record) => {
        const post = postOf(record, null);
        return post === null ? [] : [{ id: post.id, ...searchable(post) }];
      });
    }).catch((error: unknown) => {
      this.#index = null;
      throw error;
    });
    return this.#index;
  }

  /** `limit` sound posts after `offset` entries of the index. */
  async #newestFirst(offset: number, limit: number): Promise<SavedPost[]> {
    return this.#read(async (database) => {
      const view = database.transaction(['posts', 'thumbnails']);
      const thumbnails = view.objectStore('thumbnails');
      let cursor = await view.objectStore('posts').index('createdAt').openCursor(null, 'prev');
      if (cursor !== null && offset > 0) cursor = await cursor.advance(offset);
      const posts: SavedPost[] = [];
      while (cursor !== null && posts.length < limit) {
        const id = cursor.primaryKey;
        const post = this.#post(id, cursor.value, await thumbnails.get(id));
        if (post !== null) posts.push(post);
        cursor = await cursor.continue();
      }
      return posts;
    });
  }

  #post(id: string, record: unknown, thumbnail: unknown): SavedPost | null {
    const post = postOf(record, thumbnail);
    if (post === null && !this.#damaged.has(id)) {
      this.#damaged.add(id);
      this.#listeners.tell({ type: 'damaged', id });
    }
    return post;
  }

  async #read<Result>(work: (database: HistoryDatabase) => Promise<Result>): Promise<Result> {
    try {
      return await this.#connected(work);
    } catch (error) {
      throw storageError(error, 'read');
    }
  }

  async #write<Result>(
    work: (database: HistoryDatabase) => Promise<Result>,
    doing: 'saved' | 'deleted' = 'saved',
  ): Promise<Result> {
    let result: Result;
    try {
      result = await this.#connected(work);
    } catch (error) {
      throw storageError(error, doing);
    }
    this.#channel.tell();
    await this.#tellListeners();
    return result;
  }

  /** Runs on the open connection; if the browser closed it meanwhile, once more on a fresh one. */
  async #connected<Result>(work: (database: HistoryDatabase) => Promise<Result>): Promise<Result> {
    const open = (): Promise<HistoryDatabase> => {
      this.#connection ??= this.#connect(() => {
        this.drop();
      });
      return this.#connection;
    };
    const connection = open();
    try {
      return await work(await connection);
    } catch (error) {
      const wasClosed = error instanceof DOMException && error.name === 'InvalidStateError';
      if (error instanceof TagweaveError || (!wasClosed && this.#connection === connection)) {
        if (!(await settles(connection))) this.drop();
        throw error;
      }
      if (this.#connection === connection) this.drop();
      return work(await open());
    }
  }

  async #tellListeners(): Promise<void> {
    this.#index = null;
    try {
      this.#listeners.tell({ type: 'changed', posts: await this.count() });
    } catch {
      // The count is only news; whoever needs the posts asks for them and hears of the fault.
    }
  }
}

async function settles(connection: Promise<unknown>): Promise<boolean> {
  return connection.then(
    () => true,
    () => false,
  );
}

/** Starts requests of one transaction; when one of them cannot even start, the others' failures are still looked at. */
async function together(...requests: readonly (() => Promise<unknown>)[]): Promise<void> {
  await Promise.all(requests.map(async (request) => request()));
}

/** Waits for the work and the transaction; if either fails, nothing of it is kept. */
async function atomically<Result>(
  transaction: { readonly done: Promise<void>; abort(): void },
  work: () => Promise<Result>,
): Promise<Result> {
  // Both promises are watched from the start: neither may become an unhandled rejection while the other is awaited.
  const done = transaction.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // Already over, which is what was wanted.
    }
    await done;
    throw error;
  }
  const failed = await done;
  if (failed !== null) throw failed.error;
  return result;
}
