/** Functions that want to be told; one that throws does not keep the others from hearing. */
export class Listeners<Event> {
  readonly #all = new Set<(event: Event) => void>();

  /** Returns the function that stops listening. */
  add(listener: (event: Event) => void): () => void {
    const own = (event: Event): void => {
      listener(event);
    };
    this.#all.add(own);
    return () => {
      this.#all.delete(own);
    };
  }

  tell(event: Event): void {
    for (const listener of [...this.#all]) {
      try {
        listener(event);
      } catch (error) {
        // A listener's own fault: shown where such faults are looked for, without stopping what was being done.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#all.clear();
  }
}
