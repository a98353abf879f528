import type { MessageKey } from '../../i18n/locale.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

/** Something a person did that can be taken back and done again. */
export interface Act {
  /** What it was, in words. */
  readonly what: MessageKey;
  readonly undo: () => void | Promise<void>;
  readonly redo: () => void | Promise<void>;
}

export interface UndoState {
  /** What would be taken back, what would be done again; null = nothing. */
  readonly undo: MessageKey | null;
  readonly redo: MessageKey | null;
}

export interface Undo {
  readonly store: Store<UndoState>;
  /** Remembers an act. */
  readonly record: (act: Act) => void;
  /** The way to take back just the act that is the last one now (a message's own button), whatever comes after it. */
  readonly last: () => () => Promise<MessageKey | null>;
  /** Takes the last act back. Resolves to what it was, null when there was none; rejects as the act does, which then stays. */
  readonly undo: () => Promise<MessageKey | null>;
  readonly redo: () => Promise<MessageKey | null>;
  /** Forgets all acts: what they hold must not outlive “Forget everything”. */
  readonly clear: () => void;
}

/** As many steps back as anybody goes; each may hold a photo. */
const MOST = 100;

export function createUndo(): Undo {
  let done: readonly Act[] = [];
  let undone: readonly Act[] = [];
  /** One at a time: an act that writes to the history takes a moment. */
  let working: Promise<unknown> = Promise.resolve();
  const store = createStore<UndoState>({ undo: null, redo: null });
  const tell = (): void => {
    store.set({ undo: done.at(-1)?.what ?? null, redo: undone.at(-1)?.what ?? null });
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = working.then(work);
    working = turn.catch(() => undefined);
    return turn;
  };
  const takeBack = async (act: Act | undefined): Promise<MessageKey | null> => {
    if (act === undefined || !done.includes(act)) return null;
    await act.undo();
    // Cleared meanwhile: nothing may come back.
    if (!done.includes(act)) return null;
    done = done.filter((one) => one !== act);
    undone = [...undone, act];
    tell();
    return act.what;
  };
  return {
    store,
    record: (act) => {
      done = [...done, act].slice(-MOST);
      undone = [];
      tell();
    },
    last: () => {
      const act = done.at(-1);
      return () => inTurn(() => takeBack(act));
    },
    undo: () => inTurn(() => takeBack(done.at(-1))),
    redo: () =>
      inTurn(async () => {
        const act = undone.at(-1);
        if (act === undefined) return null;
        await act.redo();
        if (!undone.includes(act)) return null;
        undone = undone.filter((one) => one !== act);
        done = [...done, act];
        tell();
        return act.what;
      }),
    clear: () => {
      done = [];
      undone = [];
      tell();
    },
  };
}
