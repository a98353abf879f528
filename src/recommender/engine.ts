import { hashtagKey, hashtagLabel } from '../domain/hashtag.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { PostTag, PostVector, SavedPost } from '../domain/post.ts';
import type { Backends, PostDraft, Recommendation } from '../domain/recommendation.ts';
import type { StoredModel } from '../domain/stored-model.ts';
import { abortedError, throwIfAborted, untilAborted } from '../encoders/abort.ts';
import { forgetModels, storedModels } from '../encoders/stored-models.ts';
import type { HistoryStore } from '../history/history-store.ts';
import { Listeners } from '../history/listeners.ts';
import { makerOf } from './earlier-posts.ts';
import { Encodings } from './encodings.ts';
import type { EngineParts, Models } from './engine-parts.ts';
import { asTagweaveError, notLoadedError, postEmptyError } from './errors.ts';
import { Lru } from './lru.ts';
import { OwnTagsOf } from './own-tags-of.ts';
import { checkedDraft, recommendPost } from './recommend.ts';
import type { Workshop } from './recommend.ts';
import type {
  CallOptions,
  DownloadSize,
  HistoryPage,
  LearnRequest,
  LoadReport,
  Recommender,
  RecommendOptions,
} from './recommender.ts';
import { StaleVectors } from './stale-vectors.ts';
import { VocabularyIndex } from './vocabulary-index.ts';
import { WorkQueue } from './work-queue.ts';

/** Recommendations whose vectors are remembered for `learn`, about 1 KB each: more than anybody drops at once. */
const REMEMBERED = 300;

interface Remembered {
  readonly vector: Float32Array;
  readonly fingerprint: string;
}

interface Loading {
  readonly models: Promise<Models>;
  readonly stop: AbortController;
  /** Calls that wait for it; when all of them have been aborted, so is the loading. */
  waiting: number;
}

/** The engine in this thread tells a little more than what crosses to a page. */
export interface InThreadRecommender extends Recommender {
  /** Hashtags of the loaded network, by class index. @throws TagweaveError `model-not-loaded` */
  vocabulary(): readonly PostTag[];
}

/** The engine in this thread. */
export function createEngine(parts: EngineParts): InThreadRecommender {
  return new Engine(parts);
}

class Engine implements InThreadRecommender {
  readonly #parts: EngineParts;
  readonly #queue = new WorkQueue();
  readonly #listeners = new Listeners<RecommenderEvent>();
  readonly #remembered = new Lru<string, Remembered>(REMEMBERED);
  readonly #stale = new StaleVectors();
  #loading: Loading | null = null;
  #workshop: Workshop | null = null;
  #history: Promise<HistoryStore> | null = null;
  #refreshing = false;
  #disposed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  downloadSize(): Promise<DownloadSize> {
    return guarded(() => this.#parts.downloadSize());
  }

  load({ signal }: CallOptions = {}): Promise<LoadReport> {
    return guarded(async () => {
      throwIfAborted(signal);
      if (this.#disposed) throw notLoadedError();
      if (this.#workshop === null) await this.#waitForModels(signal);
      const workshop = this.#loaded();
      return {
        backends: backendsOf(workshop.models),
        models: {
          photo: workshop.models.photo.ref,
          caption: workshop.models.caption.ref,
          network: workshop.models.networkRef,
        },
        historyPosts: await workshop.history.count(),
        historyKept: workshop.history.kept,
      };
    });
  }

  recommend(draft: PostDraft, options: RecommendOptions = {}): Promise<Recommendation> {
    return guarded(async () => {
      const left = checkedDraft(draft, options);
      await this.#untilLoaded(options.signal);
      return this.#queue.add(async () => {
        const { recommendation, vector, fingerprint } = await recommendPost(this.#loaded(), left, options);
        const id = this.#parts.newId();
        if (vector !== null && fingerprint !== null) this.#remembered.set(id, { vector, fingerprint });
        this.#refreshLater();
        return { id, ...recommendation };
      }, options.signal);
    });
  }

  learn(request: LearnRequest, { signal }: CallOptions = {}): Promise<SavedPost> {
    return guarded(async () => {
      const { draft, platform, removedTags } = request;
      if (draft.photo === null && draft.caption.trim() === '') throw postEmptyError();
      if (this.#loading !== null) await this.#untilLoaded(signal);
      return this.#queue.add(async () => {
        const vector = await this.#vectorFor(request, signal);
        const thumbnail = await this.#thumbnail(draft.photo, signal);
        const history = await this.#openHistory();
        throwIfAborted(signal);
        this.#listeners.tell({ type: 'step', step: 'save' });
        const post: SavedPost = {
          id: this.#parts.newId(),
          createdAt: this.#parts.now().toISOString(),
          caption: draft.caption,
          tags: cleanTags(request.tags),
          removedTags: [...new Set(removedTags)],
          thumbnail,
          platform,
          vector,
        };
        await history.add(post);
        if (vector === null) this.#refreshLater();
        return post;
      }, signal);
    });
  }

