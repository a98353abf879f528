import * as v from 'valibot';

/** `localStorage`, as far as it is used. */
export interface DraftJournalStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Drafts to be thrown away: all but what one window had on its table and had not kept. */
export interface ForgottenDrafts {
  /** The slot of that window. */
  readonly slot: string;
  readonly but: readonly number[];
}

/**
 * The wish to throw drafts away, written down while the click is still being handled: the next start finds it when the page ended
 * before the database was written.
 */
export interface DraftJournal {
  get(): ForgottenDrafts | null;
  /** Null: carried out. */
  set(wish: ForgottenDrafts | null): void;
}

const KEY = 'tagweave.forgetting-drafts';
const schema = v.object({ slot: v.string(), but: v.array(v.number()) });

/** @param storage null where the browser has none: then the wish lasts as long as the page */
export function createDraftJournal(storage: DraftJournalStorage | null): DraftJournal {
  return {
    get: () => {
      try {
        const read = v.safeParse(schema, JSON.parse(storage?.getItem(KEY) ?? 'null'));
        return read.success ? read.output : null;
      } catch {
        return null;
      }
    },
    set: (wish) => {
      try {
        if (wish === null) storage?.removeItem(KEY);
        else storage?.setItem(KEY, JSON.stringify(wish));
      } catch {
        // Full or denied: it is carried out all the same, unless the page ends first.
      }
    },
  };
}
