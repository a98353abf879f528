import * as chips from '../../post/chips.ts';
import {
  NOT_READ,
  activePost,
  blankPost,
  draftPost,
  isBlank,
  isKept,
  isUntouched,
  keptWords,
} from '../../post/post.ts';
import type { ComposeState, Post } from '../../post/post.ts';
import { afterReading } from '../../post/after-reading.ts';
import { releaseUrl } from '../../post/release-url.ts';
import { travel } from '../../post/travel.ts';
import { shownError } from '../../errors/plain-error.ts';
import { chosenPlatform, suggestionCount } from '../settings/platform-list.ts';
import type { Compose } from './compose.ts';
import { createEarlyPhotos } from './early-photos.ts';
import type { EngineController } from '../engine/engine-store.ts';
import type { Settings } from '../settings/settings-store.ts';
import { createPostKeeper, notKept } from './keep-post.ts';
import { createPauses } from './pauses.ts';
import { SIZE, TASTE, postOptions } from '../settings/recommend-options.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

/** A pause in typing after which the caption is read again. */
export const CAPTION_PAUSE_MS = 600;
const WHAT_IF_PAUSE_MS = 90;

export function createCompose(engine: EngineController, settings: Store<Settings>): Compose {
  let lastId = 1;
  const store = createStore<ComposeState>({ posts: [blankPost(1)], activeId: 1, paused: false });
  const dirty = new Set<number>();
  let running: { readonly id: number; readonly abort: AbortController } | null = null;
  let pumping = false;
  /** Until a changed caption, or what-if, is read: whichever was changed last says how long. */
  const pauses = createPauses();

  const count = (): number => {
    const now = settings.get();
    return suggestionCount(chosenPlatform(now), now.tagCount);
  };
  const find = (id: number): Post | undefined => store.get().posts.find((post) => post.id === id);
  const patch = (id: number, change: Partial<Post> | ((post: Post) => Partial<Post>)): void => {
    store.update((now) => ({
      ...now,
      posts: now.posts.map((post) =>
        post.id === id ? { ...post, ...(typeof change === 'function' ? change(post) : change) } : post,
      ),
    }));
  };

  /** Works off what is waiting, one at a time, the active post first. */
  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    try {
      for (let post = nextWaiting(); post !== undefined; post = nextWaiting()) {
        await engine.load();
        // While the models came, another post may have become the active one, or this one may have gone.
        post = nextWaiting();
        if (post === undefined) break;
        dirty.delete(post.id);
        running = { id: post.id, abort: new AbortController() };
        await recommend(post, running.abort.signal);
        running = null;
      }
    } catch {
      // The engine's own state says why it did not load; what waits goes on waiting until it is ready.
    } finally {
      running = null;
      pumping = false;
    }
  };

  const early = createEarlyPhotos(engine, {
    next: () => nextWaiting(({ photo, recommendation }) => photo !== null && recommendation === null),
    options: (post, signal) => postOptions(post, settings.get(), count(), signal),
    take: (id, result, caption) => {
      if (result.early !== true) dirty.delete(id);
      const status = result.early === true ? 'waiting' : 'done';
      patch(id, (now) => ({ status, ...afterReading(now, result, caption, count()) }));
    },
  });

  const stopReading = (id: number): void => {
    if (running?.id === id) running.abort.abort();
    early.stop(id);
  };

  const nextWaiting = (isWanted: (post: Post) => boolean = () => true): Post | undefined => {
    const { posts, activeId, paused } = store.get();
    if (paused) return undefined;
    const waiting = posts.filter((post) => dirty.has(post.id) && isWanted(post));
    return waiting.find((post) => post.id === activeId) ?? waiting[0];
  };

  const recommend = async (post: Post, signal: AbortSignal): Promise<void> => {
    patch(post.id, { status: 'working', error: null });
    const recommender = engine.recommender();
    try {
      const draft = { photo: post.photo, caption: post.caption };
      const result = await recommender.recommend(draft, postOptions(post, settings.get(), count(), signal));
      if (signal.aborted) return;
      patch(post.id, (now) => ({ status: 'done', ...afterReading(now, result, draft.caption, count()) }));
    } catch (error) {
      const shown = shownError(error);
      if (signal.aborted) return;
      if (!['aborted', 'worker-crashed', 'device-lost'].includes(shown.code)) {
        patch(post.id, { status: 'failed', error: shown });
        return;
      }
      dirty.add(post.id);
      patch(post.id, { status: 'waiting' });
      // Not by the person: the engine was made anew meanwhile (all models fetched again), and the next one reads the post.
      if (shown.code === 'aborted') return;
      engine.fail(shown, recommender);
      throw error;
    }
  };

  const request = (id: number): void => {
    pauses.drop(id);
    const post = find(id);
    if (post === undefined) return;
    stopReading(id);
    if (isBlank(post)) {
      dirty.delete(id);
      const table = { ...post.table, chips: post.table.chips.filter(chips.isDecided) };
      patch(id, { status: 'blank', error: null, table, ...NOT_READ });
      return;
    }
    dirty.add(id);
    patch(id, { status: 'waiting', error: null });
    if (mayGoOn()) void pump();
    early.look();
  };

  const requestAfter = (id: number, pauseMs: number): void => {
    pauses.after(id, pauseMs, () => {
      request(id);
    });
  };

  /** After a cancelled or failed download, and where data is dear, the person decides when to download. */
  const mayGoOn = (): boolean => {
    const { phase, metered } = engine.store.get();
    return phase !== 'stopped' && phase !== 'failed' && !(phase === 'idle' && metered);
  };

  /** Everything was forgotten, maybe in another tab: posts that were kept before leave the table, and tags lose what the history said. */
  const followWipe = async (): Promise<void> => {
    const there = new Set(await engine.recommender().postIds());
    for (const { id, savedId, recommendation } of store.get().posts) {
      if (savedId !== null && !there.has(savedId)) removePost(id);
      else if ((recommendation?.used.historyPosts ?? 0) > 0) request(id);
    }
  };

  let { phase, historyWipes } = engine.store.get();
  engine.store.subscribe(() => {
    const now = engine.store.get();
    const [isReady, isWiped] = [now.phase === 'ready' && phase !== 'ready', now.historyWipes !== historyWipes];
    ({ phase, historyWipes } = now);
    if (isReady) void pump();
    early.look();
    if (isWiped) void followWipe().catch(() => undefined);
  });

  let seen = settings.get();
  settings.subscribe(() => {
    const now = settings.get();
    const resized = SIZE.some((name) => now[name] !== seen[name]);
    const reread = TASTE.some((name) => now[name] !== seen[name]);
    seen = now;
    if (!resized && !reread) return;
    for (const post of store.get().posts) {
      if (resized) patch(post.id, { table: chips.resize(post.table, post.recommendation, count()) });
      const short = (find(post.id)?.table.chips.length ?? 0) < count();
      if (post.recommendation !== null && (reread || short)) request(post.id);
    }
  });

  const putPhoto = (id: number, photo: Blob): void => {
    const old = find(id);
    if (old === undefined) return;
    if (old.photoUrl !== null) releaseUrl(old.photoUrl);
    patch(id, {
      photo,
      photoName: photo instanceof File ? photo.name : '',
      photoUrl: URL.createObjectURL(photo),
      table: { ...chips.EMPTY_TABLE, chips: old.table.chips.filter(chips.isDecided) },
      // It described the other photo.
      altText: null,
      ...NOT_READ,
    });
    request(id);
  };

  const append = (caption = ''): number => {
    lastId += 1;
    const post = blankPost(lastId, caption);
    store.update((now) => ({ ...now, posts: [...now.posts, post] }));
    return lastId;
  };

  const activate = (id: number): void => {
    if (find(id) === undefined) return;
    store.update((now) => ({ ...now, activeId: id }));
  };

  const cancel = (id: number): void => {
    pauses.drop(id);
    dirty.delete(id);
    stopReading(id);
    const post = find(id);
    if (post === undefined || (post.status !== 'waiting' && post.status !== 'working')) return;
    const stopped = { code: 'aborted', message: '', details: {} } as const;
    patch(id, post.recommendation === null ? { status: 'failed', error: stopped } : { status: 'done' });
  };

  const removePost = (id: number): void => {
    const { posts, activeId } = store.get();
    const place = posts.findIndex((post) => post.id === id);
    const going = posts[place];
    if (going === undefined) return;
    stopReading(id);
    pauses.drop(id);
    dirty.delete(id);
    if (going.photoUrl !== null) releaseUrl(going.photoUrl);
    const next = posts[place + 1] ?? posts[place - 1];
    if (next === undefined) append();
    const left = store.get().posts.filter((post) => post.id !== id);
    store.update((now) => ({ ...now, posts: left, activeId: activeId === id ? (next?.id ?? lastId) : activeId }));
  };

  const keeper = createPostKeeper(engine, settings, find, patch);
  const keepOver: Compose['keepOver'] = (id) =>
    keeper.keep((id === undefined ? undefined : find(id)) ?? activePost(store.get()));

  return {
    store,
    activate,
    removePost,
    retry: request,
    addPhotos: (files, caption = '') => {
      const [first, ...rest] = files;
      const { posts } = store.get();
      const active = activePost(store.get());
      const single = posts.length === 1 && rest.length === 0;
      const roomy = active.savedId === null && (active.photo === null || (single && caption === ''));
      const free = roomy && (caption === '' || active.caption.trim() === '');
      if (first === undefined && caption === '') return;
      const target = free ? active.id : append();
      if (caption !== '') patch(target, { caption });
      if (first === undefined) request(target);
      else putPhoto(target, first);
      if (!free) {
        if (single && caption === '') removePost(active.id);
        activate(target);
      }
      for (const file of rest) putPhoto(append(caption), file);
    },
    restore: (drafts) => {
      const { posts, activeId } = store.get();
      const begun = posts.filter((post) => !isBlank(post));
      const taken = new Set(begun.map((post) => post.id));
      lastId = Math.max(lastId, ...drafts.map((draft) => draft.id));
      const back = drafts.map((draft) => draftPost(taken.has(draft.id) ? (lastId += 1) : draft.id, draft));
      const [first] = back;
      if (first === undefined) return;
      store.update((now) => ({
        ...now,
        posts: [...back, ...begun],
        activeId: taken.has(activeId) ? activeId : first.id,
      }));
      // Nothing is downloaded for them before the person acts; when everything is here already, they are read at once.
      for (const post of back) {
        if (isBlank(post)) continue;
        dirty.add(post.id);
        patch(post.id, { status: 'waiting' });
      }
      if (engine.store.get().phase === 'ready') void pump();
    },
    dropPhoto: () => {
      const post = activePost(store.get());
      if (post.photoUrl !== null) releaseUrl(post.photoUrl);
      patch(post.id, { photo: null, photoName: '', photoUrl: null, ...NOT_READ });
      request(post.id);
    },
    setCaption: (caption) => {
      const { id, caption: before } = activePost(store.get());
      patch(id, { caption });
      if (caption.trim() === before.trim()) return;
      if (activePost(store.get()).status === 'done') patch(id, { status: 'waiting' });
      requestAfter(id, CAPTION_PAUSE_MS);
    },
    setAltText: (altText) => {
      patch(activePost(store.get()).id, { altText });
    },
    setWhatIf: (change) => {
      const { id } = activePost(store.get());
      patch(id, (post) => ({
        whatIf: { ...post.whatIf, ...change },
        status: post.status === 'done' ? 'waiting' : post.status,
      }));
      requestAfter(id, WHAT_IF_PAUSE_MS);
    },
    newPost: () => {
      const { posts, activeId } = store.get();
      const before = activePost(store.get());
      if (isUntouched(before)) return;
      activate(posts.find(isUntouched)?.id ?? append());
      // What is kept is in the history; everything else stays on the table as a draft.
      if (isKept(before)) removePost(activeId);
    },
    cancel,
    setPaused: (paused) => {
      store.update((now) => ({ ...now, paused }));
      if (!paused && mayGoOn()) void pump();
    },
    cancelAll: () => {
      const waiting = store.get().posts.filter((post) => post.status === 'waiting' || post.status === 'working');
      for (const post of waiting) cancel(post.id);
      store.update((now) => ({ ...now, paused: false }));
    },
    retryAll: () => {
      for (const post of store.get().posts)
        if (post.status === 'failed' && post.error?.code === 'aborted') request(post.id);
    },
    editTags: (change) => {
      const post = activePost(store.get());
      patch(post.id, { table: change(post.table, post, count()) });
    },
    editPosts: (ids, change) => {
      for (const post of ids.map(find)) {
        if (post === undefined) continue;
        const next = change(post, count());
        patch(post.id, next);
        if (next.caption !== undefined && next.caption.trim() !== post.caption.trim()) request(post.id);
      }
    },
    keep: async (id) => (await keepOver(id)).saved,
    keepOver,
    forget: () => {
      keeper.forget();
      for (const { id, savedId } of store.get().posts) if (savedId !== null) removePost(id);
    },
    unkeep: (savedId) => {
      const post = store.get().posts.find((one) => one.savedId === savedId);
      if (post !== undefined) patch(post.id, notKept());
    },
    rekeep: (id, saved) => {
      patch(id, (post) => ({ savedId: saved.id, keptAs: keptWords(post) }));
    },
    travel: (journey) => {
      const { state, came, left, reread } = travel(store.get(), journey, count());
      for (const { id, photoUrl } of left) {
        stopReading(id);
        pauses.drop(id);
        dirty.delete(id);
        if (photoUrl !== null) releaseUrl(photoUrl);
      }
      store.set(state);
      for (const id of came) {
        patch(id, ({ photo }) => ({ photoUrl: photo === null ? null : URL.createObjectURL(photo) }));
      }
      for (const id of reread) request(id);
    },
  };
}
