import { useSyncExternalStore } from 'react';

/** The views that exist. “Lab” joins this list, the navigation and `app.tsx` when it is there. */
export const ROUTES = ['compose', 'history', 'taste', 'data', 'settings'] as const;
export type Route = (typeof ROUTES)[number];

export function routeOf(hash: string): Route {
  const name = hash.replace(/^#\/?/, '');
  return ROUTES.find((route) => route === name) ?? 'compose';
}

export function hrefOf(route: Route): string {
  return route === 'compose' ? '#/' : `#/${route}`;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => routeOf(window.location.hash));
}
