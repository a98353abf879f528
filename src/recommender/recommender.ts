import type { DateOrder, ImportPreview, ImportReport, PickedFile } from '../domain/post/import.ts';
import type { KnownTag } from '../domain/tags/known-tag.ts';
import type { Backends, PostDraft, Recommendation, WholeDraft } from '../domain/recommendation.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { PostTag, SavedPost } from '../domain/post/post.ts';
import type { TagSet } from '../domain/post/tag-set.ts';
import type { OwnReplay } from '../domain/replay.ts';
import type { Taste } from '../domain/taste.ts';
import type { TagLanguage } from '../domain/tags/tag-language.ts';
import type { StoredModel } from '../domain/models/stored-model.ts';

/** What every long call takes. */
export interface CallOptions {
  /** Aborting rejects with `aborted`; nothing half done is kept. */
  readonly signal?: AbortSignal;
}

/** What to suggest, and what to leave out of account. */
export interface RecommendOptions extends CallOptions {
  /** How many tags at most, those typed into the caption counted in, 1…30. Default 5. */
  readonly count?: number;
  /** Fill the list whatever its tags are worth, to compare rankings by. Default: it stops where a tag is no longer worth a place. */
  readonly fill?: boolean;
  /** What-if: mean of the gate to use instead of the model's (0 = caption only … 1 = photo only); null or absent = the model's own. */
  readonly gate?: number | null;
  /**
   * While the models are downloaded, do not wait for the caption encoder, the largest of them: a post with a photo is read from its photo alone
   * as soon as that can be (event `photo-ready`). A caption that speaks of a loss is waited for. Default: everything is waited for.
   */
  readonly early?: boolean;
  /** What-if: pretend one of both was not there. */
  readonly without?: 'caption' | 'photo';
  /** `own` (default) uses saved posts (systems.md §4); `off` does not look at them. */
  readonly history?: 'own' | 'off';
  /** `on` (default): tags of one's own posts compete as well (systems.md §8); `off`: only the paper's history. Nothing without `history`. */
  readonly ownTags?: 'on' | 'off';
  /** `on` (default): what the personal head learnt counts as well; `off`: not. Nothing without `history`. */
  readonly personalHead?: 'on' | 'off';
  /** How much all of the above weighs, 0 (as without posts) … 1 (default). */
  readonly historyStrength?: number;
  /** −1 broad (more common tags) … 0 (default, as ranked) … 1 niche (rarer tags). */
  readonly niche?: number;
  /** Tags that every list carries, as far as its length allows. */
  readonly always?: readonly PostTag[];
  /**
   * `english` (default): tags as the network knows them; `caption`: those that have a translation in the caption's language by that; `both`: by both,
   * one after the other. The person's own tags stay as they are.
   */
  readonly tagLanguage?: TagLanguage;
  /** Keys that must not come in: removed for this post, or never wanted. They win over `always`. */
  readonly exclude?: readonly string[];
}

/** A post to save, with the tags it was published with. */
export interface LearnRequest {
  /**
   * Names the post before it is saved: asked again with the same one, because no answer came, it is replaced and not saved twice. Without
   * it every call saves a post of its own.
   */
  readonly id?: string | null | undefined;
  /** From `Recommendation.id`; reuses its vectors. Without it (or when it is no longer remembered) the draft is encoded. */
  readonly recommendationId?: string | null | undefined;
  readonly draft: PostDraft;
  readonly tags?: readonly PostTag[] | undefined;
  /** Keys of suggestions that the person took away. */
  readonly removedTags?: readonly string[] | undefined;
  /** Which of `tags` the person typed, by key; absent = unknown. */
  readonly typedTags?: readonly string[] | undefined;
  /** What the photo shows, as the person wrote it; kept on one line. */
  readonly altText?: string | undefined;
  readonly platform?: string | null | undefined;
}

/** A request with nothing left out. */
export interface WholeLearn {
  readonly id: string | null;
  readonly recommendationId: string | null;
  readonly draft: WholeDraft;
  readonly tags: readonly PostTag[];
  readonly removedTags: readonly string[];
  readonly typedTags?: readonly string[];
  readonly altText?: string;
  readonly platform: string | null;
}

