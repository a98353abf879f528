import type { DateOrder, ImportPreview, ImportReport, PickedFile } from '../../domain/post/import.ts';
import { shownError } from '../errors/plain-error.ts';
import type { ShownError } from '../errors/plain-error.ts';
import { persistStorage } from '../stores/page/persist-storage.ts';
import type { AppModel } from '../model.ts';
import { takeBackList } from '../list/take-back-list.ts';
import { takeBackSets } from '../sets/take-back-sets.ts';
import { createStore } from '../stores/store.ts';
import type { Store } from '../stores/store.ts';

/** Where an import is: from choosing files to what became of them. */
export type ImportState =
  | { readonly stage: 'choose'; readonly error: ShownError | null }
  | { readonly stage: 'check'; readonly progress: Progress | null }
  | { readonly stage: 'locked'; readonly wrong: boolean }
  /** `asked`: dates that could be read either way were in it; `dateOrder`: what the person said of them. */
  | {
      readonly stage: 'preview';
      readonly preview: ImportPreview;
      readonly asked: boolean;
      readonly dateOrder: DateOrder | null;
    }
  | { readonly stage: 'import'; readonly preview: ImportPreview; readonly progress: Progress | null }
  /** `error`: what stopped it; what was done before is kept. `kept` = posts that it brought. */
  | { readonly stage: 'stopped'; readonly preview: ImportPreview; readonly error: ShownError; readonly kept: number }
  | { readonly stage: 'done'; readonly report: ImportReport };

export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** One import of the page; it goes on while the person looks at another view. */
export interface Importer {
  readonly store: Store<ImportState>;
  readonly choose: (files: readonly PickedFile[]) => Promise<void>;
  readonly unlock: (passphrase: string) => Promise<void>;
  /** Says what stands first in dates that could be read either way; the files are looked through again. */
  readonly orderDates: (order: DateOrder) => Promise<void>;
  /** Begins, or goes on after a stop. */
  readonly begin: () => Promise<void>;
  readonly stop: () => void;
  readonly undo: () => Promise<void>;
  readonly reset: () => void;
}

const CHOOSE: ImportState = { stage: 'choose', error: null };

const importers = new WeakMap<AppModel['engine'], Importer>();

/** The import that belongs to this page's engine. */
export function importerOf(engine: AppModel['engine']): Importer {
  const importer = importers.get(engine) ?? createImporter(engine);
  importers.set(engine, importer);
  return importer;
}

export function createImporter(engine: AppModel['engine']): Importer {
  const store = createStore<ImportState>(CHOOSE);
  let files: readonly PickedFile[] = [];
  let passphrase: string | undefined;
  let dateOrder: DateOrder | undefined;
  let abort: AbortController | null = null;

  /** Runs one long call, showing its progress in the state. */
  const long = async <Result>(
    what: 'check' | 'import',
    call: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    const own = new AbortController();
    abort = own;
    const off = engine.recommender().on((event) => {
      if (event.type !== 'transfer' || event.what !== what) return;
      store.update((now) => (now.stage === what ? { ...now, progress: { done: event.done, of: event.of } } : now));
    });
    try {
      return await call(own.signal);
    } finally {
      off();
      if (abort === own) abort = null;
    }
  };

  const check = async (): Promise<void> => {
    const chosen = files;
    store.set({ stage: 'check', progress: null });
    // A check that was stopped may end long after the person has chosen other files: it has nothing to say then.
    const say = (next: ImportState): void => {
      if (files === chosen) store.set(next);
    };
    try {
      const preview = await long('check', (signal) =>
        engine.recommender().previewImport(chosen, { passphrase, dateOrder, signal }),
      );
      const asked = dateOrder !== undefined || preview.problems.some(({ code }) => code === 'date-unclear');
      say({ stage: 'preview', preview, asked, dateOrder: dateOrder ?? null });
    } catch (caught) {
      const error = shownError(caught);
      if (error.code === 'archive-locked' || error.code === 'passphrase-wrong') {
        say({ stage: 'locked', wrong: error.code === 'passphrase-wrong' });
      } else {
        say({ stage: 'choose', error: error.code === 'aborted' ? null : error });
      }
    }
  };

  return {
    store,
    choose: async (chosen) => {
      if (chosen.length === 0) return;
      files = chosen;
      passphrase = undefined;
      dateOrder = undefined;
      await check();
    },
    unlock: async (typed) => {
      passphrase = typed;
      await check();
    },
    orderDates: async (order) => {
      dateOrder = order;
      await check();
    },
    begin: async () => {
      const before = store.get();
      if (before.stage !== 'preview' && before.stage !== 'stopped') return;
      const { preview } = before;
      store.set({ stage: 'import', preview, progress: null });
      const recommender = engine.recommender();
      let had = 0;
      try {
        had = (await recommender.postIds()).length;
        const report = await long('import', (signal) =>
          recommender.importPosts(files, { passphrase, dateOrder, signal }),
        );
        store.set({ stage: 'done', report });
        files = [];
        passphrase = undefined;
        void persistStorage();
      } catch (caught) {
        const kept = await recommender.postIds().then(
          (ids) => Math.max(0, ids.length - had),
          () => 0,
        );
        store.set({ stage: 'stopped', preview, error: shownError(caught), kept });
      }
    },
    stop: () => {
      abort?.abort();
    },
    undo: async () => {
      const now = store.get();
      if (now.stage !== 'done') return;
      const recommender = engine.recommender();
      await recommender.forgetPosts(now.report.added);
      await takeBackSets(recommender, now.report.sets);
      await takeBackList(recommender, now.report.list);
      store.set(CHOOSE);
    },
    reset: () => {
      abort?.abort();
      files = [];
      passphrase = undefined;
      store.set(CHOOSE);
    },
  };
}
