/**
 * Something that takes a while, made once and kept. A failure is not kept: it is told to those who waited for it, and the next one who
 * asks tries again.
 */
export class OnceMade<Value> {
  readonly #make: () => Promise<Value>;
  #kept: Promise<Value> | null = null;

  constructor(make: () => Promise<Value>) {
    this.#make = make;
  }

  /** What was made, is being made, or is made now. */
  get(): Promise<Value> {
    return this.#kept ?? this.#keep((async () => this.#make())());
  }

  /** What was made or is being made; null when nobody asked yet, or it failed. */
  peek(): Promise<Value> | null {
    return this.#kept;
  }

  /** Brings what is kept up to a change, instead of making it anew. Must not depend on when it runs. */
  change(change: (value: Value) => Value): void {
    if (this.#kept !== null) void this.#keep(this.#kept.then(change));
  }

  /** The next one who asks gets another. */
  forget(): void {
    this.#kept = null;
  }

  #keep(making: Promise<Value>): Promise<Value> {
    const kept = making.catch((error: unknown) => {
      if (this.#kept === kept) this.#kept = null;
      throw error;
    });
    kept.catch(() => undefined); // told to those who wait for it
    this.#kept = kept;
    return kept;
  }
}
