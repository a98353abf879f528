import type { RecommenderEvent } from '../../domain/progress.ts';
import type { PostVector, SavedPost } from '../../domain/post/post.ts';
import type { LearntPost, NewVector } from '../../history/history-store.ts';
import { breath } from '../work/breath.ts';
import { makerOf } from '../personal/earlier-posts.ts';
import type { EngineParts, Models } from '../models/engine-parts.ts';
import type { FittingHistory } from '../personal/fitting-history.ts';
import { postVector } from './fused-vector.ts';
import type { Workshop } from './workshop.ts';
import type { WorkQueue } from '../work/work-queue.ts';

/** Encodes a saved post again: its vectors from its thumbnail and caption. */
export type Reencode = (post: SavedPost) => Promise<PostVector>;

/** What a vector was made, or tried to be made, of and by. */
interface Attempt {
  readonly caption: string;
  readonly maker: string;
}

/** Vectors are written so many at a time: each writing makes every open tab look at the history again. */
const BATCH = 16;
/** The longest that idle work goes on before it pauses. */
const SLICE_MS = 400;

/**
 * Gives posts a vector of the present models: posts saved by other models, with an edited caption, imported or restored. The
 * thumbnail stands in for the photo that was never stored. Newest first, since the next recommendation looks at them.
 */
class StaleVectors {
  /**
   * Posts that had, or were tried for, a vector of these models. Once only: what cannot be encoded stays so, and two tabs with
   * different models (an update that one of them has not had) must not take turns for ever.
   */
  readonly #tried = new Map<string, Attempt>();
  #made: NewVector[] = [];
  #of = 0;
  #listed: { readonly posts: readonly LearntPost[]; readonly maker: string; readonly waiting: LearntPost[] } | null =
    null;

  /** Encodes one stale post; null when there is none (left). Progress counts from when the list was empty last. */
  async refreshOne(
    history: FittingHistory,
    models: Pick<Models, 'networkRef' | 'photo' | 'caption'>,
    reencode: Reencode,
  ): Promise<{ readonly done: number; readonly of: number } | null> {
    const maker = makerOf(models);
    const waiting = await this.#waiting(history, maker);
    this.#of = Math.max(this.#of, waiting.length);
    const next = waiting.pop();
    if (next === undefined) {
      await this.flush(history);
      this.#of = 0;
      return null;
    }
    const post = await history.get(next.id);
    if (post !== null) await this.#encode(post, maker, reencode);
    if (this.#made.length >= BATCH || waiting.length === 0) await this.flush(history);
    return { done: this.#of - waiting.length, of: this.#of };
  }

  /** Writes what is made; whoever was changed or forgotten meanwhile, here or in another tab, stays as he is. */
  async flush(history: FittingHistory): Promise<void> {
    const made = this.#made;
    if (made.length === 0) return; // whoever listens would look at the history again, and so would we
    this.#made = [];
    await history.setVectors(made);
  }

  /** Posts to encode, oldest first; looked for anew only when the history changed. */
  async #waiting(history: FittingHistory, maker: string): Promise<LearntPost[]> {
    const posts = await history.learnt();
    if (this.#listed?.posts !== posts || this.#listed.maker !== maker) {
      const there = new Set(posts.map(({ id }) => id));
      for (const id of this.#tried.keys()) if (!there.has(id)) this.#tried.delete(id);
      const waiting = posts.filter((post) => {
        if (isWhole(post.vector, maker)) this.#tried.set(post.id, { caption: post.caption, maker });
        const tried = this.#tried.get(post.id);
        return tried?.caption !== post.caption || tried.maker !== maker;
      });
      this.#listed = { posts, maker, waiting };
    }
    return this.#listed.waiting;
  }

  async #encode(post: SavedPost, maker: string, reencode: Reencode): Promise<void> {
    this.#tried.set(post.id, { caption: post.caption, maker });
    if (post.thumbnail === null && post.caption.trim() === '') return;
    try {
      this.#made.push({ id: post.id, caption: post.caption, vector: await reencode(post) });
    } catch {
      // A post that cannot be read any more keeps its words and tags, without a vector.
    }
  }
}

/** Vectors of these models; one of an older version of the page has no photo's and no caption's. */
function isWhole(vector: PostVector | null, maker: string): boolean {
  return vector?.maker === maker && (vector.photo !== undefined || vector.caption !== undefined);
}

/** Runs {@link StaleVectors}, then lets the personal head learn what is pending and encodes the names of the own list and of own tags, whenever nobody waits for the models. */
export class IdleEncoder {
  readonly #parts: Pick<EngineParts, 'idle'>;
  readonly #queue: WorkQueue;
  readonly #workshop: () => Workshop | null;
  readonly #tell: (event: RecommenderEvent) => void;
  #stale = new StaleVectors();
  #scheduled = false;

  constructor(
    parts: Pick<EngineParts, 'idle'>,
    queue: WorkQueue,
    workshop: () => Workshop | null,
    tell: (event: RecommenderEvent) => void,
  ) {
    this.#parts = parts;
    this.#queue = queue;
    this.#workshop = workshop;
    this.#tell = tell;
  }

  /** Looks for stale posts when nothing else is to be done. */
  later(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#parts.idle(() => this.#slice());
  }

  /** Everything was forgotten: nothing that was made of it is remembered or written. */
  forget(): void {
    this.#stale = new StaleVectors();
  }

  /** All of it now, for a call that needs every post; others come between two posts. @throws TagweaveError `aborted` */
  async finish(signal: AbortSignal | undefined): Promise<void> {
    const workshop = this.#workshop();
    while (workshop !== null && (await this.#queue.add(() => this.#one(workshop), signal))) await breath();
  }

  async #slice(): Promise<void> {
    const workshop = this.#workshop();
    let more = workshop !== null;
    const end = performance.now() + SLICE_MS;
    // One post a turn, so that a person who comes meanwhile waits for one at most.
    while (more && workshop !== null && this.#queue.isIdle && performance.now() < end) {
      more = await this.#queue.add(() => this.#next(workshop)).catch(() => false);
      if (more) await breath();
    }
    this.#scheduled = false;
    if (more) this.later();
  }

  /** Names come last, and no call waits for them. */
  async #next(workshop: Workshop): Promise<boolean> {
    if (await this.#one(workshop)) return true;
    const { history, models, ownTags, tagNames, listNames } = workshop;
    const progress = await listNames.encodeNext();
    if (progress !== null) {
      this.#tell({ type: 'tag-list-read', ...progress });
      return true;
    }
    return tagNames.encodeNext(ownTags.of(await history.learnt(), makerOf(models)));
  }

  async #one({ history, models, encodings, head }: Workshop): Promise<boolean> {
    const reencode: Reencode = async (post) =>
      postVector(models, await encodings.encode({ photo: post.thumbnail, caption: post.caption }));
    const progress = await this.#stale.refreshOne(history, models, reencode);
    if (progress === null) return (await head.catchUp(await history.learnt())) > 0;
    this.#tell({ type: 'reencode', ...progress });
    return true;
  }
}
