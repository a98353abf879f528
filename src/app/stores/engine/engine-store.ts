import { TagweaveError } from '../../../domain/errors/errors.ts';
import type { ErrorCode } from '../../../domain/errors/errors.ts';
import type { Backends } from '../../../domain/recommendation.ts';
import type { RecommenderEvent, Step } from '../../../domain/progress.ts';
import type { DownloadSize, LoadReport, Recommender } from '../../../recommender/recommender.ts';
import { shownError } from '../../errors/plain-error.ts';
import type { ShownError } from '../../errors/plain-error.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

/** idle = nothing asked for yet; stopped = the person cancelled the download. */
export type EnginePhase = 'idle' | 'downloading' | 'preparing' | 'ready' | 'stopped' | 'failed';

/** What is wrong with the kept posts: why they live in memory only, what could not be read, what no longer fits. */
export type HistoryNotice =
  'history-in-memory' | 'history-newer' | 'history-blocked' | 'history-damaged' | 'history-full';

export interface EngineState {
  readonly phase: EnginePhase;
  readonly size: DownloadSize | null;
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** The connection broke and is tried again in a moment. */
  readonly retrying: boolean;
  /** All but the caption encoder is here: a photo can be read from itself alone. */
  readonly photoReady: boolean;
  readonly preparing: { readonly step: number; readonly of: number } | null;
  readonly step: Step | null;
  readonly report: LoadReport | null;
  readonly backends: Backends | null;
  readonly error: ShownError | null;
  /** Said once; null again when the person has closed it. */
  readonly notice: 'device-changed' | 'unchecked' | HistoryNotice | null;
  /** `performance.now()` when the models were ready: requests after it are counted. */
  readonly readyAt: number | null;
  /** Posts of other models being read again in idle time; null when there are none. */
  readonly reencoding: { readonly done: number; readonly of: number } | null;
  /** The person asked the browser to save data: nothing large is fetched unless it is asked for. */
  readonly metered: boolean;
  /** Counts every change of the saved posts. */
  readonly historyVersion: number;
  /** Counts how often everything was forgotten, here or in another tab. */
  readonly historyWipes: number;
}

const IDLE: EngineState = {
  phase: 'idle',
  size: null,
  receivedBytes: 0,
  totalBytes: 0,
  retrying: false,
  photoReady: false,
  preparing: null,
  step: null,
  report: null,
  backends: null,
  error: null,
  notice: null,
  readyAt: null,
  reencoding: null,
  metered: false,
  historyVersion: 0,
  historyWipes: 0,
};

function memoryNotice(code: ErrorCode): HistoryNotice {
  if (code === 'storage-newer') return 'history-newer';
  return code === 'storage-blocked' ? 'history-blocked' : 'history-in-memory';
}

/** The engine as the page holds it: its state, loading on demand, and a new one after a crash. */
export interface EngineController {
  readonly store: Store<EngineState>;
  readonly recommender: () => Recommender;
  /** Asks for the size of the download and, when all of it is here already, loads. Downloads nothing. */
  readonly look: () => Promise<void>;
  /** Loads once; rejects with what went wrong. */
  readonly load: () => Promise<void>;
  readonly cancel: () => void;
  /**
   * A call to this engine came back with an error that no other call can survive (worker crashed, device lost): waits for a restart.
   * One that has been replaced meanwhile is nobody's trouble.
   */
  readonly fail: (error: ShownError, from: Recommender) => void;
  /** After `worker-crashed`: the next call gets a new engine. */
  readonly restart: () => Promise<void>;
  readonly closeNotice: () => void;
}

