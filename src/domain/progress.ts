import type { PlainError } from './errors.ts';
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
  | { readonly type: 'ready'; readonly backends: Backends }
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'device-lost'; readonly now: Backends }
  | { readonly type: 'history-changed'; readonly posts: number }
  | { readonly type: 'history-unavailable'; readonly error: PlainError }
  /** A stored post could not be read; it is left where it is and not used. */
  | { readonly type: 'history-damaged'; readonly postId: string };
