import { abortedError } from '../../encoders/download/abort.ts';

interface Job {
  readonly run: () => Promise<void>;
}

/**
 * One piece of work at a time, in the order asked for, so that two posts never fight for the models. Work whose signal fires while it
 * waits is never begun; its caller hears `aborted` at once.
 */
export class WorkQueue {
  readonly #waiting: Job[] = [];
  #running = false;

  /** Nothing runs and nothing waits. */
  get isIdle(): boolean {
    return !this.#running && this.#waiting.length === 0;
  }

  add<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortedError());
        return;
      }
      const stop = (): void => {
        const place = this.#waiting.indexOf(job);
        if (place >= 0) this.#waiting.splice(place, 1);
        reject(abortedError());
      };
      const job: Job = {
        run: async () => {
          try {
            resolve(await work());
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          } finally {
            signal?.removeEventListener('abort', stop);
          }
        },
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.#waiting.push(job);
      void this.#pump();
    });
  }

  async #pump(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) await job.run();
    this.#running = false;
  }
}