/** `size`: what is known of the download before the engine is asked. */
export function createEngineController(
  create: () => Recommender,
  metered = false,
  size: DownloadSize | null = null,
): EngineController {
  const store = createStore<EngineState>({ ...IDLE, metered, size });
  let recommender: Recommender | null = null;
  let loading: Promise<void> | null = null;
  let abort: AbortController | null = null;
  let saidMemory = false;
  const patch = (change: Partial<EngineState>): void => {
    store.update((now) => ({ ...now, ...change }));
  };

  const hear = (event: RecommenderEvent): void => {
    // The worker's last progress may arrive after the person has cancelled: it must not start the bar again.
    if (['download', 'download-retry', 'photo-ready', 'loading'].includes(event.type) && loading === null) return;
    switch (event.type) {
      case 'download':
        patch({
          phase: 'downloading',
          receivedBytes: event.receivedBytes,
          totalBytes: event.totalBytes,
          retrying: false,
        });
        break;
      case 'download-retry':
        patch({ phase: 'downloading', retrying: true });
        break;
      case 'loading':
        patch({ phase: 'preparing', preparing: { step: event.step, of: event.of } });
        break;
      case 'photo-ready':
        patch({ photoReady: true });
        break;
      case 'ready':
        patch({ backends: event.backends });
        break;
      case 'step':
        patch({ step: event.step });
        break;
      case 'device-lost':
        patch({ backends: event.now, notice: 'device-changed' });
        break;
      case 'history-changed':
        store.update((now) => ({ ...now, historyVersion: now.historyVersion + 1 }));
        break;
      case 'history-forgotten':
        store.update((now) => ({ ...now, historyWipes: now.historyWipes + 1 }));
        break;
      case 'history-unavailable':
        saidMemory = true;
        patch({ notice: memoryNotice(event.error.code) });
        break;
      case 'history-overflow':
        patch({ notice: 'history-full' });
        break;
      case 'history-damaged':
        patch({ notice: 'history-damaged' });
        break;
      case 'reencode':
        patch({ reencoding: event.done < event.of ? { done: event.done, of: event.of } : null });
        break;
    }
  };

  const current = (): Recommender => {
    if (recommender === null) {
      const fresh = create();
      recommender = fresh;
      fresh.on((event) => {
        if (recommender === fresh) hear(event); // one that was replaced has nothing to say any more
      });
    }
    return recommender;
  };

  const run = async (): Promise<void> => {
    const mine = new AbortController();
    abort = mine;
    patch({ phase: 'preparing', error: null, preparing: null, photoReady: false, retrying: false });
    try {
      const report = await current().load({ signal: mine.signal });
      if (abort !== mine) {
        await replaced();
        return;
      }
      patch({
        phase: 'ready',
        photoReady: false,
        report,
        backends: report.backends,
        readyAt: performance.now(),
        // Said already when the history was opened, and maybe closed since.
        notice:
          report.historyKept || saidMemory
            ? (store.get().notice ?? (report.unchecked.length > 0 ? 'unchecked' : null))
            : 'history-in-memory',
      });
    } catch (error) {
      if (abort !== mine) {
        await replaced();
        return;
      }
      const shown = shownError(error);
      const stopped = shown.code === 'aborted';
      patch({ phase: stopped ? 'stopped' : 'failed', error: stopped ? null : shown, photoReady: false });
      throw error;
    } finally {
      if (abort === mine) {
        loading = null;
        abort = null;
      }
    }
  };

  /** Whoever waited for a load that was replaced waits for the newer one, which alone says how it stands. */
  const replaced = async (): Promise<void> => {
    if (loading !== null) await loading;
    else if (store.get().phase !== 'ready')
      throw new TagweaveError('aborted', 'The loading was replaced by a newer one.');
  };

  const load = (): Promise<void> => {
    if (store.get().phase === 'ready') return Promise.resolve();
    loading ??= run();
    return loading;
  };

  return {
    store,
    recommender: current,
    load,
    look: async () => {
      const asked = current();
      try {
        const size = await asked.downloadSize();
        if (asked !== recommender) return;
        patch({ size });
        if (size.totalBytes > 0 && size.cachedBytes >= size.totalBytes) await load();
      } catch (error) {
        if (asked !== recommender) return;
        // Said when the person acts; until then the first screen stays as it is.
        if (store.get().phase === 'idle') patch({ size: null });
        else patch({ error: shownError(error) });
      }
    },
    cancel: () => {
      abort?.abort();
    },
    fail: (error, from) => {
      if (from !== recommender) return;
      patch({ phase: 'failed', error, step: null });
    },
    restart: async () => {
      const old = recommender;
      recommender = null;
      loading = null;
      abort = null;
      saidMemory = false;
      store.update(({ size, historyVersion, historyWipes }) => ({
        ...{ ...IDLE, metered, size, historyWipes },
        historyVersion: historyVersion + 1,
      }));
      void old?.dispose().catch(() => undefined);
      await load();
    },
    closeNotice: () => {
      patch({ notice: null });
    },
  };
}
