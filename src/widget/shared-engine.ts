import { TagweaveError } from '../domain/errors/errors.ts';
import { OnceMade } from '../domain/once-made.ts';
import type { RecommenderOptions } from '../recommender/worker/library-recommender.ts';
import type { LibraryRecommender } from '../recommender/calls/library-door.ts';

/** How long a worker without a widget stays: a page that moves or replaces its widget should not load everything again. */
const GRACE_MS = 30_000;

interface Options extends Required<Pick<RecommenderOptions, 'modelBase' | 'history'>> {
  readonly engineBase?: string | null;
}
type Open = (options: Options) => Promise<LibraryRecommender>;

interface Shared {
  /** One that could not be opened is asked for again next time, by whoever holds it, too. */
  readonly recommender: OnceMade<LibraryRecommender>;
  /** Someone has been told that nothing is stored here. */
  toldMemory: boolean;
  users: number;
  leaving: ReturnType<typeof setTimeout> | undefined;
}

const engines = new Map<string, Shared>();

/** The library comes only now: until a widget is used, the page has loaded nothing but the widget itself. */
const openLibrary: Open = async ({ modelBase, history, engineBase = null }) => {
  // Not taken apart here: Vite 5 and 6 miscompile `const { x } = await import(…)` of a file that they did not split themselves.
  const library = await import('../recommender/worker/library-recommender.ts').catch((cause: unknown) => {
    throw new TagweaveError(
      'model-unreachable',
      'The part that suggests hashtags could not be downloaded. Check the connection and try again.',
      { cause },
    );
  });
  return library.createRecommender({ modelBase, history, ...(engineBase === null ? {} : { engineBase }) });
};

/** A widget's hold on the engine that all widgets of the page with the same models and the same wish about history share. */
export class EngineHold {
  readonly #key: string;
  readonly #shared: Shared;
  #released = false;

  constructor(options: Options, open: Open = openLibrary) {
    const { modelBase, history, engineBase = null } = options;
    this.#key = `${history} ${modelBase} ${engineBase ?? ''}`;
    const shared = engines.get(this.#key) ?? {
      recommender: new OnceMade(() => open({ modelBase, history, engineBase })),
      toldMemory: false,
      users: 0,
      leaving: undefined,
    };
    clearTimeout(shared.leaving);
    shared.users += 1;
    engines.set(this.#key, shared);
    this.#shared = shared;
  }

  get recommender(): Promise<LibraryRecommender> {
    return this.#shared.recommender.get();
  }

  /** True for the first widget that asks, false for all others. */
  mayTellMemory(): boolean {
    const first = !this.#shared.toldMemory;
    this.#shared.toldMemory = true;
    return first;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    const shared = this.#shared;
    shared.users -= 1;
    if (shared.users > 0) return;
    shared.leaving = setTimeout(() => {
      if (engines.get(this.#key) === shared) engines.delete(this.#key);
      void shared.recommender
        .peek()
        ?.then((recommender) => recommender.dispose())
        .catch(() => undefined);
    }, GRACE_MS);
  }
}
