import type { ImportPreview, ImportReport, PickedFile } from '../domain/post/import.ts';
import { OnceMade } from '../domain/once-made.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { PostTag, SavedPost } from '../domain/post/post.ts';
import type { OwnReplay } from '../domain/replay.ts';
import type { Taste } from '../domain/taste.ts';
import type { WholeDraft, Recommendation } from '../domain/recommendation.ts';
import type { KnownTag } from '../domain/tags/known-tag.ts';
import type { TagSet } from '../domain/post/tag-set.ts';
import type { StoredModel } from '../domain/models/stored-model.ts';
import { throwIfAborted } from '../encoders/download/abort.ts';
import { forgetModels, storedModels } from '../encoders/models/stored-models.ts';
import type { HistoryEvent, Wipe } from '../history/history-store.ts';
import { historyNews } from './history/history-news.ts';
import { TAG_LIST } from './history/kept-list.ts';
import { OwnThings } from './history/own-things.ts';
import { Listeners } from '../history/records/listeners.ts';
import { makerOf } from './personal/earlier-posts.ts';
import { EngineHistory } from './history/engine-history.ts';
import { backendsOf } from './models/engine-parts.ts';
import type { EngineParts } from './models/engine-parts.ts';
import { guarded } from './calls/guarded.ts';
import { notLoadedError, postEmptyError } from './calls/errors.ts';
import { withCheckedCalls } from './calls/checked-calls.ts';
import { cleanEdit, cleanLearn } from './calls/clean-tags.ts';
import { vectorOf } from './workshop/fused-vector.ts';
import type { RememberedVector } from './workshop/fused-vector.ts';
import { knownTags } from './reading/known-tags.ts';
import { Lru } from './work/lru.ts';
import type { PostTransfer } from './post-transfer.ts';
import { DEFAULT_COUNT } from './lists/ranked-post.ts';
import { checkCount, checkedDraft, recommendPost, withoutCaption } from './recommend.ts';
import type {
  CallOptions,
  DownloadSize,
  ExportOptions,
  HistoryOptions,
  HistoryPage,
  ImportOptions,
  LoadReport,
  PostEdit,
  Recommender,
  RecommendOptions,
  RelatedOptions,
  ReplayOptions,
  TasteOptions,
  WholeLearn,
} from './recommender.ts';
import { relatedTags } from './lists/related-tags.ts';
import { ownReplayOf, replay } from './replay/replay.ts';
import { SharedLoading } from './work/shared-loading.ts';
import { IdleEncoder } from './workshop/stale-vectors.ts';
import { tasteOf } from './personal/taste.ts';
import type { VocabularyIndex } from './reading/vocabulary-index.ts';
import { WorkQueue } from './work/work-queue.ts';
import type { Workshop } from './workshop/workshop.ts';
import { Workshops } from './workshop/workshops.ts';

/** Recommendations whose vectors are remembered for `learn`, about 4 KB each: more than anybody drops at once. */
const REMEMBERED = 300;

/** The engine in this thread tells a little more than what crosses to a page. */
export interface InThreadRecommender extends Recommender {
  /** Hashtags of the loaded network and their spellings. @throws TagweaveError `model-not-loaded` */
  vocabulary(): VocabularyIndex;
  /** The wish may have a name: whoever finds it in the journal (forget-journal.ts) knows by it whether it was granted. */
  forgetEverything(wipe?: Wipe): Promise<void>;
}

/** The engine in this thread. */
export function createEngine(parts: EngineParts): InThreadRecommender {
  return withCheckedCalls(new Engine(parts));
}

