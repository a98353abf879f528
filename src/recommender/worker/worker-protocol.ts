import type { RecommenderEvent } from '../../domain/progress.ts';
import type { CrossingError } from '../calls/errors.ts';
import type { BrowserConfig } from '../models/browser-parts.ts';
import type { InThreadRecommender } from '../engine.ts';
import type { Recommender } from '../recommender.ts';

/** The engine as the worker has it. */
export type RemoteEngine = Pick<InThreadRecommender, keyof Recommender>;

/** Calls that cross to the worker; `on` and `dispose` are the client's own business. */
export type RemoteMethod = Exclude<keyof Recommender, 'on' | 'dispose'>;

/** Arguments as they cross: an AbortSignal cannot, so its firing is told by `abort` with the call's id. */
export type RemoteArgs<Method extends RemoteMethod> = Parameters<RemoteEngine[Method]>;
export type RemoteResult<Method extends RemoteMethod> = Awaited<ReturnType<Recommender[Method]>>;

/** Errors cross as data: comlink alone would lose `code` and `details`. */
export type Outcome<Result> =
  { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: CrossingError };

/** What the worker offers through comlink. */
export interface WorkerApi {
  /** @param unfinished a wipe to be finished before the history is opened (forget-journal.ts) */
  start(config: BrowserConfig, unfinished: string | undefined): void;
  /**
   * @param call identifies the call for `abort`; never used twice
   * @param photoId names the photo in the arguments, so that the same file stays the same object on the other side
   */
  call<Method extends RemoteMethod>(
    call: number,
    method: Method,
    args: RemoteArgs<Method>,
    photoId: number | null,
  ): Promise<Outcome<RemoteResult<Method>>>;
  abort(call: number): void;
  /** Answers as soon as the worker comes round to it (worker-pulse.ts). */
  ping(): void;
}

/** Everything the worker sends that is no answer. */
export interface EventMessage {
  readonly tagweaveEvent: RecommenderEvent;
}

export function isEventMessage(data: unknown): data is EventMessage {
  return typeof data === 'object' && data !== null && 'tagweaveEvent' in data;
}
