import { useEffect, useState } from 'react';
import { hrefOf } from '../router.ts';

/** The history, searched for something: a tag's link. */
export function historyHref(search: string): string {
  return `${hrefOf('history')}?${new URLSearchParams({ search }).toString()}`;
}

/** What an address of the history searches for. */
export function searchOf(hash: string): string {
  return new URLSearchParams(hash.split('?')[1] ?? '').get('search') ?? '';
}

/** The words searched for: as the address says when a link is followed, as the person types in between. */
export function useSearch(): readonly [string, (search: string) => void] {
  const [search, setSearch] = useState(() => searchOf(window.location.hash));
  useEffect(() => {
    const read = (): void => {
      setSearch(searchOf(window.location.hash));
    };
    window.addEventListener('hashchange', read);
    return () => {
      window.removeEventListener('hashchange', read);
    };
  }, []);
  return [search, setSearch];
}
