import type { RecommenderEvent } from '../../domain/progress.ts';
import type { WholeDraft } from '../../domain/recommendation.ts';
import type { BrowserConfig } from '../models/browser-parts.ts';
import { toCrossing } from '../calls/errors.ts';
import { Lru } from '../work/lru.ts';
import type { WholeLearn } from '../recommender.ts';
import type { Outcome, RemoteArgs, RemoteEngine, RemoteMethod, RemoteResult, WorkerApi } from './worker-protocol.ts';

/** Photos whose identity is remembered across calls. */
const PHOTOS = 16;

/** The worker's side of the boundary: turns call ids into signals and thrown errors into data. */
export function createWorkerHost(
  make: (config: BrowserConfig, unfinished: string | undefined) => RemoteEngine,
  send: (event: RecommenderEvent) => void,
): WorkerApi {
  let engine: RemoteEngine | null = null;
  const running = new Map<number, AbortController>();
  const photos = new Lru<number, Blob>(PHOTOS);

  /** The photo as it first came: a file that crosses again is a new object, and would be read and hashed again. */
  const known = (photo: Blob | null, id: number | null): Blob | null => {
    if (photo === null || id === null) return photo;
    const before = photos.get(id) ?? photo;
    photos.set(id, before);
    return before;
  };

  /** The arguments with a live signal and the remembered photo. */
  const revive = <Method extends RemoteMethod>(
    method: Method,
    args: RemoteArgs<Method>,
    signal: AbortSignal,
    photoId: number | null,
  ): unknown[] => {
    const [first, second] = args as readonly unknown[];
    switch (method) {
      case 'load':
        return [{ signal }];
      case 'recommend': {
        const draft = first as WholeDraft;
        return [
          { ...draft, photo: known(draft.photo, photoId) },
          { ...(second as object | undefined), signal },
        ];
      }
      case 'learn': {
        const request = first as WholeLearn;
        return [{ ...request, draft: { ...request.draft, photo: known(request.draft.photo, photoId) } }, { signal }];
      }
      case 'previewImport':
      case 'importPosts':
        return [first, { ...(second as object | undefined), signal }];
      case 'exportPosts':
      case 'taste':
      case 'replayOwn':
        return [{ ...(first as object | undefined), signal }];
      default:
        return [...args];
    }
  };

  return {
    start(config, unfinished) {
      engine ??= make(config, unfinished);
      engine.on(send);
    },
    async call(call, method, args, photoId) {
      const stop = new AbortController();
      running.set(call, stop);
      try {
        if (engine === null) throw new Error('The worker was not started.');
        const work = engine[method].bind(engine) as (...given: unknown[]) => Promise<unknown>;
        const value = await work(...revive(method, args, stop.signal, photoId));
        return { ok: true, value } as Outcome<RemoteResult<typeof method>>;
      } catch (error) {
        return { ok: false, error: toCrossing(error) };
      } finally {
        running.delete(call);
      }
    },
    abort(call) {
      running.get(call)?.abort();
    },
    ping() {
      // That it answers is all it says.
    },
  };
}
