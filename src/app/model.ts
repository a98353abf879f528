import { createContext, useContext } from 'react';
import type { Recommender } from '../recommender/recommender.ts';
import { createCompose } from './stores/compose-store.ts';
import type { Compose } from './stores/compose-store.ts';
import { createDraftMemory } from './stores/draft-memory.ts';
import { createEngineController } from './stores/engine-store.ts';
import type { EngineController } from './stores/engine-store.ts';
import { createSettingsStore } from './stores/settings-store.ts';
import type { Settings } from './stores/settings-store.ts';
import type { Store } from './stores/store.ts';
import { createToasts } from './stores/toast-store.ts';
import type { Toasts } from './stores/toast-store.ts';
import { createUpdates } from './stores/update-store.ts';
import type { Updates } from './stores/update-store.ts';

/** Everything the page knows, in one place; components read it from the context. */
export interface AppModel {
  readonly engine: EngineController;
  readonly settings: Store<Settings>;
  readonly compose: Compose;
  readonly toasts: Toasts;
  readonly updates: Updates;
}

function storageOf(read: () => Storage): Storage | null {
  try {
    return read();
  } catch {
    return null;
  }
}

export function createAppModel(createRecommender: () => Recommender): AppModel {
  const engine = createEngineController(createRecommender);
  const settings = createSettingsStore(storageOf(() => window.localStorage));
  const memory = createDraftMemory(storageOf(() => window.sessionStorage));
  const updates = createUpdates(() => {
    window.location.reload();
  });
  return { engine, settings, compose: createCompose(engine, settings, memory), toasts: createToasts(), updates };
}

const ModelContext = createContext<AppModel | null>(null);
export const ModelProvider = ModelContext.Provider;

export function useModel(): AppModel {
  const model = useContext(ModelContext);
  if (model === null) throw new Error('The page was drawn without its model.');
  return model;
}
