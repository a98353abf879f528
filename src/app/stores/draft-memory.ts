const KEY = 'tagweave.draft';

/** The caption being written, kept for this tab so that an accidental reload does not lose it. The photo is never stored. */
export interface DraftMemory {
  readonly read: () => string;
  readonly write: (caption: string) => void;
}

export function createDraftMemory(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null): DraftMemory {
  return {
    read: () => {
      try {
        return storage?.getItem(KEY) ?? '';
      } catch {
        return '';
      }
    },
    write: (caption) => {
      try {
        if (caption === '') storage?.removeItem(KEY);
        else storage?.setItem(KEY, caption);
      } catch {
        // Denied or full: the caption lives as long as the page.
      }
    },
  };
}
