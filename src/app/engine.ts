import { CHOSEN_NETWORK } from '../domain/models/own-networks.ts';
import { createPageRecommender } from '../recommender/worker/page-recommender.ts';
import type { PageRecommenderOptions } from '../recommender/worker/page-recommender.ts';
import type { Recommender } from '../recommender/recommender.ts';

/**
 * What an address may choose for its page: `?models=FOLDER` (a folder with a catalogue on this very server) and
 * `?device=webgpu|wasm`. Anything else is left to the engine.
 */
export function optionsOf(query: URLSearchParams, base: string): PageRecommenderOptions {
  const folder = query.get('models');
  const device = query.get('device');
  // The folder's name only: no way to another server, none out of the page's own folder.
  const own = folder !== null && /^[\w.-]+(\/[\w.-]+)*\/?$/.test(folder) && !folder.includes('..');
  return {
    // A network trained in the Lab belongs to the page's own models.
    ...(own ? { modelBase: base + folder } : { modelBase: `${base}models/`, ownNetwork: chosenNetwork() }),
    ...(device === 'webgpu' || device === 'wasm' ? { device } : {}),
  };
}

/** The network trained in the Lab that the person chose, or none. */
function chosenNetwork(): string | undefined {
  try {
    return localStorage.getItem(CHOSEN_NETWORK) ?? undefined;
  } catch {
    return undefined;
  }
}

/** How the page gets its engine. `?fake` puts the stand-in there while developing; the built page does not contain it. */
export async function engineMaker(): Promise<() => Recommender> {
  const query = new URLSearchParams(window.location.search);
  if (import.meta.env.DEV && query.has('fake')) {
    const { createFakeEngine, fakeOptionsOf } = await import('./fake-engine.ts');
    return () => createFakeEngine(fakeOptionsOf(query));
  }
  return () => createPageRecommender(optionsOf(query, import.meta.env.BASE_URL));
}
