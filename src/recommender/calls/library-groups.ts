import type { StoredModel } from '../../domain/models/stored-model.ts';
import type { ImportPreview, ImportReport, PickedFile } from '../../domain/post/import.ts';
import type { PostTag, SavedPost } from '../../domain/post/post.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import type { OwnReplay } from '../../domain/replay.ts';
import type { KnownTag } from '../../domain/tags/known-tag.ts';
import type { Taste } from '../../domain/taste.ts';
import type {
  CallOptions,
  DownloadSize,
  ExportOptions,
  HistoryOptions,
  HistoryPage,
  ImportOptions,
  PostEdit,
  Recommender,
  RelatedOptions,
  ReplayOptions,
  TasteOptions,
} from '../recommender.ts';

/** The person's posts, and what is learnt from them: `recommender.posts`. Needs no models, but for `save` and `replay`. */
export interface RecommenderPosts<Request> {
  /** Saves a post with its thumbnail, tags and vector; the next recommendation uses it. Loads first where that has not been done. */
  save(request: Request, options?: CallOptions): Promise<SavedPost>;
  /** Saved posts, page by page. @throws TagweaveError `usage` */
  list(options?: HistoryOptions): Promise<HistoryPage>;
  /** Ids of all saved posts, oldest first; of those made at `since` (ISO 8601) or later, when it is given. */
  ids(since?: string): Promise<readonly string[]>;
  /** Changes a saved post; what was learnt from it follows. */
  update(id: string, change: PostEdit): Promise<SavedPost>;
  /** Removes a saved post, or all of these or, when that fails, none; and what was learnt from them. */
  forget(ids: string | readonly string[]): Promise<void>;
  /** Puts a just forgotten post back (undo). */
  restore(post: SavedPost): Promise<void>;
  /**
   * Removes all saved posts, all that was learnt from them, the saved sets and the own list. Models stay. What was to be saved before and
   * is not yet (`save`, `import`, in any tab) is not saved any more: those calls reject with `history-forgotten`.
   */
  forgetEverything(): Promise<void>;
  /**
   * What an import of these files would bring; writes nothing. Tells `transfer` events.
   * @throws TagweaveError `archive-unknown`, `archive-html`, `archive-broken`, `archive-newer`, `archive-locked`, `passphrase-wrong`
   */
  previewImport(files: readonly PickedFile[], options?: ImportOptions): Promise<ImportPreview>;
  /** Saves the posts, and what saved sets lack, of these files that are not here yet. Stopped, it keeps what is done; begun again, it goes on from there. */
  import(files: readonly PickedFile[], options?: ImportOptions): Promise<ImportReport>;
  /** All saved posts and sets as a backup. Tells `transfer` events. @throws TagweaveError `encryption-unavailable` */
  export(options?: ExportOptions): Promise<Blob>;
  /** What was learnt from the saved posts. Before the models are loaded: their tags alone. */
  taste(options?: TasteOptions): Promise<Taste>;
  /**
   * Recommends every saved post again from the posts before it and compares with its own tags. Posts without a vector of the loaded
   * models are encoded first, which tells `reencode` events; then come `history-read` events.
   * @throws TagweaveError `model-not-loaded`
   */
  replay(options?: ReplayOptions): Promise<OwnReplay>;
}

/** The models on this device: `recommender.models`. */
export interface RecommenderModels {
  /** How much loading would fetch. @throws TagweaveError `model-missing`, `model-unreachable` */
  downloadSize(): Promise<DownloadSize>;
  /** Models and runtimes that are kept on this device, the largest first; none where the browser keeps nothing. */
  stored(): Promise<readonly StoredModel[]>;
  /** Removes the named ones (null: all) from this device. What is loaded goes on working until the next start. */
  forget(names: readonly string[] | null): Promise<void>;
}

/** Hashtags to complete to, saved sets and the person's own list: `recommender.tags`. There before the models are. */
export interface RecommenderTags {
  /** Hashtags to complete to: the loaded network's, and those of the saved posts, each with its use counts. */
  known(): Promise<readonly KnownTag[]>;
  /** Hashtags that go with one, the best first; by its key. Before the models are loaded: from the saved posts alone. */
  related(key: string, options?: RelatedOptions): Promise<readonly PostTag[]>;
  /** The person's saved sets of hashtags. A `tag-sets-changed` tells of each change, in whatever tab. */
  sets(): Promise<readonly TagSet[]>;
  /**
   * Saves a set, in the place of the one called `instead` (renaming), else of the one of its own name.
   * @throws TagweaveError `usage` (no name; more than 200 sets), `history-forgotten`, `storage-full`, `storage-unavailable`, `storage-newer`
   */
  saveSet(set: TagSet, instead?: string): Promise<void>;
  /** Removes the set of this name; nothing where there is none. */
  forgetSet(name: string): Promise<void>;
  /** The person's own list of hashtags, which become suggestions through their names. A `tag-list-changed` tells of a change. */
  list(): Promise<readonly PostTag[]>;
  /**
   * Puts these, at most 5,000, in the place of the list; none = no list. Their names are read in idle time (`tag-list-read`).
   * @throws TagweaveError `usage`, `history-forgotten`, `storage-full`, `storage-unavailable`, `storage-newer`
   */
  saveList(tags: readonly PostTag[]): Promise<void>;
}

/** An engine's calls that are not about recommending, in their groups. @param save as the door has it */
export function groupsOf<Request>(
  engine: Recommender,
  save: RecommenderPosts<Request>['save'],
): { readonly posts: RecommenderPosts<Request>; readonly models: RecommenderModels; readonly tags: RecommenderTags } {
  return {
    posts: {
      save,
      list: (options) => engine.history(options),
      ids: (since) => engine.postIds(since),
      update: (id, change) => engine.updatePost(id, change),
      forget: (ids) => (typeof ids === 'string' ? engine.forgetPost(ids) : engine.forgetPosts(ids)),
      restore: (post) => engine.restorePost(post),
      forgetEverything: () => engine.forgetEverything(),
      previewImport: (files, options) => engine.previewImport(files, options),
      import: (files, options) => engine.importPosts(files, options),
      export: (options) => engine.exportPosts(options),
      taste: (options) => engine.taste(options),
      replay: (options) => engine.replayOwn(options),
    },
    models: {
      downloadSize: () => engine.downloadSize(),
      stored: () => engine.storedModels(),
      forget: (names) => engine.forgetModels(names),
    },
    tags: {
      known: () => engine.knownTags(),
      related: (key, options) => engine.relatedTags(key, options),
      sets: () => engine.tagSets(),
      saveSet: (set, instead) => engine.saveTagSet(set, instead),
      forgetSet: (name) => engine.forgetTagSet(name),
      list: () => engine.tagList(),
      saveList: (tags) => engine.saveTagList(tags),
    },
  };
}
