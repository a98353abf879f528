import { untilAborted } from '../../encoders/download/abort.ts';

interface Loading {
  readonly work: Promise<unknown>;
  readonly stop: AbortController;
  waiting: number;
}

/** One loading for all calls that wait for it at the same time; when all of them have been aborted, so is the loading. */
export class SharedLoading {
  readonly #start: (signal: AbortSignal) => Promise<unknown>;
  #now: Loading | null = null;

  /** @param start loads, or rejects; its signal fires when nobody waits any longer */
  constructor(start: (signal: AbortSignal) => Promise<unknown>) {
    this.#start = start;
  }

  get isUnderWay(): boolean {
    return this.#now !== null;
  }

  /** Begins a loading, or joins the one under way. @throws what it rejects with, TagweaveError `aborted` */
  async wait(signal: AbortSignal | undefined): Promise<void> {
    const loading = (this.#now ??= this.#begin());
    loading.waiting += 1;
    try {
      await untilAborted(loading.work, signal);
    } finally {
      loading.waiting -= 1;
      if (loading.waiting === 0 && signal?.aborted === true) {
        loading.stop.abort();
        if (this.#now === loading) this.#now = null;
      }
    }
  }

  stop(): void {
    this.#now?.stop.abort();
  }

  #begin(): Loading {
    const stop = new AbortController();
    const loading: Loading = { work: this.#start(stop.signal), stop, waiting: 0 };
    loading.work
      .catch(() => undefined) // told by the calls that wait for it
      .finally(() => {
        if (this.#now === loading) this.#now = null;
      });
    return loading;
  }
}
