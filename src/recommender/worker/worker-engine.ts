import { releaseProxy, wrap } from 'comlink';
import type { Remote } from 'comlink';
import { engineMissing } from '../../domain/models/engine-files.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { RecommenderEvent } from '../../domain/progress.ts';
import type { WholeDraft } from '../../domain/recommendation.ts';
import { abortedError } from '../../encoders/download/abort.ts';
import { Listeners } from '../../history/records/listeners.ts';
import { forgottenMeanwhile } from '../../history/records/storage-errors.ts';
import type { BrowserConfig } from '../models/browser-parts.ts';
import { asTagweaveError, fromCrossing, notLoadedError } from '../calls/errors.ts';
import { NO_JOURNAL, createForgetJournal } from '../history/forget-journal.ts';
import type { ForgetJournal } from '../history/forget-journal.ts';
import type { LoadReport, Recommender, WholeLearn } from '../recommender.ts';
import { isEventMessage } from './worker-protocol.ts';
import { takePulse } from './worker-pulse.ts';
import { Lifetime } from './lifetime.ts';
import type { Pulse } from './worker-pulse.ts';
import type { RemoteArgs, RemoteMethod, RemoteResult, WorkerApi } from './worker-protocol.ts';

/** The part of a Worker that is used; tests make theirs of a MessageChannel. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'>;

/** A worker that runs, and what to do to the calls in it when it dies. */
interface Running {
  readonly worker: WorkerLike;
  readonly api: Remote<WorkerApi>;
  readonly life: Lifetime;
  readonly pulse: Pulse;
  readonly stopListening: () => void;
  /** Ends the calls in it. */
  readonly giveUp: (error: TagweaveError) => void;
}

/**
 * The engine in a worker. A worker that crashes or no longer answers rejects the calls in it with `worker-crashed`; the next call
 * starts a fresh one and loads the models again where they were loaded before.
 */
