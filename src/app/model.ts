import { createContext, useContext } from 'react';
import { newId } from '../domain/new-id.ts';
import { openDraftStore } from '../drafts/draft-store.ts';
import { createDraftJournal } from '../drafts/forgotten-drafts.ts';
import { claimSlot, whenFree } from '../drafts/slot.ts';
import { savesData } from './stores/engine/connection.ts';
import type { Recommender } from '../recommender/recommender.ts';
import { createCompose } from './stores/compose/compose-store.ts';
import type { UndoableCompose } from './stores/compose/undoable-compose.ts';
import { createDraftKeeper } from './stores/compose/draft-keeper.ts';
import type { DraftKeeper, Slots } from './stores/compose/draft-keeper.ts';
import { createEngineController } from './stores/engine/engine-store.ts';
import type { EngineController } from './stores/engine/engine-store.ts';
import { firstSize } from './stores/engine/first-size.ts';
import { createInstall } from './stores/page/install-store.ts';
import type { Install } from './stores/page/install-store.ts';
import { resumeDownload } from './stores/compose/resume-download.ts';
import { createSettingsStore } from './stores/settings/settings-store.ts';
import type { Settings } from './stores/settings/settings-store.ts';
import { createStore } from './stores/store.ts';
import type { Store } from './stores/store.ts';
import { createToasts } from './stores/page/toast-store.ts';
import type { Toasts } from './stores/page/toast-store.ts';
import { createUndo } from './stores/page/undo-store.ts';
import type { Undo } from './stores/page/undo-store.ts';
import { undoableCompose } from './stores/compose/undoable-compose.ts';
import { createUpdates } from './stores/page/update-store.ts';
import type { Updates } from './stores/page/update-store.ts';

/** Everything the page knows, in one place; components read it from the context. */
export interface AppModel {
  readonly engine: EngineController;
  readonly settings: Store<Settings>;
  readonly compose: UndoableCompose;
  readonly drafts: DraftKeeper;
  readonly toasts: Toasts;
  readonly undo: Undo;
  readonly updates: Updates;
  readonly install: Install;
  /** Files with posts that were dropped elsewhere; the view of the person's data looks into them. */
  readonly handed: Store<readonly File[]>;
}

function storageOf(read: () => Storage): Storage | null {
  try {
    return read();
  } catch {
    return null;
  }
}

export function createAppModel(createRecommender: () => Recommender): AppModel {
  const isVisited = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
  const engine = createEngineController(createRecommender, savesData(navigator), firstSize(document, isVisited));
  const settings = createSettingsStore(
    storageOf(() => window.localStorage),
    window,
  );
  const undo = createUndo();
  const compose = undoableCompose(createCompose(engine, settings), undo, engine);
  resumeDownload(engine, compose, window);
  const drafts = createDrafts(compose);
  if (!('locks' in navigator)) {
    // A window that forgets cannot see then what is on this one's table, and throws its drafts away, too.
    let { historyWipes } = engine.store.get();
    engine.store.subscribe(() => {
      const now = engine.store.get().historyWipes;
      if (now !== historyWipes) void drafts.rewrite();
      historyWipes = now;
    });
  }
  const updates = createUpdates(() => {
    // Chrome would wait for the page to write on its way out; others would not.
    void drafts.flush().then(() => {
      window.location.reload();
    });
  });
  return {
    ...{ engine, settings, compose, drafts, undo, updates },
    toasts: createToasts(),
    install: createInstall(window),
    handed: createStore<readonly File[]>([]),
  };
}

function createDrafts(compose: UndoableCompose): DraftKeeper {
  const store = openDraftStore();
  const locks = 'locks' in navigator ? navigator.locks : null;
  const slots: Slots = {
    claim: () =>
      claimSlot({
        locks,
        session: storageOf(() => window.sessionStorage),
        stored: () => store.slots(),
        newName: newId,
      }),
    whenFree: (slot, work) => whenFree(locks, slot, work),
  };
  return createDraftKeeper(compose, store, slots, createDraftJournal(storageOf(() => window.localStorage)));
}

const ModelContext = createContext<AppModel | null>(null);
export const ModelProvider = ModelContext.Provider;

export function useModel(): AppModel {
  const model = useContext(ModelContext);
  if (model === null) throw new Error('The page was drawn without its model.');
  return model;
}
