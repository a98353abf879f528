import type { PlainError } from './errors/errors.ts';
import type { Backends } from './recommendation.ts';

/** What a long call is doing, for words like “Reading the photo… 2 of 3”. */
export type Step = 'decode-photo' | 'encode-photo' | 'encode-caption' | 'read-history' | 'recommend' | 'save';

/** Everything an engine tells without being asked. One union for the in-thread and the worker implementation. */
export type RecommenderEvent =
  | { readonly type: 'download'; readonly receivedBytes: number; readonly totalBytes: number; readonly file: string }
  /** The connection broke; after the pause the download goes on where it was. */
  | { readonly type: 'download-retry'; readonly pauseMs: number }
  | {
      readonly type: 'loading';
      readonly what: 'photo-encoder' | 'caption-encoder' | 'network';
      readonly step: number;
      readonly of: number;
    }
  /** All but the caption encoder can be used: `recommend` with `early` speaks from the photo alone. Only while the caption encoder is downloaded. */
  | { readonly type: 'photo-ready' }
  | { readonly type: 'ready'; readonly backends: Backends }
  | { readonly type: 'step'; readonly step: Step }
  /** Learning the history anew, or replaying it for `replayOwn`. */
  | { readonly type: 'history-read'; readonly what: 'learn' | 'replay'; readonly done: number; readonly of: number }
  /** An import or export under way: posts done, of how many. */
  | {
      readonly type: 'transfer';
      readonly what: 'check' | 'import' | 'export';
      readonly done: number;
      readonly of: number;
    }
  /** Posts of other models being encoded again in idle time. */
  | { readonly type: 'reencode'; readonly done: number; readonly of: number }
  | { readonly type: 'device-lost'; readonly now: Backends }
  | { readonly type: 'history-changed'; readonly posts: number }
  /** The saved sets of hashtags changed, here or in another tab. */
  | { readonly type: 'tag-sets-changed' }
  /** The person's own list of hashtags changed, here or in another tab. */
  | { readonly type: 'tag-list-changed' }
  /** Names of that list being read in idle time, `done` of `of`: from then on they are suggested. */
  | { readonly type: 'tag-list-read'; readonly done: number; readonly of: number }
  /** Everything was forgotten, here or in another tab; a `history-changed` follows. */
  | { readonly type: 'history-forgotten' }
  | { readonly type: 'history-unavailable'; readonly error: PlainError }
  /** The disk is full: so many posts last only as long as the page, unless room is made. */
  | { readonly type: 'history-overflow'; readonly posts: number }
  /** A stored post could not be read; it is left where it is and not used. */
  | { readonly type: 'history-damaged'; readonly postId: string };
