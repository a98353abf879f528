import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { RecommenderEvent } from '../../domain/progress.ts';
import { createMemoryHistory } from '../../history/memory/memory-history.ts';
import { createEngine } from '../engine.ts';
import type { Recommender } from '../recommender.ts';
import { fakeParts, photoOf } from '../testing/fake-parts.ts';
import type { FakeParts } from '../testing/fake-parts.ts';
import { withCheckedCalls } from '../calls/checked-calls.ts';
import { createWorkerEngine } from './worker-engine.ts';
import type { WorkerLike } from './worker-engine.ts';
import { createWorkerHost } from './worker-host.ts';
import { PULSE_MS } from './worker-pulse.ts';

/** A worker made of a MessageChannel: everything really is cloned on its way. */
class ChannelWorker extends EventTarget implements WorkerLike {
  readonly #near: MessagePort;
  readonly #far: MessagePort;
  isTerminated = false;
  /** Nothing comes from it any more, and no event tells: it hangs, or the browser has ended it. */
  isSilent = false;

  constructor(make: () => Recommender) {
    super();
    const { port1, port2 } = new MessageChannel();
    [this.#near, this.#far] = [port1, port2];
    const host = createWorkerHost(make, (event) => {
      port2.postMessage({ tagweaveEvent: event });
    });
    expose(host, port2);
    port2.start();
    port1.addEventListener('message', ({ data }) => {
      if (!this.isSilent) this.dispatchEvent(new MessageEvent('message', { data: data as unknown }));
    });
    port1.start();
  }

  postMessage(message: unknown, transfer: unknown = []): void {
    if (!this.isTerminated) this.#near.postMessage(message, transfer as Transferable[]);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#near.close();
    this.#far.close();
  }

  crash(type: 'error' | 'messageerror' = 'error'): void {
    this.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), { message: 'out of memory' }));
  }

  /** What a browser does when the worker's script does not come. */
  neverLoad(): void {
    this.dispatchEvent(new Event('error', { cancelable: true }));
  }
}

const open: Recommender[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});

function start(change: Partial<FakeParts> = {}): {
  engine: Recommender;
  workers: ChannelWorker[];
  parts: FakeParts[];
  heard: RecommenderEvent[];
} {
  const workers: ChannelWorker[] = [];
  const parts: FakeParts[] = [];
  const engine = withCheckedCalls(
    createWorkerEngine(
      () => {
        const own = fakeParts(change);
        parts.push(own);
        const worker = new ChannelWorker(() => createEngine(own));
        workers.push(worker);
        return worker;
      },
      { base: 'https://example.org/models/' },
    ),
  );
  open.push(engine);
  const heard: RecommenderEvent[] = [];
  engine.on((event) => heard.push(event));
  return { engine, workers, parts, heard };
}
const DRAFT = { photo: photoOf('dog'), caption: 'Dog in the snow' };

it('refuses what plain JavaScript got wrong before anything crosses: what cannot be cloned as well', async () => {
  const { engine, workers } = start();
  const untyped = engine as unknown as { recommend: (draft: unknown) => Promise<unknown> };
  const wrong = { photo: { files: () => undefined }, caption: 'x' };
  await expect(untyped.recommend(wrong)).rejects.toMatchObject({ code: 'usage', details: { field: 'draft.photo' } });
  expect(workers).toHaveLength(0);
});

