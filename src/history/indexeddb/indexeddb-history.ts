import { TagweaveError } from '../../domain/errors/errors.ts';
import { OnceMade } from '../../domain/once-made.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import { openChangeChannel } from './change-channel.ts';
import type { ChangeChannel } from './change-channel.ts';
import { DEFAULT_PAGE } from '../history-store.ts';
import type {
  HistoryEvent,
  HistoryStore,
  HistoryWriter,
  LearntPost,
  NewVector,
  PageRequest,
  PostChange,
  Wipe,
} from '../history-store.ts';
import { Listeners } from '../records/listeners.ts';
import { byTime, noSuchPost } from '../memory/memory-history.ts';
import { postOf, recordOf, utc } from '../records/post-record.ts';
import { deletePosts, epochOf, putOwn, putPosts, putVectors, wipeAll } from './post-transactions.ts';
import type { InEpoch } from './post-transactions.ts';
import type { HistoryDatabase } from './schema.ts';
import { damagedPost, forgottenMeanwhile, storageError } from '../records/storage-errors.ts';
import { matcher, searchable } from '../records/search.ts';
import type { Searchable } from '../records/search.ts';
import { atomically } from './transaction.ts';

/** Opens a connection; `lost` is called when the browser or a newer tab takes it away. */
export type Connect = (lost: () => void) => Promise<HistoryDatabase>;

/** When some work was begun: in which stored epoch, and after how many wipes asked of this very object. */
interface Since extends InEpoch {
  readonly wipes: number;
}