class Engine implements InThreadRecommender {
  readonly #parts: EngineParts;
  readonly #queue = new WorkQueue();
  readonly #listeners = new Listeners<RecommenderEvent>();
  #remembered = new Lru<string, RememberedVector>(REMEMBERED);
  readonly #idle: IdleEncoder;
  readonly #history: EngineHistory;
  readonly #own: OwnThings;
  readonly #loading: SharedLoading;
  readonly #workshops: Workshops;
  /** Import, export and forgetting of many, read when they are first asked for: nobody needs them for a recommendation. */
  readonly #transfers = new OnceMade<PostTransfer>(async () => {
    const room = await import('./post-transfer.ts');
    return new room.PostTransfer(this.#parts, {
      history: () => this.#history.open(),
      models: () => this.#workshops.whole?.models ?? null,
      queue: this.#queue,
      tell: (event) => {
        this.#listeners.tell(event);
      },
    });
  });
  #disposed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#workshops = new Workshops(parts, (step) => {
      this.#listeners.tell({ type: 'step', step });
    });
    this.#loading = new SharedLoading((signal) => this.#loadModels(signal));
    this.#history = new EngineHistory(
      () => parts.openHistory(),
      (event) => {
        this.#hear(event);
      },
    );
    this.#own = new OwnThings(this.#history);
    this.#idle = new IdleEncoder(
      parts,
      this.#queue,
      () => this.#workshops.whole,
      (event) => {
        this.#listeners.tell(event);
      },
    );
  }

  downloadSize(): Promise<DownloadSize> {
    return guarded(() => this.#parts.downloadSize());
  }

  load({ signal }: CallOptions = {}): Promise<LoadReport> {
    return guarded(async () => {
      throwIfAborted(signal);
      if (this.#disposed) throw notLoadedError();
      if (this.#workshops.whole === null) await this.#loading.wait(signal);
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
        unchecked: workshop.models.unchecked ?? [],
      };
    });
  }

  recommend(draft: WholeDraft, options: RecommendOptions = {}): Promise<Recommendation> {
    return guarded(async () => {
      const whole = checkedDraft(draft, options);
      const early = options.early === true && this.#workshops.early !== null ? withoutCaption(whole, options) : null;
      if (early === null) await this.#untilLoaded(options.signal);
      const { left, asked, ...note } = early ?? { left: whole, asked: options };
      return this.#queue.add(async () => {
        for (;;) {
          const [workshop, remembered] = [this.#workshops.usable ?? this.#loaded(), this.#remembered];
          const { recommendation, vector, fingerprint } = await recommendPost(workshop, left, asked);
          // Everything was forgotten meanwhile: what the history said to it must not be shown any more.
          if (remembered !== this.#remembered) continue;
          const id = this.#parts.newId();
          if (vector !== null && fingerprint !== null) remembered.set(id, { vector, fingerprint });
          this.#idle.later();
          return { id, ...recommendation, ...note };
        }
      }, options.signal);
    });
  }

  learn(request: WholeLearn, { signal }: CallOptions = {}): Promise<SavedPost> {
    return guarded(async () => {
      const { draft } = request;
      if (draft.photo === null && draft.caption.trim() === '') throw postEmptyError();
      const begun = this.#history.begin();
      if (this.#loading.isUnderWay) await this.#untilLoaded(signal);
      return this.#queue.add(async () => {
        const remembered = this.#remembered.get(request.recommendationId ?? '');
        const vector = this.#workshops.whole && (await vectorOf(draft, this.#workshops.whole, remembered, signal));
        const thumbnail = await this.#thumbnail(draft.photo, signal);
        const writer = await begun;
        throwIfAborted(signal);
        this.#listeners.tell({ type: 'step', step: 'save' });
        const post: SavedPost = {
          id: request.id ?? this.#parts.newId(),
          createdAt: this.#parts.now().toISOString(),
          ...cleanLearn(request),
          ...{ thumbnail, vector },
        };
        await writer.add(post);
        if (vector === null) this.#idle.later();
        return post;
      }, signal);
    });
  }

  history(options: HistoryOptions = {}): Promise<HistoryPage> {
    return guarded(async () => (await this.#history.open()).page(options));
  }

  updatePost(id: string, change: PostEdit): Promise<SavedPost> {
    return guarded(async () => {
      const history = await this.#history.open();
      const before = await history.get(id);
      const captionChanged =
        change.caption !== undefined && before !== null && change.caption.trim() !== before.caption.trim();
      const post = await history.update(id, {
        ...cleanEdit(change),
        // The vector is of the old caption; it is made anew in idle time.
        ...(captionChanged ? { vector: null } : {}),
      });
      if (captionChanged) this.#idle.later();
      return post;
    });
  }

  forgetPost(id: string): Promise<void> {
    return guarded(async () => (await this.#history.open()).remove(id));
  }

  restorePost(post: SavedPost): Promise<void> {
    return guarded(async () => {
      await (await this.#history.begin()).add(post);
      this.#idle.later();
    });
  }

  forgetEverything(wipe: Wipe = {}): Promise<void> {
    return guarded(async () => {
      await Promise.all([this.#history.wipe(wipe), this.#parts.forgetBeside?.()]);
    });
  }

  previewImport(files: readonly PickedFile[], options: ImportOptions = {}): Promise<ImportPreview> {
    return guarded(async () => (await this.#transfers.get()).preview(files, options));
  }

  importPosts(files: readonly PickedFile[], options: ImportOptions = {}): Promise<ImportReport> {
    return guarded(async () => {
      const begun = this.#history.begin();
      const report = await (await this.#transfers.get()).import(files, options, begun);
      this.#idle.later();
      return report;
    });
  }

  exportPosts(options: ExportOptions = {}): Promise<Blob> {
    return guarded(async () => (await this.#transfers.get()).export(options));
  }

  postIds(since?: string): Promise<readonly string[]> {
    return guarded(async () => (await this.#history.open()).ids(since));
  }

  forgetPosts(ids: readonly string[]): Promise<void> {
    return guarded(async () => (await this.#history.open()).removeAll(ids));
  }

  taste({ signal, historyStrength = 1 }: TasteOptions = {}): Promise<Taste> {
    return guarded(async () => {
      const workshop = this.#workshops.whole;
      if (workshop === null) return tasteOf(await (await this.#history.open()).learnt(), null, historyStrength);
      const { head, history } = workshop;
      const posts = await head.learnAll(() => history.learnt(), this.#queue, this.#reading('learn'), signal);
      return tasteOf(posts, head.follow(posts), historyStrength);
    });
  }

  replayOwn({ signal, count = DEFAULT_COUNT }: ReplayOptions = {}): Promise<OwnReplay> {
    return guarded(async () => {
      checkCount(count);
      await this.#untilLoaded(signal);
      await this.#idle.finish(signal);
      const { models, vocabulary, ranking, history } = this.#loaded();
      const posts = await history.learnt();
      const tell = this.#reading('replay');
      const report = (done: number): void => {
        tell(done, posts.length);
      };
      const replayed = await replay(posts, { models, vocabulary, ranking, count, signal, report });
      return ownReplayOf(posts, replayed, makerOf(models), count);
    });
  }

  knownTags(): Promise<readonly KnownTag[]> {
    return guarded(async () => {
      const posts = await (await this.#history.open()).learnt();
      return knownTags(this.#workshops.whole?.vocabulary ?? null, posts);
    });
  }

  relatedTags(key: string, options: RelatedOptions = {}): Promise<readonly PostTag[]> {
    return guarded(async () => {
      const posts = await (await this.#history.open()).learnt();
      const { vocabulary = null, models } = this.#workshops.whole ?? {};
      return relatedTags(key, { vocabulary, related: models?.related?.related ?? null, posts }, options);
    });
  }

  /** Saved sets and the own list: own-things.ts. */
  readonly tagSets = (): Promise<readonly TagSet[]> => this.#own.tagSets();
  readonly saveTagSet = (set: TagSet, instead?: string): Promise<void> => this.#own.saveTagSet(set, instead);
  readonly forgetTagSet = (name: string): Promise<void> => this.#own.forgetTagSet(name);
  readonly tagList = (): Promise<readonly PostTag[]> => this.#own.tagList();
  readonly saveTagList = (tags: readonly PostTag[]): Promise<void> => this.#own.saveTagList(tags);

  storedModels(): Promise<readonly StoredModel[]> {
    return guarded(async () => storedModels(await this.#parts.modelCache()));
  }

  forgetModels(names: readonly string[] | null): Promise<void> {
    return guarded(async () => forgetModels(await this.#parts.modelCache(), names));
  }

  vocabulary(): VocabularyIndex {
    return this.#loaded().vocabulary;
  }

  on(listener: (event: RecommenderEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#loading.stop();
    const models = this.#workshops.whole?.models;
    this.#workshops.close();
    await guarded(async () => {
      if (models !== undefined)
        await Promise.all([models.photo.dispose(), models.caption.dispose(), models.network.dispose()]);
      await this.#history.close();
    });
    this.#listeners.clear();
  }

  #reading(what: 'learn' | 'replay'): (done: number, of: number) => void {
    return (done, of) => {
      this.#listeners.tell({ type: 'history-read', what, done, of });
    };
  }

  #loaded(): Workshop {
    if (this.#workshops.whole === null) throw notLoadedError();
    return this.#workshops.whole;
  }

  /** For calls that need the models: a loading under way is waited for, none is begun. */
  async #untilLoaded(signal: AbortSignal | undefined): Promise<void> {
    if (this.#workshops.whole === null && this.#loading.isUnderWay) await this.#loading.wait(signal);
    this.#loaded();
  }

  async #loadModels(signal: AbortSignal): Promise<void> {
    const tell = (event: RecommenderEvent): void => {
      if (!signal.aborted) this.#listeners.tell(event);
    };
    await this.#workshops.load(await this.#history.open(), tell, signal);
    this.#idle.later();
  }

  #hear(event: HistoryEvent): void {
    if (event.type === 'forgotten') this.#forgotten();
    for (const news of historyNews(event)) this.#listeners.tell(news);
    // What was learnt follows, wherever the change came from.
    if (event.type === 'own-changed' && event.name === TAG_LIST) this.#workshops.whole?.listNames.changed();
    if (event.type === 'changed' || event.type === 'own-changed') this.#idle.later();
  }

  /** Everything was forgotten, here or in another tab. Work under way still holds what was made of it, and lets go with its end. */
  #forgotten(): void {
    this.#remembered = new Lru(REMEMBERED);
    this.#idle.forget();
    this.#workshops.renew();
  }

  async #thumbnail(photo: Blob | null, signal: AbortSignal | undefined): Promise<Blob | null> {
    if (photo === null || !this.#parts.thumbnails) return null;
    return (await this.#parts.decoder.decode(photo, signal)).thumbnail();
  }
}
