import { newId } from '../../domain/new-id.ts';

/** `localStorage`, as far as it is used. */
export interface JournalStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What another page wrote to the storage. */
interface Written {
  readonly key: string | null;
  readonly newValue: string | null;
}

/** What tells this page of it: the window, as far as it is used. */
export interface JournalNews {
  addEventListener(type: 'storage', listener: (event: Written) => void): void;
  removeEventListener(type: 'storage', listener: (event: Written) => void): void;
}

/**
 * Wishes to forget everything that may not have been carried out yet. Written down before anything else, in a storage that is written
 * while the person's click is still being handled: a page that is loaded again, closed or killed in the next moment has not been able
 * to send its worker anything, but its next start, or another tab, finds the wish here and carries it out before it reads a post.
 */
export interface ForgetJournal {
  /** The wish that is not known to be carried out. */
  pending(): string | undefined;
  /** Writes a new wish down. @returns its id */
  begin(): string;
  /** It was carried out, or could not be and the person was told. */
  end(id: string): void;
  /** Calls with the wishes of other tabs; returns the function that stops listening. */
  follow(wished: (id: string) => void): () => void;
}

const KEY = 'tagweave.forgetting';

/** @param storage null where the browser has none: then a wish lasts as long as the page */
export function createForgetJournal(
  storage: JournalStorage | null = ownStorage(),
  news: JournalNews | null = ownWindow(),
): ForgetJournal {
  const pending = (): string | undefined => {
    try {
      return storage?.getItem(KEY) ?? undefined;
    } catch {
      return undefined;
    }
  };
  return {
    pending,
    begin: () => {
      const id = newId();
      try {
        storage?.setItem(KEY, id);
      } catch {
        // Full or denied: it is carried out all the same, unless the page ends first.
      }
      return id;
    },
    end: (id) => {
      try {
        if (pending() === id) storage?.removeItem(KEY);
      } catch {
        // Found at the next start, and known there to be carried out.
      }
    },
    follow: (wished) => {
      const heard = ({ key, newValue }: Written): void => {
        if (key === KEY && newValue !== null) wished(newValue);
      };
      news?.addEventListener('storage', heard);
      return () => {
        news?.removeEventListener('storage', heard);
      };
    },
  };
}

/** Where nothing is kept, nothing needs to be written down. */
export const NO_JOURNAL: ForgetJournal = createForgetJournal(null, null);

function ownStorage(): JournalStorage | null {
  try {
    return (globalThis as { readonly localStorage?: JournalStorage }).localStorage ?? null;
  } catch {
    return null; // the very look at it throws in a sandboxed frame
  }
}

function ownWindow(): JournalNews | null {
  return (globalThis as { readonly window?: JournalNews }).window ?? null;
}
