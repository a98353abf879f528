import { isOwnNetwork } from '../../domain/models/own-networks.ts';
import type { StoredModel } from '../../domain/models/stored-model.ts';
import type { ModelCache } from '../download/model-cache.ts';
import { isPart } from '../download/part-store.ts';

/** What the cache keeps, model by model: the first name of a key is the model's or the runtime's. */
export async function storedModels(cache: ModelCache): Promise<StoredModel[]> {
  const models = new Map<string, StoredModel>();
  for (const { key, bytes } of await cache.list()) {
    const name = ownerOf(key);
    const before = models.get(name) ?? { name, bytes: 0, files: 0, unfinished: false };
    models.set(name, {
      name,
      bytes: before.bytes + bytes,
      files: before.files + (isPart(key) ? 0 : 1),
      unfinished: before.unfinished || isPart(key),
    });
  }
  return [...models.values()].sort((a, b) => b.bytes - a.bytes);
}

/** Removes everything of the named models; null: everything that can be downloaded again, networks trained here not among it. */
export async function forgetModels(cache: ModelCache, names: readonly string[] | null): Promise<void> {
  for (const { key } of await cache.list()) {
    const goes = names === null ? !isOwnNetwork(key) : names.includes(ownerOf(key));
    if (goes) await cache.remove(key);
  }
}

function ownerOf(key: string): string {
  return key.split('/')[0] ?? key;
}