/** Posts in IndexedDB. Every change is one transaction: all of it or nothing. */
export class IndexedDbHistory implements HistoryStore {
  readonly kept = true;
  readonly problem = null;
  readonly #connect: Connect;
  readonly #channel: ChangeChannel;
  readonly #listeners = new Listeners<HistoryEvent>();
  readonly #damaged = new Set<string>();
  #connection: Promise<HistoryDatabase> | null;
  /** The newest epoch that was seen or heard of on this connection. */
  #epoch: number | null = null;
  #wipes = 0;
  /** Changes that other tabs told of. */
  #heard = 0;
  readonly #learnt = new OnceMade<readonly LearntPost[]>(() =>
    this.#read(async (database) => {
      const records: unknown[] = await database.getAllFromIndex('posts', 'createdAt');
      return records.flatMap((record) => postOf(record, null) ?? []).sort(byTime);
    }),
  );
  /** Words of all posts, newest first. Reading 10,000 posts takes ½ s, so it is done once between changes. */
  readonly #index = new OnceMade<readonly (Searchable & { readonly id: string })[]>(() =>
    this.#read(async (database) => {
      const records: unknown[] = await database.getAllFromIndex('posts', 'createdAt');
      return records.reverse().flatMap((record) => {
        const post = postOf(record, null);
        return post === null ? [] : [{ id: post.id, ...searchable(post) }];
      });
    }),
  );

  constructor(first: HistoryDatabase, connect: Connect, channelName: string) {
    this.#connect = connect;
    this.#connection = Promise.resolve(first);
    this.#channel = openChangeChannel(channelName, (news) => {
      if (typeof news === 'object') {
        this.#listeners.tell({ type: 'own-changed', name: news.own });
        return;
      }
      this.#heard += 1;
      this.#learnt.forget();
      this.#damaged.clear(); // it may have been put right or deleted there
      if (news !== 'changed') this.#see(news);
      void this.#tellListeners();
    });
  }

  /** The connection was taken away; the next call opens another. */
  drop(): void {
    this.#connection = null;
    // The database may have been deleted meanwhile.
    this.#epoch = null;
    this.#learnt.forget();
    this.#index.forget();
  }

  async begin(): Promise<HistoryWriter> {
    const wipes = this.#wipes;
    const epoch = await this.#read(epochOf);
    const see = (now: number): void => {
      this.#see(now);
    };
    see(epoch);
    const isOver = (): boolean => this.#wipes !== wipes || epoch < (this.#epoch ?? epoch);
    const since: Since = { epoch, wipes, see };
    return {
      add: (post) => this.#put([post], since),
      addAll: (posts) => this.#put(posts, since),
      setVectors: (vectors) => this.#setVectors(vectors, since),
      changeOwn: (name, change) => this.#changeOwn(name, change, since),
      get isOver() {
        return isOver();
      },
    };
  }

  async add(post: SavedPost): Promise<void> {
    await (await this.begin()).add(post);
  }

  async addAll(posts: readonly SavedPost[]): Promise<void> {
    await (await this.begin()).addAll(posts);
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

  own(name: string): Promise<unknown> {
    return this.#read((database) => database.get('own', name));
  }

  async update(id: string, change: PostChange): Promise<SavedPost> {
    const work = async (database: HistoryDatabase): Promise<SavedPost> => {
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
    };
    return this.#write(work, (updated) => {
      this.#relearn(new Map([[id, updated]]));
    });
  }

  async setVectors(vectors: readonly NewVector[]): Promise<void> {
    if (vectors.length > 0) await (await this.begin()).setVectors(vectors);
  }

  async remove(id: string): Promise<void> {
    await this.removeAll([id]);
  }

  async removeAll(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#write(
      (database) => deletePosts(database, ids),
      () => {
        for (const id of ids) this.#damaged.delete(id);
        this.#relearn(new Map(ids.map((id) => [id, null])));
      },
      'deleted',
    );
  }

  async wipe({ id, elsewhere = false }: Wipe = {}): Promise<void> {
    if (!elsewhere) this.#wipes += 1;
    await this.#write(
      (database) => wipeAll(database, id),
      (epoch) => {
        this.#see(epoch);
        this.#channel.tell(epoch);
      },
      'deleted',
    );
  }

  learnt(): Promise<readonly LearntPost[]> {
    return this.#learnt.get();
  }

  async page({ offset = 0, limit = DEFAULT_PAGE, search = '', order = 'newest', platform }: PageRequest = {}): Promise<{
    posts: readonly SavedPost[];
    total: number;
  }> {
    const matches = matcher(search, platform);
    if (matches === null && order === 'newest') {
      const posts = await this.#newestFirst(offset, limit);
      return { posts, total: await this.count() };
    }
    const newest = (await this.#index.get()).flatMap((post) => ((matches?.(post) ?? true) ? [post.id] : []));
    const ids = order === 'newest' ? newest : newest.toReversed();
    const posts = await Promise.all(ids.slice(offset, offset + limit).map((id) => this.get(id)));
    return { posts: posts.filter((post) => post !== null), total: ids.length };
  }

  async count(): Promise<number> {
    if (this.#damaged.size === 0) return this.#read((database) => database.countFromIndex('posts', 'createdAt'));
    // Not a subtraction: a damaged one may have no date and not be counted, or have been deleted in another tab.
    const ids = await this.#read((database) => database.getAllKeysFromIndex('posts', 'createdAt'));
    return ids.filter((id) => !this.#damaged.has(id)).length;
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

  async #put(posts: readonly SavedPost[], since: Since): Promise<void> {
    if (posts.length === 0) return;
    const records = await Promise.all(posts.map(recordOf));
    await this.#write(
      (database) => {
        this.#refuseOver(since);
        return putPosts(database, records, since);
      },
      () => {
        for (const { id } of posts) this.#damaged.delete(id);
        this.#relearn(new Map(posts.map((post) => [post.id, { ...post, createdAt: utc(post.createdAt) }])));
      },
    );
  }

  async #setVectors(vectors: readonly NewVector[], since: Since): Promise<void> {
    if (vectors.length === 0) return;
    const work = (database: HistoryDatabase): Promise<ReadonlyMap<string, SavedPost>> => {
      this.#refuseOver(since);
      return putVectors(database, vectors, since);
    };
    try {
      await this.#write(work, (given) => {
        this.#relearn(given);
      });
    } catch (error) {
      // Their posts are gone, and so may they be.
      if (!(error instanceof TagweaveError && error.code === 'history-forgotten')) throw error;
    }
  }

  async #changeOwn(name: string, change: (now: unknown) => unknown, since: Since): Promise<void> {
    let changed: boolean;
    try {
      changed = await this.#connected((database) => {
        this.#refuseOver(since);
        return putOwn(database, name, change, since);
      });
    } catch (error) {
      throw storageError(error, 'saved');
    }
    if (!changed) return;
    this.#channel.tell({ own: name });
    this.#listeners.tell({ type: 'own-changed', name });
  }

  /** @throws TagweaveError `history-forgotten` when a wipe was asked of this object since, whether or not the disk knows it yet */
  #refuseOver({ wipes }: Since): void {
    if (wipes !== this.#wipes) throw forgottenMeanwhile();
  }

  /** Takes note of an epoch; a newer one than the last means that everything was forgotten. */
  #see(epoch: number): void {
    const last = this.#epoch;
    if (last !== null && epoch <= last) return;
    this.#epoch = epoch;
    if (last === null) return;
    this.#learnt.forget();
    this.#index.forget();
    this.#damaged.clear();
    this.#listeners.tell({ type: 'forgotten' });
  }

  /** Brings what is kept of {@link learnt} up to a change (null: gone): reading 10,000 after each save would take ½ s. */
  #relearn(changed: ReadonlyMap<string, SavedPost | null>): void {
    const now = [...changed.values()].flatMap((post) => (post === null ? [] : [{ ...post, thumbnail: null }]));
    this.#learnt.change((posts) => [...posts.filter((one) => !changed.has(one.id)), ...now].sort(byTime));
  }

  /** `limit` sound posts after `offset` sound ones; of a damaged one it is known that it is, once it was read. */
  async #newestFirst(offset: number, limit: number): Promise<SavedPost[]> {
    return this.#read(async (database) => {
      const view = database.transaction(['posts', 'thumbnails']);
      const [stored, thumbnails] = [view.objectStore('posts'), view.objectStore('thumbnails')];
      const keys = (await stored.index('createdAt').getAllKeys()).filter((id) => !this.#damaged.has(id)).reverse();
      const posts: SavedPost[] = [];
      for (const id of keys.slice(offset)) {
        if (posts.length === limit) break;
        const [record, thumbnail] = await Promise.all([stored.get(id) as Promise<unknown>, thumbnails.get(id)]);
        const post = this.#post(id, record, thumbnail);
        if (post !== null) posts.push(post);
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

  /** @param committed called at once: nothing that is written after it may be noticed before it */
  async #write<Result>(
    work: (database: HistoryDatabase) => Promise<Result>,
    committed: (result: Result) => void,
    doing: 'saved' | 'deleted' = 'saved',
  ): Promise<Result> {
    const heard = this.#heard;
    let result: Result;
    try {
      result = await this.#connected(work);
    } catch (error) {
      throw storageError(error, doing);
    }
    committed(result);
    // Another tab's change may have come after this one, and be in what was read since: then this one must not be laid over it.
    if (heard !== this.#heard) this.#learnt.forget();
    this.#channel.tell('changed');
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
    this.#index.forget();
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