/** A change of a saved post; what is absent stays. */
export interface PostEdit {
  readonly caption?: string;
  readonly tags?: readonly PostTag[];
  readonly removedTags?: readonly string[];
  readonly typedTags?: readonly string[];
  /** Empty: none any more. */
  readonly altText?: string;
}

/** How `taste` looks at the saved posts. */
export interface TasteOptions extends CallOptions {
  /** As in {@link RecommendOptions}: what `Taste.weight` is told for. */
  readonly historyStrength?: number;
}

/** Which related hashtags `related` gives. */
export interface RelatedOptions {
  /** How many at most. Default 12. */
  readonly count?: number;
  /** Keys that must not come in: on the table already, taken away, never wanted. */
  readonly exclude?: readonly string[];
  /** They are for a grave caption (`Recommendation.grave`): only plain ones. */
  readonly grave?: boolean;
}

/** How `replay` recommends. */
export interface ReplayOptions extends CallOptions {
  /** Tags suggested for each post, 1…30. Default 5. */
  readonly count?: number;
}

/** How files are read. */
export interface ImportOptions extends CallOptions {
  /** For an encrypted backup. */
  readonly passphrase?: string | undefined;
  /** What stands first in dates of a table that could be read either way (problem `date-unclear`). */
  readonly dateOrder?: DateOrder | undefined;
}

/** How the backup is written. */
export interface ExportOptions extends CallOptions {
  /** Encrypts the copy (docs/formats.md); absent or empty: not. */
  readonly passphrase?: string | undefined;
}

/** What was loaded: ids of the models, backends, and what is known of the person. */
export interface LoadReport {
  readonly backends: Backends;
  readonly models: { readonly photo: string; readonly caption: string; readonly network: string };
  readonly historyPosts: number;
  /** False when the history lives in memory only (IndexedDB denied or absent). */
  readonly historyKept: boolean;
  /**
   * Models (`id@revision`) that run without their self-check this time, because their golden vectors could be had neither from the
   * host nor from this device. Empty as a rule.
   */
  readonly unchecked: readonly string[];
}

/** What loading gives whoever uses the library. */
export interface LibraryReport extends LoadReport {
  /** A sentence where the models are not the revisions that this version came with; else null. Said in the console, too. */
  readonly note: string | null;
}

/** Bytes still to be fetched before the first recommendation; asked before anything is downloaded. */
export interface DownloadSize {
  readonly totalBytes: number;
  readonly cachedBytes: number;
}

/** Which of the saved posts. */
export interface HistoryOptions {
  /** How many to pass over; default 0. */
  readonly offset?: number;
  readonly limit?: number;
  /** Words that must all occur in caption or tags; `#dog` = a tag that begins so. */
  readonly search?: string;
  /** `newest` first (default), or `oldest`. */
  readonly order?: 'newest' | 'oldest';
  /** Only posts made for this platform. */
  readonly platform?: string;
}

/** Some of the saved posts, and how many there are in all (of those that were searched for). */
export interface HistoryPage {
  readonly posts: readonly SavedPost[];
  readonly total: number;
}

/**
 * The engine. Two implementations with the same behaviour: in this thread (`createEngine`) and in a worker (`createWorkerEngine`).
 * Every method rejects with a TagweaveError (`{name, code, message}`).
 */
