import { useSyncExternalStore } from 'react';

/** The views that exist. */
export const ROUTES = ['compose', 'history', 'taste', 'lab', 'data', 'settings', 'help'] as const;
export type Route = (typeof ROUTES)[number];

export function routeOf(hash: string): Route {
  // What follows a question mark belongs to the view.
  const name = hash.replace(/^#\/?/, '').replace(/\?.*$/, '');
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
