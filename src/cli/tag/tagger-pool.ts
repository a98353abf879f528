import { Worker } from 'node:worker_threads';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { fromCrossing } from '../../recommender/calls/errors.ts';
import type { CrossingError } from '../../recommender/calls/errors.ts';
import type { Tagged, Tagger, TaggerOptions } from './tagger.ts';

/** What a thread gets when it starts. */
export interface TaggerSetup {
  readonly options: TaggerOptions;
  /** Threads of its encoders. */
  readonly encoderThreads: number;
}

/** Without `photo`: load the models. */
export interface TaggerQuestion {
  readonly id: number;
  readonly photo?: string | null;
}

export type TaggerAnswer =
  { readonly id: number; readonly tagged: Tagged | null } | { readonly id: number; readonly error: CrossingError };

/** Photos that one thread has at a time: one in the models, one being decoded. */
const AHEAD = 2;

/**
 * So many threads with an engine each, sharing the processors: two photos on two processors are faster than one photo on both, since
 * decoding, resizing and ranking use one only.
 * @param file tag-worker.js
 */
export function taggerPool(file: URL, options: TaggerOptions, threads: number, processors: number): Tagger {
  withoutTelemetry();
  const setup: TaggerSetup = { options, encoderThreads: Math.max(1, Math.floor(processors / threads)) };
  const all = Array.from({ length: threads }, () => new TaggerThread(file, setup));
  return {
    atOnce: AHEAD * threads,
    async load() {
      await Promise.all(all.map((thread) => thread.ask({})));
    },
    async tag(photo) {
      const idlest = all.reduce((least, thread) => (thread.asked < least.asked ? thread : least));
      const tagged = await idlest.ask({ photo });
      if (tagged === null) throw new TagweaveError('unexpected', 'A thread answered what was not asked.');
      return tagged;
    },
    async dispose() {
      await Promise.all(all.map((thread) => thread.end()));
    },
  };
}

/**
 * ONNX Runtime's library tells its maker about each start unless the environment of the process forbids it: it reads the machine's id and
 * the command line, and dies of one that names some hundred photos. transformers.js forbids it, but in a thread `process.env` is a copy
 * that the library does not see; only the main thread's is the real one.
 */
function withoutTelemetry(): void {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
}

class TaggerThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (tagged: Tagged | null) => void; reject: (error: unknown) => void }>();
  #count = 0;
  #fault: Error | null = null;

  constructor(file: URL, workerData: TaggerSetup) {
    this.#worker = new Worker(file, { workerData });
    this.#worker.on('message', (answer: TaggerAnswer) => {
      const call = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('error' in answer) call?.reject(fromCrossing(answer.error));
      else call?.resolve(answer.tagged);
    });
    this.#worker.on('error', (error) => {
      this.#fail(error instanceof Error ? error : new Error('A thread of the batch failed.'));
    });
    this.#worker.on('exit', () => {
      this.#fail(
        new TagweaveError('unexpected', 'A thread of the batch ended. Run the command again: it goes on there.'),
      );
    });
  }

  /** Questions without an answer yet. */
  get asked(): number {
    return this.#waiting.size;
  }

  ask(question: Omit<TaggerQuestion, 'id'>): Promise<Tagged | null> {
    return new Promise((resolve, reject) => {
      if (this.#fault !== null) {
        reject(this.#fault);
        return;
      }
      this.#count += 1;
      this.#waiting.set(this.#count, { resolve, reject });
      this.#worker.postMessage({ id: this.#count, ...question } satisfies TaggerQuestion);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    const calls = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of calls) reject(error);
  }
}
