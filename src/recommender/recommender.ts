import type { Backends, PostDraft, Recommendation } from '../domain/recommendation.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { PostTag, SavedPost } from '../domain/post.ts';
import type { StoredModel } from '../domain/stored-model.ts';

export interface CallOptions {
  /** Aborting rejects with `aborted`; nothing half done is kept. */
  readonly signal?: AbortSignal;
}

export interface RecommendOptions extends CallOptions {
  /** How many tags, 1…30. Default 5. */
  readonly count?: number;
  /** What-if: mean of the gate to use instead of the model's (0 = caption only … 1 = photo only); null or absent = the model's own. */
  readonly gate?: number | null;
  /** What-if: pretend one of both was not there. */
  readonly without?: 'caption' | 'photo';
  /** `own` (default) uses saved posts (systems.md §4); `off` does not look at them. */
  readonly history?: 'own' | 'off';
  /** `on` (default): tags of one's own posts compete as well (systems.md §8); `off`: only the paper's history. Nothing without `history`. */
  readonly ownTags?: 'on' | 'off';
  /** Keys that must not come back (removed by the person for this post). */
  readonly exclude?: readonly string[];
}

export interface LearnRequest {
  /** From `Recommendation.id`; reuses its vectors. Without it (or when it is no longer remembered) the draft is encoded. */
  readonly recommendationId: string | null;
  readonly draft: PostDraft;
  readonly tags: readonly PostTag[];
  readonly removedTags: readonly string[];
  readonly platform: string | null;
}

export interface LoadReport {
  readonly backends: Backends;
  readonly models: { readonly photo: string; readonly caption: string; readonly network: string };
  readonly historyPosts: number;
  /** False when the history lives in memory only (IndexedDB denied or absent). */
  readonly historyKept: boolean;
}

/** Bytes still to be fetched before the first recommendation; asked before anything is downloaded. */
export interface DownloadSize {
  readonly totalBytes: number;
  readonly cachedBytes: number;
}

export interface HistoryPage {
  readonly posts: readonly SavedPost[];
  readonly total: number;
}

/**
 * The engine. Two implementations with the same behaviour: in this thread (`createEngine`) and in a worker (`createWorkerEngine`).
 * Every method rejects with a TagweaveError (`{name, code, message}`).
 */
export interface Recommender {
  downloadSize(): Promise<DownloadSize>;
  /** Fetches what is missing, checks it, chooses backends. Safe to call twice; a second call waits for the first. */
  load(options?: CallOptions): Promise<LoadReport>;
  recommend(draft: PostDraft, options?: RecommendOptions): Promise<Recommendation>;
  /** Saves the post with its thumbnail, tags and vector; the next recommendation uses it. */
  learn(request: LearnRequest, options?: CallOptions): Promise<SavedPost>;
  /** Newest first. */
  history(options?: {
    readonly offset?: number;
    readonly limit?: number;
    readonly search?: string;
  }): Promise<HistoryPage>;
  updatePost(id: string, change: { readonly caption?: string; readonly tags?: readonly PostTag[] }): Promise<SavedPost>;
  forgetPost(id: string): Promise<void>;
  /** Puts a just forgotten post back (undo). */
  restorePost(post: SavedPost): Promise<void>;
  forgetEverything(): Promise<void>;
  /** Models and runtimes that are kept on this device, the largest first; none where the browser keeps nothing. */
  storedModels(): Promise<readonly StoredModel[]>;
  /** Removes the named ones (null: all) from this device. What is loaded goes on working until the next start. */
  forgetModels(names: readonly string[] | null): Promise<void>;
  /** Returns the function that stops listening. */
  on(listener: (event: RecommenderEvent) => void): () => void;
  dispose(): Promise<void>;
}