export function createWorkerEngine(
  startWorker: () => WorkerLike,
  config: BrowserConfig,
  journal: ForgetJournal = config.history === 'off' ? NO_JOURNAL : createForgetJournal(),
): Recommender {
  const listeners = new Listeners<RecommenderEvent>();
  const photoIds = new WeakMap<Blob, number>();
  let photos = 0;
  let calls = 0;
  let running: Running | null = null;
  /** The models were loaded in some worker: a fresh one has to load them before it can recommend. */
  let wasLoaded = false;
  let isLoaded = false;
  let reloading: Promise<LoadReport> | null = null;
  let disposed = false;
  /** How often everything was to be forgotten. */
  let wipes = 0;

  const start = (): Running => {
    const worker = startWorker();
    let heard = false;
    const life = new Lifetime();
    const crash = (error: TagweaveError): void => {
      life.end(error);
    };
    const onMessage = (message: Event): void => {
      heard = true;
      const { data } = message as MessageEvent<unknown>;
      if (isEventMessage(data)) listeners.tell(data.tagweaveEvent);
    };
    const bury = (said: string): void => {
      if (running?.worker === worker) running = null;
      isLoaded = false;
      reloading = null;
      stopListening();
      worker.terminate();
      // A script that did not load says nothing at all; one that threw says what.
      crash(heard || said !== '' ? crashedError(said) : workerMissing(config));
    };
    const onDeath = (event: Event): void => {
      event.preventDefault();
      bury(messageOf(event));
    };
    const stopListening = (): void => {
      pulse.stop();
      worker.removeEventListener('message', onMessage);
      worker.removeEventListener('error', onDeath);
      worker.removeEventListener('messageerror', onDeath);
    };
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', onDeath);
    worker.addEventListener('messageerror', onDeath);
    const api = wrap<WorkerApi>(worker);
    const pulse = takePulse(
      () => api.ping(),
      () => heard,
      () => {
        bury('');
      },
    );
    const found: Running = { worker, api, life, pulse, stopListening, giveUp: crash };
    // Messages keep their order, so calls may follow at once; a failure shows in them.
    void life.until(api.start(config, journal.pending())).catch(() => undefined);
    return found;
  };

  const call = async <Method extends RemoteMethod>(
    method: Method,
    args: RemoteArgs<Method>,
    { signal, photo = null }: { signal?: AbortSignal | undefined; photo?: Blob | null } = {},
  ): Promise<RemoteResult<Method>> => {
    if (disposed) throw notLoadedError();
    if (signal?.aborted === true) throw abortedError();
    let target: Running;
    try {
      target = running ??= start();
    } catch (cause) {
      if (cause instanceof TagweaveError) throw cause;
      throw new TagweaveError(
        'worker-crashed',
        'This browser does not let the page start its worker. Reload the page; if that does not help, try another browser.',
        { cause },
      );
    }
    calls += 1;
    const id = calls;
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => {
        void target.life.until(target.api.abort(id)).catch(() => undefined);
        reject(abortedError());
      };
    });
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const answer = target.api.call(id, method, args, photo === null ? null : photoIdOf(photo));
      // Also of a call that nobody waits for any longer: whoever asks next would wait behind it.
      target.pulse.watch(answer);
      const outcome = await Promise.race([target.life.until<Awaited<typeof answer>>(answer), stopped]);
      if (!outcome.ok) throw fromCrossing(outcome.error);
      return outcome.value as RemoteResult<Method>;
    } catch (error) {
      throw asTagweaveError(error);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };

  const photoIdOf = (photo: Blob): number => {
    const known = photoIds.get(photo);
    if (known !== undefined) return known;
    photos += 1;
    photoIds.set(photo, photos);
    return photos;
  };

  const load = async (signal?: AbortSignal): Promise<LoadReport> => {
    const report = await call('load', [], { signal });
    wasLoaded = true;
    isLoaded = true;
    return report;
  };

  /** After a crash, the models that the person had are loaded again before anything is asked of them. */
  const revive = async (signal: AbortSignal | undefined): Promise<void> => {
    if (!wasLoaded || isLoaded) return;
    reloading ??= load().finally(() => {
      reloading = null;
    });
    if (signal?.aborted === true) throw abortedError();
    await reloading;
  };

  /** Carries a wish out; it stays in the journal when nobody can tell whether it was. */
  const forget = async (id: string, elsewhere: boolean): Promise<void> => {
    try {
      await call('forgetEverything', [{ id, elsewhere }]);
    } catch (error) {
      const { code } = asTagweaveError(error);
      if (code !== 'worker-crashed' && code !== 'aborted') journal.end(id);
      throw error;
    }
    journal.end(id);
  };
  // Whoever is first carries it out; the tab where it was wished may be gone already. A worker that is yet to start finds it by itself.
  const unfollow = journal.follow((id) => {
    if (running !== null) forget(id, true).catch(() => undefined);
  });

  const engine: Recommender = {
    downloadSize: () => call('downloadSize', []),
    load: ({ signal } = {}) => load(signal),
    recommend: async (draft: WholeDraft, { signal, ...options } = {}) => {
      await revive(signal);
      return call('recommend', [draft, options], { signal, photo: draft.photo });
    },
    learn: async (request: WholeLearn, { signal } = {}) => {
      const before = wipes;
      await revive(signal);
      if (before !== wipes) throw forgottenMeanwhile();
      return call('learn', [request], { signal, photo: request.draft.photo });
    },
    history: (options = {}) => call('history', [options]),
    updatePost: (id, change) => call('updatePost', [id, change]),
    forgetPost: (id) => call('forgetPost', [id]),
    restorePost: (post) => call('restorePost', [post]),
    forgetEverything: () => {
      wipes += 1;
      return forget(journal.begin(), false);
    },
    postIds: (since) => call('postIds', [since]),
    forgetPosts: (ids) => call('forgetPosts', [ids]),
    previewImport: (files, { signal, ...options } = {}) => call('previewImport', [files, options], { signal }),
    importPosts: (files, { signal, ...options } = {}) => call('importPosts', [files, options], { signal }),
    exportPosts: ({ signal, ...options } = {}) => call('exportPosts', [options], { signal }),
    taste: async ({ signal, ...options } = {}) => {
      await revive(signal);
      return call('taste', [options], { signal });
    },
    replayOwn: async ({ signal, ...options } = {}) => {
      await revive(signal);
      return call('replayOwn', [options], { signal });
    },
    knownTags: () => call('knownTags', []),
    relatedTags: (key, options = {}) => call('relatedTags', [key, options]),
    tagSets: () => call('tagSets', []),
    saveTagSet: (set, instead) => call('saveTagSet', [set, instead]),
    forgetTagSet: (name) => call('forgetTagSet', [name]),
    tagList: () => call('tagList', []),
    saveTagList: (tags) => call('saveTagList', [tags]),
    storedModels: () => call('storedModels', []),
    forgetModels: (names) => call('forgetModels', [names]),
    on: (listener) => listeners.add(listener),
    dispose: () => {
      disposed = true;
      unfollow();
      listeners.clear();
      const last = running;
      running = null;
      if (last !== null) {
        last.stopListening();
        last.giveUp(abortedError()); // nobody will answer them
        last.api[releaseProxy]();
        // Terminating frees models, GPU and connections at once; IndexedDB finishes or undoes what it was doing.
        last.worker.terminate();
      }
      return Promise.resolve();
    },
  };
  return engine;
}

function messageOf(event: Event): string {
  return 'message' in event && typeof event.message === 'string' ? event.message : '';
}

function workerMissing({ files }: BrowserConfig): TagweaveError {
  return engineMissing(files?.worker ?? 'its worker');
}

function crashedError(said: string): TagweaveError {
  const why = said === '' ? '' : ` (${said})`;
  return new TagweaveError(
    'worker-crashed',
    `The part of the page that computes stopped unexpectedly${why}. Your post is still here; try again.`,
    { details: { why: said } },
  );
}