describe('the engine in a worker', () => {
  it('answers as the engine in this thread does', async () => {
    const { engine, workers, heard } = start();
    const own = createEngine(fakeParts());
    open.push(own);
    expect(workers.length).toBe(0); // nothing starts before the first call
    expect(await engine.downloadSize()).toEqual({ totalBytes: 1000, cachedBytes: 10 });
    expect(await engine.load()).toEqual(await own.load());
    const [there, here] = [
      await engine.recommend(DRAFT, { count: 7, exclude: ['dog'] }),
      await own.recommend(DRAFT, { count: 7, exclude: ['dog'] }),
    ];
    expect({ ...there, timing: null }).toEqual({ ...here, timing: null });
    const request = {
      recommendationId: there.id,
      draft: DRAFT,
      tags: [{ key: 'sea', label: 'Sea' }],
      removedTags: ['x'],
      platform: null,
    };
    const saved = await engine.learn(request);
    expect(await saved.thumbnail?.text()).toBe('dog');
    expect(saved.vector?.values).toBeInstanceOf(Float32Array);
    expect((await engine.history({ search: 'snow' })).posts[0]?.id).toBe(saved.id);
    expect((await engine.updatePost(saved.id, { tags: [] })).tags).toEqual([]);
    await engine.forgetPost(saved.id);
    await engine.restorePost(saved);
    expect((await engine.history()).total).toBe(1);
    await engine.forgetEverything();
    expect((await engine.history()).total).toBe(0);
    expect(heard.map((event) => event.type)).toEqual(
      expect.arrayContaining(['download', 'ready', 'step', 'history-changed']),
    );
    expect(workers.length).toBe(1);
  });

  it('carries errors with code, sentence and details', async () => {
    const { engine } = start();
    await engine.load();
    const error: unknown = await engine
      .recommend({ photo: photoOf('broken'), caption: '' })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TagweaveError);
    expect(error).toMatchObject({ name: 'TagweaveError', code: 'photo-broken', details: { looksLike: 'JPEG' } });
    await expect(engine.recommend({ photo: null, caption: '' })).rejects.toMatchObject({ code: 'post-empty' });
  });

  it('does not read a photo again that crosses a second time', async () => {
    const { engine, parts } = start();
    await engine.load();
    await engine.recommend(DRAFT);
    const read = vi.spyOn(Blob.prototype, 'arrayBuffer');
    await engine.recommend(DRAFT, { gate: 0.2 });
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
    expect(parts[0]?.asked).toEqual(['decode dog', 'caption Dog in the snow', 'photo dog']);
  });

  it('stops a call on the other side when its signal fires', async () => {
    const { engine, parts } = start();
    await engine.load();
    let release = (): void => undefined;
    parts[0]!.encoderGate.wait = new Promise((resolve) => (release = resolve));
    const stop = new AbortController();
    const call = engine.recommend(DRAFT, { signal: stop.signal });
    const waiting = engine.recommend({ photo: photoOf('other'), caption: '' }, { signal: stop.signal });
    await vi.waitFor(() => {
      expect(parts[0]?.asked).toContain('caption Dog in the snow');
    });
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
    await engine.history(); // the abort has arrived by now
    release();
    await engine.recommend({ photo: null, caption: 'Snow' });
    expect(parts[0]?.asked).toEqual(['decode dog', 'caption Dog in the snow', 'caption Snow']);
    await expect(engine.recommend(DRAFT, { signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
  });

  it.each(['error', 'messageerror'] as const)(
    'rejects the calls of a worker that crashes (%s), then starts another and loads again',
    async (type) => {
      const { engine, workers, parts } = start();
      await engine.load();
      parts[0]!.encoderGate.wait = new Promise(() => undefined);
      const [one, two] = [engine.recommend(DRAFT), engine.recommend(DRAFT)];
      await vi.waitFor(() => {
        expect(parts[0]?.asked).toContain('caption Dog in the snow');
      });
      workers[0]!.crash(type);
      await expect(one).rejects.toMatchObject({ name: 'TagweaveError', code: 'worker-crashed' });
      await expect(two).rejects.toMatchObject({ code: 'worker-crashed' });
      expect(workers[0]?.isTerminated).toBe(true);
      expect((await engine.recommend(DRAFT)).tags.length).toBe(5);
      expect(workers.length).toBe(2);
    },
  );

  describe('that says nothing', () => {
    /** Looks at the worker's pulse, each with time for a real answer. */
    const looks = async (count: number): Promise<void> => {
      for (let look = 0; look < count; look += 1) {
        vi.advanceTimersByTime(PULSE_MS);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    const codeOf = (call: Promise<unknown>): Promise<unknown> =>
      call.then(
        () => 'nothing wrong',
        (error: unknown) => (error as TagweaveError).code,
      );
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('is given up after a while, cancelled calls included, and the next call starts another', async () => {
      const { engine, workers, parts } = start();
      await engine.load();
      parts[0]!.encoderGate.wait = new Promise(() => undefined);
      const stop = new AbortController();
      const cancelled = engine.recommend(DRAFT, { signal: stop.signal });
      await vi.waitFor(() => {
        expect(parts[0]?.asked).toContain('caption Dog in the snow');
      });
      workers[0]!.isSilent = true;
      stop.abort();
      await expect(cancelled).rejects.toMatchObject({ code: 'aborted' });
      // Nobody waits any longer, but whoever comes next would.
      await looks(8);
      expect(workers[0]?.isTerminated).toBe(true);
      expect((await engine.recommend(DRAFT)).tags.length).toBe(5);

      workers[1]!.isSilent = true;
      const waiting = codeOf(engine.recommend({ photo: null, caption: 'Sea' }));
      await looks(8);
      expect(await waiting).toBe('worker-crashed');
      await engine.recommend({ photo: null, caption: 'Sea' });
      expect(workers.length).toBe(3);
    });

    it('is left in peace while it works, however long, and while nothing is asked of it', async () => {
      const { engine, workers, parts } = start();
      await engine.load();
      let release = (): void => undefined;
      parts[0]!.encoderGate.wait = new Promise((resolve) => (release = resolve));
      const call = engine.recommend(DRAFT);
      await looks(40);
      release();
      expect((await call).tags.length).toBe(5);
      expect(vi.getTimerCount()).toBe(0);
      expect(workers.length).toBe(1);
    });

    it('from the start gets longer: its script may be on its way; then it is a missing file', async () => {
      const { engine, workers } = start();
      const loading = codeOf(engine.load());
      workers[0]!.isSilent = true;
      await looks(20);
      expect(workers[0]?.isTerminated).toBe(false);
      await looks(11);
      expect(await loading).toBe('engine-missing');
    });
  });

  it('whose worker dies between storing a post and saying so keeps it once when asked again', async () => {
    // What is stored outlives the worker.
    const history = createMemoryHistory();
    const { engine, workers } = start({ openHistory: () => Promise.resolve(history) });
    await engine.load();
    const request = { id: 'chosen-here', draft: DRAFT, tags: [{ key: 'sea', label: 'Sea' }] };
    const first = engine.learn(request);
    const isStored = new Promise<void>((resolve) => {
      history.subscribe(({ type }) => {
        if (type !== 'changed') return;
        workers[0]!.isSilent = true;
        resolve();
      });
    });
    await isStored;
    workers[0]!.crash();
    await expect(first).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(await history.count()).toBe(1);
    const again = await engine.learn({ ...request, tags: [{ key: 'snow', label: 'Snow' }] });
    expect(again.id).toBe('chosen-here');
    const { posts, total } = await engine.history();
    expect([total, posts.map(({ tags }) => tags)]).toEqual([1, [[{ key: 'snow', label: 'Snow' }]]]);
    // Without a name every call is a post of its own.
    await engine.learn({ draft: DRAFT });
    await engine.learn({ draft: DRAFT });
    expect((await engine.history()).total).toBe(3);
  });

  it('loads once for several calls after a crash, and does not load what never was', async () => {
    const { engine, workers, heard } = start();
    await expect(engine.recommend(DRAFT)).rejects.toMatchObject({ code: 'model-not-loaded' });
    await engine.load();
    workers[0]!.crash();
    await Promise.all([engine.recommend(DRAFT), engine.recommend({ photo: null, caption: 'x' })]);
    expect(heard.filter((event) => event.type === 'ready').length).toBe(2);
  });

  it('a worker whose script never loads is a missing file, not a crash', async () => {
    const { engine, workers } = start();
    const loading = engine.load();
    workers[0]!.neverLoad();
    await expect(loading).rejects.toMatchObject({ code: 'engine-missing' });
  });

  it('says so when no worker can be started', async () => {
    const engine = createWorkerEngine(
      () => {
        throw new DOMException('refused', 'SecurityError');
      },
      { base: '' },
    );
    await expect(engine.load()).rejects.toMatchObject({ code: 'worker-crashed' });
  });

  it('ends with dispose', async () => {
    const { engine, workers, parts } = start();
    await engine.load();
    parts[0]!.encoderGate.wait = new Promise(() => undefined);
    const waiting = engine.recommend(DRAFT).catch((error: unknown) => (error as TagweaveError).code);
    await vi.waitFor(() => {
      expect(parts[0]?.asked).toContain('caption Dog in the snow');
    });
    await engine.dispose();
    expect(await waiting).toBe('aborted');
    expect(workers[0]?.isTerminated).toBe(true);
    await expect(engine.load()).rejects.toMatchObject({ code: 'model-not-loaded' });
  });
});
