import { useEffect, useState } from 'react';
import { shownError } from '../../errors/plain-error.ts';
import type { ShownError } from '../../errors/plain-error.ts';

interface Opened<Data> {
  readonly data: Data | null;
  readonly error: ShownError | null;
}

/**
 * Data of the Lab for as long as a view is open.
 * @param open the same function as long as the same is meant; null = nothing is fetched yet
 */
export function useOpened<Data>(open: ((signal: AbortSignal) => Promise<Data>) | null): Opened<Data> {
  const [opened, setOpened] = useState<Opened<Data>>({ data: null, error: null });
  useEffect(() => {
    if (open === null) return undefined;
    const left = new AbortController();
    const take = (found: Opened<Data>): void => {
      if (!left.signal.aborted) setOpened(found);
    };
    open(left.signal).then(
      (data) => {
        take({ data, error: null });
      },
      (failure: unknown) => {
        take({ data: null, error: shownError(failure) });
      },
    );
    return () => {
      left.abort();
    };
  }, [open]);
  return opened;
}
