import { OnceMade } from '../../domain/once-made.ts';
import type { HistoryEvent, HistoryStore, HistoryWriter, Wipe } from '../../history/history-store.ts';

/** The engine's history, opened when it is first needed. */
export class EngineHistory {
  readonly #store: OnceMade<HistoryStore>;

  /** @param hear what the history tells; when posts cannot be kept, this first */
  constructor(open: () => Promise<HistoryStore>, hear: (event: HistoryEvent) => void) {
    this.#store = new OnceMade(async () => {
      const history = await open();
      if (history.problem !== null) hear({ type: 'unavailable', error: history.problem });
      history.subscribe(hear);
      return history;
    });
  }

  open(): Promise<HistoryStore> {
    return this.#store.get();
  }

  /**
   * For what is written later. To be called before anything is awaited: a wipe that is asked for after this call refuses what the
   * writer brings, also when the history is only being opened (then both wait in this order).
   */
  begin(): Promise<HistoryWriter> {
    const begun = this.open().then((history) => history.begin());
    begun.catch(() => undefined); // told by whoever waits for it
    return begun;
  }

  wipe(wipe: Wipe): Promise<void> {
    return this.open().then((history) => history.wipe(wipe));
  }

  async close(): Promise<void> {
    (await this.#store.peek()?.catch(() => null))?.close();
  }
}
