import { TagweaveError } from '../../domain/errors/errors.ts';
import type { EncoderBackend } from '../../domain/recommendation.ts';
import { throwIfAborted } from '../download/abort.ts';
import type { Feeds, Rescue, TokenMatrix, TokenModel } from './token-model.ts';

export interface DeviceChoice {
  /** Backends to try, best first; the last one is the fallback. */
  readonly backends: readonly EncoderBackend[];
  /** The first one was asked for by the person: no race against the others. */
  readonly forced: boolean;
  /** Of the native backend; default: as many as processors. */
  readonly threads?: number | undefined;
  /** Last resort of the fallback; costs a download. */
  readonly rescue?: Rescue;
}

export interface DeviceOptions {
  readonly choice: DeviceChoice;
  readonly open: (backend: EncoderBackend, rescue?: Rescue) => Promise<TokenModel>;
  /** Self-check by golden vectors: null when it passes (or there are none), else what differs. Also throws `model-invalid`. */
  readonly check: (model: TokenModel) => Promise<string | null>;
  /** Feeds of a typical call, for timing. */
  readonly probe: () => Feeds;
  readonly signal?: AbortSignal | undefined;
  /** Called when the GPU went away and the model was rebuilt on another backend. */
  readonly onDeviceLost?: ((now: EncoderBackend) => void) | undefined;
}

/** A model that outlives its device. */
export interface ChosenModel extends TokenModel {
  /** Why a better backend is not used; for the Lab and the log, empty when the first choice runs. */
  readonly notes: readonly string[];
}

/** How many times slower than the fallback a GPU may be before the fallback is taken. */
const RACE_MARGIN = 1;

/**
 * Opens the model on the first backend that can create it, passes the self-check and is not slower than the fallback (unless it
 * was forced). A run that fails on a GPU rebuilds the model on the fallback and is repeated once.
 * @throws TagweaveError `model-invalid` when no backend passes, `aborted`
 */
export async function chooseDevice(options: DeviceOptions): Promise<ChosenModel> {
  const notes: string[] = [];
  const [fallback] = options.choice.backends.slice(-1);
  if (fallback === undefined) throw new TagweaveError('unexpected', 'No backend was offered.');
  let chosen: TokenModel | null = null;
  for (const backend of options.choice.backends.slice(0, -1)) {
    throwIfAborted(options.signal);
    const candidate = await attempt(backend, options, notes);
    if (candidate === null) continue;
    if (options.choice.forced) {
      chosen = candidate;
      break;
    }
    // The race costs no download: without a rival that this build can run, the GPU it is.
    const rival = await attempt(fallback, options, notes);
    if (rival === null) {
      chosen = candidate;
      break;
    }
    const [mine, other] = [await timed(candidate, options.probe(), notes), await timed(rival, options.probe(), notes)];
    const isAhead = mine < Infinity && mine <= other * RACE_MARGIN;
    await released(isAhead ? rival : candidate);
    if (isAhead) {
      chosen = candidate;
      break;
    }
    if (mine < Infinity) notes.push(`${backend} took ${mine.toFixed(1)} ms a call, ${fallback} ${other.toFixed(1)} ms`);
    if (other < Infinity) return lasting(rival, options, notes);
    await released(rival);
  }
  return lasting(chosen ?? (await open(fallback, options)), options, notes);
}

async function attempt(backend: EncoderBackend, options: DeviceOptions, notes: string[]): Promise<TokenModel | null> {
  let model: TokenModel | null = null;
  try {
    model = await options.open(backend);
    const complaint = await options.check(model);
    if (complaint === null) return model;
    notes.push(`${backend}: ${complaint}`);
  } catch (error) {
    notes.push(`${backend}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (model !== null) await released(model);
  return null;
}

/** Frees what a model holds; one that is broken may refuse. */
async function released(model: TokenModel): Promise<void> {
  await model.dispose().catch(() => undefined);
}

/** The fallback has to pass; nothing stands behind it. */
async function open(backend: EncoderBackend, options: DeviceOptions): Promise<TokenModel> {
  throwIfAborted(options.signal);
  const model = await options.open(backend, options.choice.rescue);
  const complaint = await options.check(model).catch(async (error: unknown) => {
    await released(model);
    throw error;
  });
  if (complaint === null) return model;
  await released(model);
  throw new TagweaveError(
    'model-invalid',
    `The model does not compute here what its maker measured: ${complaint}. Try another browser, and please report it.`,
    {
      details: { why: complaint },
    },
  );
}

/** Best of three calls in milliseconds, after one for warming up; one that fails (a lost GPU, no memory) has lost. */
async function timed(model: TokenModel, feeds: Feeds, notes: string[]): Promise<number> {
  try {
    await model.run(feeds);
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      await model.run(feeds);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  } catch (error) {
    notes.push(`${model.backend}: ${error instanceof Error ? error.message : String(error)}`);
    return Infinity;
  }
}

function lasting(first: TokenModel, options: DeviceOptions, notes: string[]): ChosenModel {
  const fallback = options.choice.backends.at(-1) ?? first.backend;
  let current = first;
  let rebuilding: Promise<TokenModel> | null = null;
  const rebuild = async (lost: TokenModel, cause: unknown): Promise<TokenModel> => {
    notes.push(`${lost.backend} was lost: ${cause instanceof Error ? cause.message : String(cause)}`);
    void lost.dispose().catch(() => undefined);
    try {
      const next = await options.open(fallback, options.choice.rescue);
      current = next;
      options.onDeviceLost?.(next.backend);
      return next;
    } catch (error) {
      throw new TagweaveError(
        'device-lost',
        'The graphics processor stopped answering and no other way to compute could be started. Reload the page.',
        { cause: error },
      );
    }
  };
  return {
    notes,
    get backend() {
      return current.backend;
    },
    async run(feeds): Promise<TokenMatrix> {
      const used = current;
      try {
        return await used.run(feeds);
      } catch (error) {
        if (used.backend === fallback || error instanceof TagweaveError) throw error;
        if (current === used) rebuilding ??= rebuild(used, error).finally(() => (rebuilding = null));
        const next = await (rebuilding ?? Promise.resolve(current));
        return next.run(feeds);
      }
    },
    async dispose() {
      // A model on its way to take the lost one's place would be left behind.
      await rebuilding?.catch(() => undefined);
      await current.dispose();
    },
  };
}
