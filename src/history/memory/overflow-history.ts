import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PlainError } from '../../domain/errors/errors.ts';
import type { SavedPost } from '../../domain/post/post.ts';
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
import { byTime, createMemoryHistory } from './memory-history.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { forgottenMeanwhile } from '../records/storage-errors.ts';

/** The same every time, so that what is made of it can be kept. */
const NONE: readonly never[] = [];

/** A writer to both places; `disk` is null once the disk is taken. */
interface Writers {
  readonly memory: HistoryWriter;
  readonly disk: HistoryWriter | null;
}

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
  /** Posts in memory with the writer that takes them to the disk, unless everything was forgotten since they were saved. */
  readonly #waiting = new Map<string, HistoryWriter>();
  /** Changes, each of which looks at both places: one that came between would be undone by a post on its way to the disk. */
  readonly #turn = oneAtATime();
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
      if (event.type === 'forgotten') this.#dropForgotten();
      this.#listeners.tell(event.type === 'changed' ? { ...event, posts: event.posts + this.#held } : event);
    });
    this.#memory.subscribe((event) => {
      if (event.type === 'own-changed') {
        this.#listeners.tell(event);
        return;
      }
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

  async begin(): Promise<HistoryWriter> {
    const memory = this.#memory.begin(); // now: what follows waits for the disk
    const disk = await this.#onDisk((stored) => stored.begin(), null);
    const writers: Writers = { memory: await memory, disk };
    return {
      add: (post) => this.#turn(() => this.#add(post, writers)),
      addAll: (posts) => this.#turn(() => this.#addAll(posts, writers)),
      setVectors: (vectors) => this.#turn(() => this.#setVectors(vectors, writers)),
      changeOwn: (name, change) => this.#changeOwn(name, change, writers),
      get isOver() {
        return writers.memory.isOver || writers.disk?.isOver === true;
      },
    };
  }

  async add(post: SavedPost): Promise<void> {
    await (await this.begin()).add(post);
  }

  async addAll(posts: readonly SavedPost[]): Promise<void> {
    await (await this.begin()).addAll(posts);
  }

  async get(id: string): Promise<SavedPost | null> {
    return (await this.#memory.get(id)) ?? this.#onDisk((disk) => disk.get(id), null);
  }

  async own(name: string): Promise<unknown> {
    const onDisk = await this.#onDisk((disk) => disk.own(name), undefined);
    return this.#taken === null ? onDisk : this.#memory.own(name);
  }

  async ids(since?: string): Promise<readonly string[]> {
    const inMemory = await this.#memory.ids(since);
    const onDisk = await this.#onDisk((disk) => disk.ids(since), NONE);
    // Posts in memory are the newest but for restored ones; nobody relies on more than "oldest first" among thousands.
    return inMemory.length === 0 ? onDisk : [...onDisk, ...inMemory];
  }

  update(id: string, change: PostChange): Promise<SavedPost> {
    return this.#turn(async () =>
      (await this.#memory.get(id)) === null ? this.#disk.update(id, change) : this.#memory.update(id, change),
    );
  }

  async setVectors(vectors: readonly NewVector[]): Promise<void> {
    await (await this.begin()).setVectors(vectors);
  }

  async remove(id: string): Promise<void> {
    await this.removeAll([id]);
  }

  removeAll(ids: readonly string[]): Promise<void> {
    return this.#turn(async () => {
      const held = new Set(await this.#memory.ids());
      const inMemory = ids.filter((id) => held.has(id));
      if (inMemory.length > 0) await this.#drop(inMemory);
      await this.#disk.removeAll(ids.filter((id) => !held.has(id)));
      await this.#moveToDisk();
    });
  }

  async wipe(wipe: Wipe = {}): Promise<void> {
    // Not in turn: what is under way is over as soon as this is asked, instead of being saved first.
    if (wipe.elsewhere !== true) {
      this.#waiting.clear();
      void this.#memory.wipe();
    }
    await this.#disk.wipe(wipe);
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
    const { offset = 0, limit = DEFAULT_PAGE, order = 'newest' } = request;
    const inMemory = await this.#memory.page({ ...request, offset: 0, limit: offset + limit });
    if (inMemory.total === 0) return this.#onDisk((disk) => disk.page(request), { posts: NONE, total: 0 });
    const onDisk = await this.#onDisk((disk) => disk.page({ ...request, offset: 0, limit: offset + limit }), {
      posts: NONE,
      total: 0,
    });
    const posts = [...onDisk.posts, ...inMemory.posts].sort((a, b) =>
      order === 'newest' ? byTime(b, a) : byTime(a, b),
    );
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

  async #add(post: SavedPost, { memory, disk }: Writers): Promise<void> {
    if (disk === null || (await this.#isTaken(() => this.#disk.count()))) return memory.add(post);
    try {
      await disk.add(post);
    } catch (error) {
      if (!isFull(error)) throw error;
      // It is on the disk as it was before: told so, rather than there twice.
      if ((await this.#onDisk((stored) => stored.get(post.id), null)) !== null) throw error;
      // Nothing is awaited from here until it is in memory: then whoever hears of a wipe finds it there.
      if (disk.isOver) throw forgottenMeanwhile();
      const added = memory.add(post);
      if (!memory.isOver) this.#waiting.set(post.id, disk);
      await added;
      this.#listeners.tell({ type: 'overflow', posts: this.#waiting.size });
      return;
    }
    if (this.#waiting.has(post.id)) await this.#drop([post.id]); // saved anew
    // It fitted: somebody freed space elsewhere, maybe enough for what waits.
    await this.#moveToDisk();
  }

  async #addAll(posts: readonly SavedPost[], { memory, disk }: Writers): Promise<void> {
    const isTaken = disk === null || (await this.#isTaken(() => this.#disk.count()));
    await (isTaken ? memory.addAll(posts) : disk.addAll(posts));
  }

  /** What no longer fits is not taken in: it would be gone with the page, and whoever made it can make it again. */
  async #changeOwn(name: string, change: (now: unknown) => unknown, { memory, disk }: Writers): Promise<void> {
    const isTaken = disk === null || (await this.#isTaken(() => this.#disk.count()));
    await (isTaken ? memory : disk).changeOwn(name, change);
  }

  async #setVectors(vectors: readonly NewVector[], { memory, disk }: Writers): Promise<void> {
    const inMemory = new Set(await this.#memory.ids());
    const there = vectors.filter(({ id }) => inMemory.has(id));
    if (there.length > 0) await memory.setVectors(there);
    await disk?.setVectors(vectors.filter(({ id }) => !inMemory.has(id)));
  }

  /** There may be room now. Runs within a turn. */
  async #moveToDisk(): Promise<void> {
    const { posts } = await this.#memory.page({ limit: Number.MAX_SAFE_INTEGER });
    // One by one, the oldest first: what fits is safe, even if not all does.
    for (const post of posts.toReversed()) {
      const writer = this.#waiting.get(post.id);
      if (writer === undefined) continue; // of a taken disk, or everything was forgotten while another one moved
      try {
        await writer.add(post);
      } catch (error) {
        if (isFull(error)) return;
        if (!isForgotten(error)) throw error;
      }
      await this.#drop([post.id]);
    }
  }

  /** Posts in memory from before everything was forgotten in another tab. */
  #dropForgotten(): void {
    const gone = [...this.#waiting].flatMap(([id, writer]) => (writer.isOver ? [id] : []));
    if (gone.length > 0) void this.#drop(gone);
  }

  async #drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#waiting.delete(id);
    await this.#memory.removeAll(ids);
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

function isForgotten(error: unknown): boolean {
  return error instanceof TagweaveError && error.code === 'history-forgotten';
}
