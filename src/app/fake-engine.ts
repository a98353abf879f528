import { REASON_PARTS } from '../domain/recommendation.ts';
import type { Backends, Recommendation, TagSuggestion, WholeDraft, WordAttention } from '../domain/recommendation.ts';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { ErrorCode } from '../domain/errors/errors.ts';
import type { SavedPost } from '../domain/post/post.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { TagSet } from '../domain/post/tag-set.ts';
import { wait } from './fake-time.ts';
import { THEMES, somePosts } from './fake-posts.ts';
import { createFakeSets } from './fake-sets.ts';
import { fakePosts, fakePreview } from './fake-transfer.ts';
import { fakeKnownTags, fakeRelatedTags } from './fake-tags.ts';
import { fakeReplay, fakeTaste } from './fake-taste.ts';
import type { CallOptions, LoadReport, Recommender, RecommendOptions, WholeLearn } from '../recommender/recommender.ts';

/** Only for tests and for looking at the page without models; never part of what ships. */
export interface FakeOptions {
  readonly totalBytes?: number;
  readonly cached?: boolean;
  /** Real time of the pretended download and of one recommendation. */
  readonly downloadMs?: number;
  /** Photos can be read alone from the middle of the download on. */
  readonly photoFirst?: boolean;
  readonly recommendMs?: number;
  readonly posts?: readonly SavedPost[];
  readonly sets?: readonly TagSet[];
  /** What is less probable has no place in a list. */
  readonly floor?: number;
  readonly failLoad?: ErrorCode;
  readonly failRecommend?: ErrorCode;
  readonly historyKept?: boolean;
  readonly unchecked?: readonly string[];
}

const BACKENDS: Backends = { encoders: 'wasm', network: 'wasm' };
const SIDE = 7;

/** A repeatable stream of numbers in 0…1. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function wordsOf(caption: string): readonly WordAttention[] {
  const found = [...caption.matchAll(/[\p{L}\p{N}'’]+/gu)];
  const raw = found.map((match) => match[0].length ** 1.6);
  const sum = raw.reduce((a, b) => a + b, 0);
  return found.map((match, index) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    weight: (raw[index] ?? 0) / sum,
  }));
}

function blob(cx: number, cy: number, spread: number): readonly number[] {
  const raw = Array.from({ length: SIDE * SIDE }, (_, index) => {
    const dx = (index % SIDE) - cx;
    const dy = Math.floor(index / SIDE) - cy;
    return Math.exp(-(dx * dx + dy * dy) / spread) + 0.02;
  });
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((value) => value / sum);
}

/** Weights as the affinity's −1…1. */
function affinityOf(weights: readonly number[]): readonly number[] {
  const high = Math.max(...weights);
  return weights.map((weight) => (2 * weight) / high - 1);
}

/** Where a tag comes from is filled in when the words and the photo are known. */
const NO_PLACES = { words: null, regions: null } as const;

function suggest(
  label: string,
  rank: number,
  mean: number,
  has: { caption: boolean; photo: boolean },
  used: number,
): TagSuggestion {
  const total = 2.6 - rank * 0.42;
  const base = -1.4;
  const habit = used > 0 ? 0.65 + 0.2 * used : 0;
  const rest = total - base - habit;
  const photoShare = has.photo ? (has.caption ? mean + (rank % 3 === 1 ? -0.35 : 0.12) : 1) : 0;
  const [caption, photo] = [rest * (1 - photoShare), rest * photoShare];
  const values = { caption, photo, habit, base };
  const parts = REASON_PARTS.flatMap((name) => {
    const value = name in values ? values[name as keyof typeof values] : 0;
    return value === 0 ? [] : [{ name, value }];
  });
  const score = parts.reduce((sum, { value }) => sum + value, 0);
  return {
    ...{ key: label.toLowerCase(), label, score },
    probability: 1 / (1 + Math.exp(-score)),
    reason: {
      ...{ ...NO_PLACES, parts, named: null, usedInPosts: used, ofPosts: used, nearPosts: 0 },
      ...{ logit: caption + photo + base, caption, photo, history: 0, head: 0, bias: base, inVocabulary: true },
    },
  };
}

