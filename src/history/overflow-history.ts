import { TagweaveError } from '../domain/errors.ts';
import type { PlainError } from '../domain/errors.ts';
import type { SavedPost } from '../domain/post.ts';
import { DEFAULT_PAGE } from './history-store.ts';
import type { HistoryEvent, HistoryStore, LearntPost, NewVector, PageRequest, PostChange } from './history-store.ts';
import { Listeners } from './listeners.ts';
import { byTime, createMemoryHistory } from './memory-history.ts';

/** The same every time, so that what is made of it can be kept. */
const NONE: readonly never[] = [];

/**
 * A history on disk that goes on when the disk is full: what no longer fits is kept in memory, told (`overflow`), and moved to the disk
 * as soon as something was forgotten there or fits again. Many posts at once (an import) are not taken in this way: they would be lost together.
 *
 * When a newer version of the page has taken the disk over, it is told (`unavailable`) and this old page goes on in memory: it reads
 * nothing of the disk any more, and what is to be changed or forgotten there says that the page has to be loaded again.
 */
export class OverflowHistory implements HistoryStore {
  readonly #disk: HistoryStore;
  readonly #memory = createMemoryHistory();
  readonly #listeners = new Listeners<HistoryEvent>();
  /** Posts in memory. */
  #held = 0;
  /** Why the disk is no longer read. */
  #taken: TagweaveError | null = null;
  #learnt: {
    readonly disk: readonly LearntPost[];
    readonly memory: readonly LearntPost[];
    readonly all: readonly LearntPost[];
  } | null = null;

  constructor(disk: HistoryStore) {
    this.#disk = disk;
    disk.subscribe((event) => {
      this.#listeners.tell(event.type === 'changed' ? { ...event, posts: event.posts + this.#held } : event);
    });
    this.#memory.subscribe((event) => {
      if (event.type === 'changed') this.#held = event.posts;
      void this.#tellChange();
    });
  }

  get kept(): boolean {
    return this.#taken === null;
  }

  get problem(): PlainError | null {
    return this.#taken === null ? null : plain(this.#taken);
  }

  async add(post: SavedPost): Promise<void> {
    if (await this.#isTaken(() => this.#disk.count())) return this.#memory.add(post);
    try {
      await this.#disk.add(post);
    } catch (error) {
      if (!isFull(error)) throw error;
      await this.#memory.add(post);
      this.#listeners.tell({ type: 'overflow', posts: await this.#memory.count() });
      return;
    }
    // It fitted: somebody freed space elsewhere, maybe enough for what waits.
    await this.#moveToDisk();
  }

  async addAll(posts: readonly SavedPost[]): Promise<void> {
    const isTaken = await this.#isTaken(() => this.#disk.count());
    return isTaken ? this.#memory.addAll(posts) : this.#disk.addAll(posts);
  }

  async get(id: string): Promise<SavedPost | null> {
    return (await this.#memory.get(id)) ?? this.#onDisk((disk) => disk.get(id), null);
  }

  async ids(since?: string): Promise<readonly string[]> {
    const inMemory = await this.#memory.ids(since);
    const onDisk = await this.#onDisk((disk) => disk.ids(since), NONE);
    // Posts in memory are the newest but for restored ones; nobody relies on more than "oldest first" among thousands.
    return inMemory.length === 0 ? onDisk : [...onDisk, ...inMemory];
  }

  async update(id: string, change: PostChange): Promise<SavedPost> {
    return (await this.#inMemory(id)) ? this.#memory.update(id, change) : this.#disk.update(id, change);
  }

  async setVectors(vectors: readonly NewVector[]): Promise<void> {
    const held = new Set(await this.#memory.ids());
    const inMemory = vectors.filter(({ id }) => held.has(id));
    if (inMemory.length > 0) await this.#memory.setVectors(inMemory);
    await this.#disk.setVectors(vectors.filter(({ id }) => !held.has(id)));
  }

  async remove(id: string): Promise<void> {
    await this.removeAll([id]);
  }

  async removeAll(ids: readonly string[]): Promise<void> {
    const held = new Set(await this.#memory.ids());
    const inMemory = ids.filter((id) => held.has(id));
    if (inMemory.length > 0) await this.#memory.removeAll(inMemory);
    await this.#disk.removeAll(ids.filter((id) => !held.has(id)));
    await this.#moveToDisk();
  }

  async wipe(): Promise<void> {
    await this.#memory.wipe();
    await this.#disk.wipe();
  }

  async learnt(): Promise<readonly LearntPost[]> {
    const disk = await this.#onDisk((stored) => stored.learnt(), NONE);
    const memory = await this.#memory.learnt();
    if (memory.length === 0) return disk;
    if (this.#learnt?.disk !== disk || this.#learnt.memory !== memory) {
      this.#learnt = { disk, memory, all: [...disk, ...memory].sort(byTime) };
    }
    return this.#learnt.all;
  }

  async page(request: PageRequest = {}): Promise<{ posts: readonly SavedPost[]; total: number }> {
    const { offset = 0, limit = DEFAULT_PAGE } = request;
    const inMemory = await this.#memory.page({ ...request, offset: 0, limit: offset + limit });
    if (inMemory.total === 0) return this.#onDisk((disk) => disk.page(request), { posts: NONE, total: 0 });
    const onDisk = await this.#onDisk((disk) => disk.page({ ...request, offset: 0, limit: offset + limit }), {
      posts: NONE,
      total: 0,
    });
    const posts = [...onDisk.posts, ...inMemory.posts].sort((a, b) => byTime(b, a));
    return { posts: posts.slice(offset, offset + limit), total: onDisk.total + inMemory.total };
  }

  async count(): Promise<number> {
    return (await this.#onDisk((disk) => disk.count(), 0)) + (await this.#memory.count());
  }

  subscribe(listener: (event: HistoryEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#memory.close();
    this.#disk.close();
  }

  /** What is read of the disk; `without` once it is taken. */
  async #onDisk<Result>(read: (disk: HistoryStore) => Promise<Result>, without: Result): Promise<Result> {
    if (this.#taken !== null) return without;
    try {
      return await read(this.#disk);
    } catch (error) {
      if (!(error instanceof TagweaveError) || error.code !== 'storage-newer') throw error;
      this.#taken = error;
      this.#listeners.tell({ type: 'unavailable', error: plain(error) });
      return without;
    }
  }

  async #isTaken(look: () => Promise<unknown>): Promise<boolean> {
    await this.#onDisk(look, null);
    return this.#taken !== null;
  }

  async #inMemory(id: string): Promise<boolean> {
    return (await this.#memory.get(id)) !== null;
  }

  /** There may be room now. */
  async #moveToDisk(): Promise<void> {
    const { posts } = await this.#memory.page({ limit: Number.MAX_SAFE_INTEGER });
    // One by one, the oldest first: what fits is safe, even if not all does.
    for (const post of posts.toReversed()) {
      try {
        await this.#disk.add(post);
      } catch (error) {
        if (isFull(error)) return;
        throw error;
      }
      await this.#memory.remove(post.id);
    }
  }

  async #tellChange(): Promise<void> {
    try {
      this.#listeners.tell({ type: 'changed', posts: await this.count() });
    } catch {
      // The count is only news.
    }
  }
}

function plain({ code, message }: TagweaveError): PlainError {
  return { name: 'TagweaveError', code, message };
}

function isFull(error: unknown): boolean {
  return error instanceof TagweaveError && error.code === 'storage-full';
}
