/**
 * The recommender as a hook, an engine that components share, and the element's types, for React 18 and later. Safe where a server renders.
 *
 * @module tagweave/react
 */
'use client';
import { createContext, createElement, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { DetailedHTMLProps, HTMLAttributes, ReactElement, ReactNode } from 'react';
import type { TagweaveError } from './domain/errors/errors.ts';
import type { Recommendation } from './domain/recommendation.ts';
import type { DraftLike, LibraryRecommender } from './recommender/calls/library-door.ts';
import { createRecommender } from './recommender/worker/library-recommender.ts';
import type { RecommenderOptions } from './recommender/worker/library-recommender.ts';
import type { LibraryReport, RecommendOptions } from './recommender/recommender.ts';
import type { TagweaveAttributes } from './widget/attributes.ts';

/** Attributes of `<tagweave-recommender>` in JSX; its events by their names since React 19 (before: `addEventListener` on a `ref`). */
export interface TagweaveRecommenderProps
  extends TagweaveAttributes, DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> {}

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- where React looks for elements that it does not know
  namespace JSX {
    interface IntrinsicElements {
      'tagweave-recommender': TagweaveRecommenderProps;
    }
  }
}

/** Where loading is. `receivedBytes` and `totalBytes` are 0 before the download begins. */
export interface RecommenderState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** Why the last loading failed; its `message` says what to do. */
  readonly error: TagweaveError | null;
}

/** What {@link useRecommender} gives. */
export interface UsedRecommender extends RecommenderState {
  /** Downloads and starts the models; call it when the person asks for tags. The same function for the component's life. */
  readonly load: () => Promise<LibraryReport>;
  /** Loads where that has not been done, then recommends. Rejects with a TagweaveError. The same function for the component's life. */
  readonly recommend: (draft: DraftLike, options?: RecommendOptions) => Promise<Recommendation>;
  /** The engine itself, for everything else. */
  readonly recommender: LibraryRecommender;
}

const IDLE: RecommenderState = { phase: 'idle', receivedBytes: 0, totalBytes: 0, error: null };

/** An engine, made anew after `stop` (React's strict mode stops and starts every component once), and its state as a store. */
class Store {
  readonly #options: RecommenderOptions;
  readonly #listeners = new Set<() => void>();
  #engine: LibraryRecommender | null = null;
  state = IDLE;

  constructor(options: RecommenderOptions) {
    this.#options = options;
  }

  get engine(): LibraryRecommender {
    if (this.#engine !== null) return this.#engine;
    const engine = createRecommender(this.#options);
    engine.on((event) => {
      if (event.type === 'download') this.#set({ receivedBytes: event.receivedBytes, totalBytes: event.totalBytes });
    });
    this.#engine = engine;
    return engine;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async load(): Promise<LibraryReport> {
    const { engine } = this;
    // What an engine still says after it was stopped is about nothing here.
    const turn = (change: Partial<RecommenderState>): void => {
      if (this.#engine === engine) this.#set(change);
    };
    if (this.state.phase !== 'ready') turn({ phase: 'loading', error: null });
    try {
      const report = await engine.load();
      turn({ phase: 'ready' });
      return report;
    } catch (error) {
      turn({ phase: 'failed', error: error as TagweaveError });
      throw error;
    }
  }

  stop(): void {
    void this.#engine?.dispose();
    this.#engine = null;
    this.#set(IDLE);
  }

  #set(change: Partial<RecommenderState>): void {
    const now = { ...this.state, ...change };
    // Loaded again and again, nothing is new: nobody need draw anew.
    if ((Object.keys(now) as (keyof RecommenderState)[]).every((name) => now[name] === this.state[name])) return;
    this.state = now;
    for (const listener of this.#listeners) listener();
  }
}

const Shared = createContext<Store | null>(null);

/** What {@link RecommenderProvider} takes. */
export interface RecommenderProviderProps {
  /** Those of the first render count. */
  readonly options?: RecommenderOptions;
  readonly children?: ReactNode;
}

/** One engine for all components below that call {@link useRecommender} without options. It lives as long as the provider. */
export function RecommenderProvider({ options = {}, children }: RecommenderProviderProps): ReactElement {
  const [store] = useState(() => new Store(options));
  useEffect(
    () => () => {
      store.stop();
    },
    [store],
  );
  return createElement(Shared.Provider, { value: store }, children);
}

/**
 * With options, or outside a {@link RecommenderProvider}: a recommender that lives as long as the component; the options of the first
 * render count. Else the provider's. Nothing is fetched before `load` or `recommend` is called. React 18 or later.
 */
export function useRecommender(options?: RecommenderOptions): UsedRecommender {
  const shared = useContext(Shared);
  // Made whether or not it is used: it starts nothing before it is asked, and hooks have to be the same at every rendering.
  const [own] = useState(() => new Store(options ?? {}));
  const [isOwn] = useState(() => shared === null || options !== undefined);
  const store = isOwn || shared === null ? own : shared;
  const state = useSyncExternalStore(
    store.subscribe,
    () => store.state,
    () => IDLE,
  );
  useEffect(
    () => () => {
      own.stop();
    },
    [own],
  );
  // The same functions for as long as the component lives: an effect may name them in its list.
  const calls = useMemo(
    () => ({
      load: () => store.load(),
      recommend: async (draft: DraftLike, asked?: RecommendOptions) => {
        await store.load();
        return store.engine.recommend(draft, asked);
      },
    }),
    [store],
  );
  return useMemo(
    () => ({
      ...state,
      ...calls,
      get recommender() {
        return store.engine;
      },
    }),
    [store, state, calls],
  );
}