export interface Recommender {
  /** How much `load` would fetch. @throws TagweaveError `model-missing`, `model-unreachable` */
  downloadSize(): Promise<DownloadSize>;
  /** Fetches what is missing, checks it, chooses backends. Safe to call twice; a second call waits for the first. */
  load(options?: CallOptions): Promise<LoadReport>;
  /**
   * Tags for a draft, ranked, with reasons. Waits for a `load` that is under way.
   * @throws TagweaveError `post-empty`, `photo-…` (the file is no photo that can be read), `model-not-loaded`, `aborted`, `usage` (what was
   * given is not what the types say; `details.field` names it)
   */
  recommend(draft: PostDraft, options?: RecommendOptions): Promise<Recommendation>;
  /** Saves the post with its thumbnail, tags and vector; the next recommendation uses it. */
  learn(request: LearnRequest, options?: CallOptions): Promise<SavedPost>;
  /** Saved posts, page by page. @throws TagweaveError `usage` */
  history(options?: HistoryOptions): Promise<HistoryPage>;
  /** Changes a saved post; what was learnt from it follows. */
  updatePost(id: string, change: PostEdit): Promise<SavedPost>;
  /** Removes a saved post and what was learnt from it. */
  forgetPost(id: string): Promise<void>;
  /** Puts a just forgotten post back (undo). */
  restorePost(post: SavedPost): Promise<void>;
  /**
   * Removes all saved posts, all that was learnt from them, the saved sets and the own list. Models stay. Written down before anything else: a page that ends in the
   * next moment has its wish carried out at the next start. What was to be saved before and is not yet (`learn`, `importPosts`, in any
   * tab) is not saved any more: those calls reject with `history-forgotten`.
   */
  forgetEverything(): Promise<void>;
  /** Ids of all saved posts, oldest first; of those made at `since` (ISO 8601) or later, when it is given. */
  postIds(since?: string): Promise<readonly string[]>;
  /** Forgets all of them or, when that fails, none. */
  forgetPosts(ids: readonly string[]): Promise<void>;
  /**
   * What an import of these files would bring; writes nothing. Tells `transfer` events.
   * @throws TagweaveError `archive-unknown`, `archive-html`, `archive-broken`, `archive-newer`, `archive-locked`, `passphrase-wrong`
   */
  previewImport(files: readonly PickedFile[], options?: ImportOptions): Promise<ImportPreview>;
  /** Saves the posts, and what saved sets lack, of these files that are not here yet. Stopped, it keeps what is done; begun again, it goes on from there. */
  importPosts(files: readonly PickedFile[], options?: ImportOptions): Promise<ImportReport>;
  /** All saved posts and sets as a backup. Tells `transfer` events. @throws TagweaveError `encryption-unavailable` */
  exportPosts(options?: ExportOptions): Promise<Blob>;
  /** What was learnt from the saved posts. Before the models are loaded: their tags alone. */
  taste(options?: TasteOptions): Promise<Taste>;
  /**
   * Recommends every saved post again from the posts before it and compares with its own tags. Posts without a vector of the loaded
   * models are encoded first, which tells `reencode` events; then come `history-read` events.
   * @throws TagweaveError `model-not-loaded`
   */
  replayOwn(options?: ReplayOptions): Promise<OwnReplay>;
  /** Hashtags to complete to: the loaded network's, and those of the saved posts, each with its use counts. */
  knownTags(): Promise<readonly KnownTag[]>;
  /** Hashtags that go with one, the best first; by its key. Before the models are loaded: from the saved posts alone. */
  relatedTags(key: string, options?: RelatedOptions): Promise<readonly PostTag[]>;
  /** The person's saved sets of hashtags; there before the models are. A `tag-sets-changed` tells of each change, in whatever tab. */
  tagSets(): Promise<readonly TagSet[]>;
  /**
   * Saves a set, in the place of the one called `instead` (renaming), else of the one of its own name.
   * @throws TagweaveError `usage` (no name; more than 200 sets), `history-forgotten`, `storage-full`, `storage-unavailable`, `storage-newer`
   */
  saveTagSet(set: TagSet, instead?: string): Promise<void>;
  /** Removes the set of this name; nothing where there is none. */
  forgetTagSet(name: string): Promise<void>;
  /** The person's own list of hashtags, which become suggestions through their names; there before the models are. A `tag-list-changed` tells of a change. */
  tagList(): Promise<readonly PostTag[]>;
  /**
   * Puts these, at most 5,000, in the place of the list; none = no list. Their names are read in idle time (`tag-list-read`).
   * @throws TagweaveError `usage`, `history-forgotten`, `storage-full`, `storage-unavailable`, `storage-newer`
   */
  saveTagList(tags: readonly PostTag[]): Promise<void>;
  /** Models and runtimes that are kept on this device, the largest first; none where the browser keeps nothing. */
  storedModels(): Promise<readonly StoredModel[]>;
  /** Removes the named ones (null: all) from this device. What is loaded goes on working until the next start. */
  forgetModels(names: readonly string[] | null): Promise<void>;
  /** Returns the function that stops listening. */
  on(listener: (event: RecommenderEvent) => void): () => void;
  /** Ends the engine and frees its memory. What is saved stays. */
  dispose(): Promise<void>;
}
