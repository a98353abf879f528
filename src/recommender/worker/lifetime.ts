/**
 * How long somebody lives, and who waits for an answer of theirs. `Promise.race` with a promise of their death would hold every answer
 * that ever came until that death: a pending promise keeps what waits for it.
 */
export class Lifetime {
  readonly #waiting = new Set<(reason: unknown) => void>();
  #end: { readonly reason: unknown } | null = null;

  /** How many answers are waited for. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Settles as `work` does; rejects with the reason of the end when that comes first. */
  async until<T>(work: Promise<T>): Promise<T> {
    if (this.#end !== null) throw this.#end.reason;
    let give: (reason: unknown) => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
      give = reject;
    });
    this.#waiting.add(give);
    try {
      return await Promise.race([work, ended]);
    } finally {
      this.#waiting.delete(give);
    }
  }

  /** The first end counts. */
  end(reason: unknown): void {
    if (this.#end !== null) return;
    this.#end = { reason };
    for (const give of [...this.#waiting]) give(reason);
  }
}
