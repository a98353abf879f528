import { useEffect, useState } from 'react';

/**
 * What the Lab's address says; a change is written into it, so that a reload or a link brings it back.
 * @param read what a hash says; what makes no sense in it is as usual
 * @param hrefOf the hash that says it
 */
export function usePlace<Place>(
  read: (hash: string) => Place,
  hrefOf: (place: Place) => string,
): readonly [Place, (next: Place) => void] {
  const [place, setPlace] = useState(() => read(window.location.hash));
  useEffect(() => {
    const follow = (): void => {
      if (window.location.hash.startsWith('#/lab')) setPlace(read(window.location.hash));
    };
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
    };
  }, [read]);
  const change = (next: Place): void => {
    window.history.replaceState(window.history.state, '', hrefOf(next));
    setPlace(next);
  };
  return [place, change];
}
