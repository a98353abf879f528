import { LAB_DATABASE } from '../../domain/models/own-networks.ts';
import type { ModelCache } from '../../encoders/download/model-cache.ts';
import { forgetOwnNetworks } from '../../encoders/models/stored-networks.ts';

/** Takes away what the Lab made of somebody's posts: features, and the networks learnt from them. Never rejects where nothing is kept. */
export async function forgetLab(cache: ModelCache): Promise<void> {
  await Promise.all([forgetOwnNetworks(cache), deleteFeatures()]);
}

function deleteFeatures(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve();
    };
    try {
      const request = indexedDB.deleteDatabase(LAB_DATABASE);
      // Blocked: it goes as soon as the Lab of another tab has given way, which it does by itself.
      for (const end of ['success', 'error', 'blocked'] as const) request.addEventListener(end, done);
    } catch {
      done(); // denied: nothing was ever kept
    }
  });
}
