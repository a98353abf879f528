import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { LAB_DATABASE } from '../../domain/models/own-networks.ts';
import { memoryFeatures } from './feature-store.ts';
import type { FeatureStore, PostFeatures } from './feature-store.ts';

interface FeatureSchema extends DBSchema {
  features: { key: string; value: PostFeatures };
}

/**
 * Features in IndexedDB; where it is denied they last as long as the worker. When everything is forgotten the database is deleted: this
 * connection gives way, and whatever is still being computed is kept nowhere.
 */
export async function browserFeatures(): Promise<FeatureStore> {
  const lasting = memoryFeatures();
  let database: IDBPDatabase<FeatureSchema> | null = null;
  try {
    database = await openDB<FeatureSchema>(LAB_DATABASE, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('features');
      },
      blocking: () => {
        database?.close();
        database = null;
      },
      terminated: () => {
        database = null;
      },
    });
  } catch {
    return lasting;
  }
  return {
    get: async (key) => (await database?.get('features', key).catch(() => null)) ?? lasting.get(key),
    put: async (key, features) => {
      await database?.put('features', features, key).catch(() => lasting.put(key, features));
    },
  };
}