/** Posts that the stand-in learns before it tells how far it is. */
const LEARNT_AT_ONCE = 10;

export function createFakeEngine(options: FakeOptions = {}): Recommender {
  const totalBytes = options.totalBytes ?? 41_300_000;
  let received = options.cached === true ? totalBytes : 0;
  let loaded = false;
  const hasPhoto = (): boolean => options.photoFirst === true && received > totalBytes / 2;
  let loading: Promise<LoadReport> | null = null;
  let posts: readonly SavedPost[] = options.posts ?? [];
  let made = 0;
  const listeners = new Set<(event: RecommenderEvent) => void>();
  const emit = (event: RecommenderEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const sets = createFakeSets(options.sets ?? [], emit);
  const report = (): LoadReport => ({
    backends: BACKENDS,
    models: { photo: 'tagweave-vit@1', caption: 'e5-small-100k@1', network: 'tagweave-network@1' },
    historyPosts: posts.length,
    historyKept: options.historyKept ?? true,
    unchecked: options.unchecked ?? [],
  });

  const load = async ({ signal }: CallOptions = {}): Promise<LoadReport> => {
    const ticks = 24;
    while (received < totalBytes) {
      await wait((options.downloadMs ?? 1200) / ticks, signal);
      received = Math.min(totalBytes, received + totalBytes / ticks);
      emit({ type: 'download', receivedBytes: Math.round(received), totalBytes, file: 'model.onnx' });
      if (hasPhoto()) emit({ type: 'photo-ready' });
      if (options.failLoad !== undefined && received > totalBytes / 3) {
        throw new TagweaveError(options.failLoad, options.failLoad, { details: { file: 'onnx/model.onnx' } });
      }
    }
    for (const [index, what] of (['photo-encoder', 'caption-encoder', 'network'] as const).entries()) {
      emit({ type: 'loading', what, step: index + 1, of: 3 });
      await wait((options.downloadMs ?? 1200) / 12, signal);
    }
    loaded = true;
    emit({ type: 'ready', backends: BACKENDS });
    return report();
  };

  const recommend: Recommender['recommend'] = async (
    draft: WholeDraft,
    wanted: RecommendOptions = {},
  ): Promise<Recommendation> => {
    const alone = !loaded && hasPhoto() && wanted.early === true && draft.photo !== null;
    if (!loaded && !alone) throw new TagweaveError('model-not-loaded', 'Load first.');
    const has = {
      photo: draft.photo !== null && wanted.without !== 'photo',
      caption: draft.caption.trim() !== '' && wanted.without !== 'caption' && !alone,
    };
    if (!has.photo && !has.caption) throw new TagweaveError('post-empty', 'Nothing to read.');
    for (const step of ['decode-photo', 'encode-photo', 'encode-caption', 'recommend'] as const) {
      emit({ type: 'step', step });
      await wait((options.recommendMs ?? 320) / 4, wanted.signal);
    }
    if (options.failRecommend !== undefined) {
      throw new TagweaveError(options.failRecommend, options.failRecommend, { details: { looksLike: 'PDF document' } });
    }
    if (draft.photo !== null && !draft.photo.type.startsWith('image/')) {
      throw new TagweaveError('photo-not-an-image', 'Not a photo.', { details: { looksLike: 'PDF document' } });
    }
    const seed = (draft.photo?.size ?? 7) + Math.round(1000 * (wanted.gate ?? 0));
    const next = random(seed);
    const theme = draft.photo === null ? 0 : draft.photo.size % 7 === 5 ? 1 : draft.photo.size % THEMES.length;
    const words = has.caption ? wordsOf(draft.caption) : [];
    const fromWords = words
      .filter((word) => word.text.length > 4)
      .map((word) => word.text.charAt(0).toUpperCase() + word.text.slice(1));
    const pool = [...(THEMES[theme] ?? [])];
    const mean = wanted.gate ?? 0.62;
    for (const [index, label] of fromWords.slice(0, 4).entries())
      pool.splice(Math.round(1 + index * 2 + mean * 2), 0, label);
    const excluded = new Set(wanted.exclude ?? []);
    const uses = (key: string): number => posts.filter((post) => post.tags.some((tag) => tag.key === key)).length;
    const labels = [...new Set(pool)].filter((label) => !excluded.has(label.toLowerCase()));
    const ranked = labels
      .sort((a, b) => (wanted.history === 'off' ? 0 : uses(b.toLowerCase()) - uses(a.toLowerCase())))
      .map((label, rank) => suggest(label, rank, mean, has, uses(label.toLowerCase())));
    const count = wanted.count ?? 5;
    for (const tag of wanted.always ?? []) {
      if (!excluded.has(tag.key)) ranked.splice(count - 1, 0, suggest(tag.label, count - 1, mean, has, uses(tag.key)));
    }
    made += 1;
    const cx = 2 + next() * 2.4;
    const cy = 2 + next() * 2.2;
    const placed = (tag: TagSuggestion, rank: number): TagSuggestion => {
      const { caption, photo } = tag.reason;
      return {
        ...tag,
        reason: {
          ...tag.reason,
          words: has.caption ? words.map(({ weight }) => weight * caption) : null,
          regions: has.photo ? blob((cx + rank * 1.7) % SIDE, cy, 4).map((share) => share * photo) : null,
        },
      };
    };
    const floor = options.floor ?? 0;
    const tags = ranked.slice(0, count).filter(({ probability }) => probability >= floor);
    return {
      id: String(made),
      tags: tags.map(placed),
      alternatives: ranked.slice(tags.length, tags.length + 20).map(placed),
      ...{ floor, typed: [] },
      gate:
        has.photo && has.caption
          ? {
              mean,
              strip: Array.from({ length: 256 }, () =>
                Math.max(0, Math.min(1, mean + (next() + next() + next() - 1.5) * 0.3)),
              ),
              chosenByPerson: wanted.gate !== null && wanted.gate !== undefined,
            }
          : null,
      attention: {
        words,
        regions: has.photo
          ? { rows: SIDE, columns: SIDE, weights: blob(cx, cy, 4), box: { x: 0, y: 0, width: 1, height: 1 } }
          : null,
        affinity:
          has.photo && has.caption
            ? words.map((_, index) => affinityOf(blob((index * 2.3 + 1.2) % SIDE, (cy + index) % SIDE, 3)))
            : null,
      },
      used: {
        photo: has.photo,
        caption: has.caption,
        historyPosts: wanted.history === 'off' ? 0 : Math.min(5, posts.length),
      },
      grave: false,
      ...(alone && draft.caption.trim() !== '' && { early: true }),
      captionCut: draft.caption.length > 300,
      backends: BACKENDS,
      timing: { photoMs: 120, captionMs: 40, networkMs: 6, totalMs: 170 },
    };
  };

  const change = (next: readonly SavedPost[]): void => {
    posts = [...next].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    emit({ type: 'history-changed', posts: posts.length });
  };

  return {
    downloadSize: () => Promise.resolve({ totalBytes, cachedBytes: Math.round(received) }),
    load: (call) => {
      if (loaded) return Promise.resolve(report());
      loading ??= load(call).finally(() => {
        loading = null;
      });
      return loading;
    },
    recommend,
    learn: async (request: WholeLearn) => {
      await wait(60);
      made += 1;
      const post: SavedPost = {
        id: request.id ?? `post-${String(made)}`,
        createdAt: new Date().toISOString(),
        caption: request.draft.caption,
        tags: request.tags,
        removedTags: request.removedTags,
        ...(request.typedTags === undefined ? {} : { typedTags: request.typedTags }),
        ...((request.altText ?? '') === '' ? {} : { altText: request.altText }),
        thumbnail: request.draft.photo,
        platform: request.platform,
        vector: null,
      };
      change([post, ...posts.filter(({ id }) => id !== post.id)]);
      return post;
    },
    history: async ({ offset = 0, limit = 24, search = '', order = 'newest', platform } = {}) => {
      await wait(10);
      const needle = search.toLowerCase().replace('#', '');
      const newest = posts.filter(
        (post) =>
          (platform === undefined || post.platform === platform) &&
          [post.caption, ...post.tags.map((tag) => tag.label)].join(' ').toLowerCase().includes(needle),
      );
      const found = order === 'newest' ? newest : newest.toReversed();
      return { posts: found.slice(offset, offset + limit), total: found.length };
    },
    updatePost: async (id, update) => {
      await wait(10);
      const post = posts.find((one) => one.id === id);
      if (post === undefined) throw new TagweaveError('post-forgotten', 'No such post.');
      const next = { ...post, ...update };
      change(posts.map((one) => (one.id === id ? next : one)));
      return next;
    },
    forgetPost: async (id) => {
      await wait(10);
      change(posts.filter((post) => post.id !== id));
    },
    restorePost: async (post) => {
      await wait(10);
      change([post, ...posts]);
    },
    postIds: async (since = '') => {
      await wait(10);
      return posts.flatMap((post) => (post.createdAt >= since ? [post.id] : [])).toReversed();
    },
    forgetPosts: async (ids) => {
      await wait(10);
      change(posts.filter((post) => !ids.includes(post.id)));
    },
    previewImport: async (files, { passphrase, signal } = {}) => {
      await wait(40, signal);
      return fakePreview(fakePosts(files, passphrase), posts);
    },
    importPosts: async (files, { passphrase, signal } = {}) => {
      const found = fakePosts(files, passphrase);
      const { duplicates, leftOut, problems } = fakePreview(found, posts);
      const fresh = found.filter((one) => !posts.some((post) => post.id === one.id));
      for (const [index, post] of fresh.entries()) {
        await wait(options.recommendMs ?? 100, signal);
        change([post, ...posts]);
        emit({ type: 'transfer', what: 'import', done: index + 1, of: fresh.length });
      }
      return { added: fresh.map((post) => post.id), sets: [], list: [], duplicates, leftOut, problems };
    },
    exportPosts: async ({ signal } = {}) => {
      await wait(40, signal);
      return new Blob([JSON.stringify(posts.map((post) => post.id))], { type: 'application/zip' });
    },
    forgetEverything: async () => {
      await wait(10);
      emit({ type: 'history-forgotten' });
      sets.forget();
      change([]);
    },
    taste: async ({ signal } = {}) => {
      await wait(10, signal);
      for (let done = LEARNT_AT_ONCE; done < posts.length; done += LEARNT_AT_ONCE) {
        emit({ type: 'history-read', what: 'learn', done, of: posts.length });
        await wait(10, signal);
      }
      return fakeTaste(posts);
    },
    replayOwn: async ({ count = 5, signal } = {}) => {
      for (const [done] of posts.entries()) {
        await wait(20, signal);
        emit({ type: 'history-read', what: 'replay', done: done + 1, of: posts.length });
      }
      return fakeReplay(posts, count);
    },
    knownTags: () => Promise.resolve(fakeKnownTags(posts)),
    relatedTags: (key, wanted = {}) => Promise.resolve(fakeRelatedTags(key, wanted)),
    ...sets.calls,
    storedModels: () => {
      const sizes = { 'e5-small-100k@1': 0.56, 'onnxruntime-web': 0.25, 'tagweave-vit@1': 0.19 };
      const kept = Object.entries(sizes).map(([name, share]) => ({ name, bytes: Math.round(share * received) }));
      const unfinished = received < totalBytes;
      return Promise.resolve(received === 0 ? [] : kept.map((one) => ({ ...one, files: 1, unfinished })));
    },
    forgetModels: () => {
      received = 0;
      return Promise.resolve();
    },
    on: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    dispose: () => Promise.resolve(),
  };
}

/** The stand-in as an address asks for it: `?fake&cached&slow&fail=model-missing&broken=photo-broken&memory&posts`. */
export function fakeOptionsOf(query: URLSearchParams): FakeOptions {
  const failLoad = query.get('fail') as ErrorCode | null;
  const failRecommend = query.get('broken') as ErrorCode | null;
  return {
    cached: query.has('cached'),
    downloadMs: query.has('slow') ? 60_000 : 900,
    recommendMs: query.has('slow') ? 4000 : 240,
    historyKept: !query.has('memory'),
    posts: query.has('posts') ? somePosts() : [],
    ...(failLoad === null ? {} : { failLoad }),
    ...(failRecommend === null ? {} : { failRecommend }),
  };
}