  history(
    options: { readonly offset?: number; readonly limit?: number; readonly search?: string } = {},
  ): Promise<HistoryPage> {
    return guarded(async () => (await this.#openHistory()).page(options));
  }

  updatePost(
    id: string,
    change: { readonly caption?: string; readonly tags?: readonly PostTag[] },
  ): Promise<SavedPost> {
    return guarded(async () => {
      const history = await this.#openHistory();
      const before = await history.get(id);
      const captionChanged =
        change.caption !== undefined && before !== null && change.caption.trim() !== before.caption.trim();
      const post = await history.update(id, {
        ...(change.caption === undefined ? {} : { caption: change.caption }),
        ...(change.tags === undefined ? {} : { tags: cleanTags(change.tags) }),
        // The vector is of the old caption; it is made anew in idle time.
        ...(captionChanged ? { vector: null } : {}),
      });
      if (captionChanged) this.#refreshLater();
      return post;
    });
  }

  forgetPost(id: string): Promise<void> {
    return guarded(async () => (await this.#openHistory()).remove(id));
  }

  restorePost(post: SavedPost): Promise<void> {
    return guarded(async () => {
      await (await this.#openHistory()).add(post);
      this.#refreshLater();
    });
  }

  forgetEverything(): Promise<void> {
    return guarded(async () => {
      this.#remembered.clear();
      this.#workshop?.encodings.clear();
      await (await this.#openHistory()).wipe();
    });
  }

  storedModels(): Promise<readonly StoredModel[]> {
    return guarded(async () => storedModels(await this.#parts.modelCache()));
  }

  forgetModels(names: readonly string[] | null): Promise<void> {
    return guarded(async () => forgetModels(await this.#parts.modelCache(), names));
  }

  vocabulary(): readonly PostTag[] {
    return this.#loaded().vocabulary.tags;
  }

  on(listener: (event: RecommenderEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#loading?.stop.abort();
    const models = this.#workshop?.models;
    this.#workshop = null;
    await guarded(async () => {
      if (models !== undefined)
        await Promise.all([models.photo.dispose(), models.caption.dispose(), models.network.dispose()]);
      (await this.#history?.catch(() => null))?.close();
    });
    this.#listeners.clear();
  }

  #loaded(): Workshop {
    if (this.#workshop === null) throw notLoadedError();
    return this.#workshop;
  }

  /** For calls that need the models: a loading under way is waited for, none is begun. */
  async #untilLoaded(signal: AbortSignal | undefined): Promise<void> {
    if (this.#workshop === null && this.#loading !== null) await this.#waitForModels(signal);
    this.#loaded();
  }

  async #waitForModels(signal: AbortSignal | undefined): Promise<void> {
    const loading = (this.#loading ??= this.#startLoading());
    loading.waiting += 1;
    try {
      await untilAborted(loading.models, signal);
    } finally {
      loading.waiting -= 1;
      if (loading.waiting === 0 && signal?.aborted === true) {
        loading.stop.abort();
        if (this.#loading === loading) this.#loading = null;
      }
    }
  }

  #startLoading(): Loading {
    const stop = new AbortController();
    const tell = (event: RecommenderEvent): void => {
      if (!stop.signal.aborted) this.#listeners.tell(event);
    };
    let found: Models | null = null;
    const work = async (): Promise<Models> => {
      const history = await this.#openHistory();
      const models = await this.#parts.loadModels({
        report: tell,
        deviceLost: () => {
          if (found !== null) tell({ type: 'device-lost', now: backendsOf(found) });
        },
        signal: stop.signal,
      });
      if (stop.signal.aborted) {
        await Promise.all([models.photo.dispose(), models.caption.dispose(), models.network.dispose()]);
        throw abortedError();
      }
      found = models;
      this.#workshop = {
        models,
        vocabulary: new VocabularyIndex(models.vocabulary),
        encodings: new Encodings(this.#parts.decoder, models),
        history,
        ownTags: new OwnTagsOf(),
        step: (step) => {
          this.#listeners.tell({ type: 'step', step });
        },
      };
      tell({ type: 'ready', backends: backendsOf(models) });
      this.#refreshLater();
      return models;
    };
    const loading: Loading = { models: work(), stop, waiting: 0 };
    loading.models
      .catch(() => undefined) // told by the calls that wait for it
      .finally(() => {
        if (this.#loading === loading) this.#loading = null;
      });
    return loading;
  }

  /** Opened once; the first look tells the listeners when posts cannot be kept. */
  #openHistory(): Promise<HistoryStore> {
    this.#history ??= this.#parts.openHistory().then((history) => {
      if (history.problem !== null) this.#listeners.tell({ type: 'history-unavailable', error: history.problem });
      history.subscribe((event) => {
        if (event.type === 'changed') this.#listeners.tell({ type: 'history-changed', posts: event.posts });
        else this.#listeners.tell({ type: 'history-damaged', postId: event.id });
      });
      return history;
    });
    return this.#history;
  }

  /** p of the draft: remembered from its recommendation, or computed now; null before the models are there. */
  async #vectorFor(request: LearnRequest, signal: AbortSignal | undefined): Promise<PostVector | null> {
    const workshop = this.#workshop;
    if (workshop === null) return null;
    const maker = makerOf(workshop.models);
    const known = request.recommendationId === null ? undefined : this.#remembered.get(request.recommendationId);
    if (known?.fingerprint === (await workshop.encodings.fingerprint(request.draft))) {
      return { maker, values: known.vector };
    }
    const encoded = await workshop.encodings.encode(request.draft, { step: workshop.step, signal });
    throwIfAborted(signal);
    return { maker, values: await vectorOf(workshop.models, encoded) };
  }

  async #thumbnail(photo: Blob | null, signal: AbortSignal | undefined): Promise<Blob | null> {
    if (photo === null || !this.#parts.thumbnails) return null;
    return (await this.#parts.decoder.decode(photo, signal)).thumbnail();
  }

  /** Encodes stale posts in idle time, one after another, whenever nobody waits. */
  #refreshLater(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    this.#parts.idle(() => {
      void this.#refresh();
    });
  }

  async #refresh(): Promise<void> {
    const workshop = this.#workshop;
    let more = false;
    if (workshop !== null && this.#queue.isIdle) {
      const reencode = async (post: SavedPost): Promise<Float32Array> =>
        vectorOf(workshop.models, await workshop.encodings.encode({ photo: post.thumbnail, caption: post.caption }));
      more = await this.#queue
        .add(() => this.#stale.refreshOne(workshop.history, workshop.models, reencode))
        .catch(() => false);
    }
    this.#refreshing = false;
    if (more) this.#refreshLater();
  }
}

/** p, which does not depend on the history (systems.md §4). */
async function vectorOf(
  models: Models,
  { photo, caption }: Awaited<ReturnType<Encodings['encode']>>,
): Promise<Float32Array> {
  const regions = photo === null ? null : { rows: photo.rows * photo.columns, width: photo.width, data: photo.data };
  const { vector } = await models.network.run({ photo: regions, caption: caption?.encoding ?? null, history: [] });
  return vector;
}

function backendsOf(models: Models): Backends {
  return { encoders: models.photo.backend, network: models.network.backend };
}

/** Tags as they are stored: their own label and its key, each once. */
function cleanTags(tags: readonly PostTag[]): PostTag[] {
  const byKey = new Map<string, PostTag>();
  for (const tag of tags) {
    const label = hashtagLabel(tag.label);
    const key = hashtagKey(tag.label);
    if (label !== null && key !== null && !byKey.has(key)) byKey.set(key, { key, label });
  }
  return [...byKey.values()];
}

/** Whatever goes wrong leaves the engine as a TagweaveError. */
async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asTagweaveError(error);
  }
}
