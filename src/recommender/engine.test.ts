import { afterEach, describe, expect, it, vi } from 'vitest';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import { createMemoryHistory } from '../history/memory/memory-history.ts';
import { unavailable } from '../history/records/storage-errors.ts';
import { roomFor } from '../history/testing/full-disk.ts';
import { createEngine } from './engine.ts';
import type { EngineParts } from './models/engine-parts.ts';
import type { Recommender } from './recommender.ts';
import { fakeParts, photoOf } from './testing/fake-parts.ts';
import { startedEngine } from './testing/started-engine.ts';

const open: Recommender[] = [];
const start = (change: Partial<EngineParts> = {}) => startedEngine(open, change);
const DRAFT = { photo: photoOf('dog'), caption: 'Dog in the snow' };
const request = (tags: string[], change: object = {}) => ({
  recommendationId: null,
  draft: DRAFT,
  tags: tags.map((label) => ({ key: label, label })),
  removedTags: [],
  platform: null,
  ...change,
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});

describe('recommend', () => {
  it('ranks distinct tags by score, with reasons that add up exactly', async () => {
    const { engine } = await start();
    const { tags, alternatives, backends, used, gate, attention } = await engine.recommend(DRAFT, { count: 7 });
    expect([tags.length, alternatives.length]).toEqual([7, 20]);
    const all = [...tags, ...alternatives];
    expect(new Set(all.map((tag) => tag.key)).size).toBe(27);
    for (const [index, { score, probability, reason }] of all.entries()) {
      expect(reason.caption + reason.photo + reason.history + reason.bias).toBeCloseTo(reason.logit, 4);
      expect(1 / (1 + Math.exp(-reason.logit))).toBeCloseTo(probability, 4);
      expect(reason.parts.reduce((sum, { value }) => sum + value, 0)).toBe(score);
      expect(score).toBeLessThanOrEqual(all[index - 1]?.score ?? 1);
      expect(reason.usedInPosts).toBe(0);
      expect(reason.regions).toHaveLength(attention.regions?.weights.length ?? NaN);
      expect(reason.regions?.reduce((sum, part) => sum + part, 0)).toBeCloseTo(reason.photo, 4);
      expect(reason.words).toHaveLength(attention.words.length);
    }
    expect(backends).toEqual({ encoders: 'native', network: 'cpu' });
    expect(used).toEqual({ photo: true, caption: true, historyPosts: 0 });
    expect(gate?.mean).toBeCloseTo(gate!.strip.reduce((a, b) => a + b, 0) / 12, 6);
    expect(gate?.chosenByPerson).toBe(false);
  });

  it('never suggests what is on the list, nor what the person took away', async () => {
    const { engine } = await start();
    const keys = async (exclude: string[]) => {
      const { tags, alternatives } = await engine.recommend(DRAFT, { count: 30, exclude });
      return [...tags, ...alternatives].map((tag) => tag.key);
    };
    const first = await keys([]);
    expect(first).not.toContain('nsfw');
    const second = await keys(first.slice(0, 2));
    expect(second.slice(0, 40)).toEqual(first.slice(2, 42));
  });

  it('shows where it looked: words that add up to 1, regions in their box, affinity of both', async () => {
    const { engine } = await start();
    const caption = 'Пес, у снігу! 🐕';
    const { attention } = await engine.recommend({ photo: photoOf('dog'), caption });
    expect(attention.words.map((word) => word.text)).toEqual(['Пес', 'у', 'снігу', '🐕']);
    for (const { text, start: from, end } of attention.words) expect(caption.slice(from, end)).toBe(text);
    expect(attention.words.reduce((sum, word) => sum + word.weight, 0)).toBeCloseTo(1, 6);
    expect(attention.regions?.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect(attention.regions).toMatchObject({ rows: 3, columns: 3, box: { x: 0.25, width: 0.5 } });
    expect(attention.affinity?.map((row) => row.length)).toEqual([9, 9, 9, 9]);
  });

  it('works with a photo only and a caption only', async () => {
    const { engine } = await start();
    const photo = await engine.recommend({ photo: photoOf('dog'), caption: '  ' });
    expect(photo.used).toMatchObject({ photo: true, caption: false });
    expect([photo.gate, photo.attention.words, photo.attention.affinity]).toEqual([null, [], null]);
    expect(photo.tags.length).toBe(5);
    const caption = await engine.recommend({ photo: null, caption: 'Snow' });
    expect(caption.used).toMatchObject({ photo: false, caption: true });
    expect([caption.gate, caption.attention.regions, caption.attention.affinity]).toEqual([null, null, null]);
  });

  it.each([
    ['neither photo nor caption', { photo: null, caption: ' \n' }, {}, 'post-empty'],
    ['nothing left by a what-if', { photo: photoOf('dog'), caption: '' }, { without: 'photo' }, 'post-empty'],
    ['too many tags', DRAFT, { count: 31 }, 'usage'],
    ['half a tag', DRAFT, { count: 1.5 }, 'usage'],
    ['a gate beyond the photo', DRAFT, { gate: 1.1 }, 'usage'],
    ['a damaged photo', { photo: photoOf('broken'), caption: 'x' }, {}, 'photo-broken'],
  ] as const)('says what is wrong: %s', async (_, draft, options, code) => {
    const { engine } = await start();
    await expect(engine.recommend(draft, options)).rejects.toMatchObject({ name: 'TagweaveError', code });
    await expect(engine.recommend(DRAFT)).resolves.toBeDefined();
  });

  it('says that the caption was longer than is read', async () => {
    const { engine } = await start();
    expect((await engine.recommend({ photo: null, caption: 'a b c' })).captionCut).toBe(false);
    expect((await engine.recommend({ photo: null, caption: 'a b c d e f g h i j' })).captionCut).toBe(true);
  });

  it('never encodes again what did not change', async () => {
    const { engine, parts } = await start();
    const first = await engine.recommend(DRAFT);
    parts.asked.splice(0);
    const dragged = await engine.recommend(DRAFT, { gate: 0.9 });
    const without = await engine.recommend(DRAFT, { without: 'caption' });
    // The same bytes in another file object, as they come over from another thread.
    const again = await engine.recommend({ ...DRAFT, photo: photoOf('dog') });
    expect(parts.asked).toEqual([]);
    expect(dragged.gate?.mean).toBeCloseTo(0.9, 2);
    expect(dragged.gate?.chosenByPerson).toBe(true);
    expect(dragged.tags).not.toEqual(first.tags);
    expect(without.used.caption).toBe(false);
    expect(again.tags).toEqual(first.tags);
    await engine.recommend({ ...DRAFT, caption: 'Another' });
    expect(parts.asked).toEqual(['caption Another']);
  });

  it('runs one post at a time and drops what was aborted, at once', async () => {
    const { engine, parts } = await start();
    let release = (): void => undefined;
    parts.encoderGate.wait = new Promise((resolve) => (release = resolve));
    const [one, two] = [new AbortController(), new AbortController()];
    const first = engine.recommend({ photo: photoOf('a'), caption: '' }, { signal: one.signal });
    const second = engine.recommend({ photo: photoOf('b'), caption: '' }, { signal: two.signal });
    const third = engine.recommend({ photo: photoOf('c'), caption: '' });
    await vi.waitFor(() => {
      expect(parts.asked).toEqual(['decode a', 'photo a']);
    });
    two.abort();
    one.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    release();
    expect((await third).used.photo).toBe(true);
    expect(parts.asked).toEqual(['decode a', 'photo a', 'decode c', 'photo c']);
  });

  it('tells its steps', async () => {
    const { engine, heard } = await start();
    heard.splice(0);
    await engine.recommend(DRAFT);
    expect(heard.map((event) => (event.type === 'step' ? event.step : event.type))).toEqual([
      'decode-photo',
      'encode-caption',
      'encode-photo',
      'read-history',
      'recommend',
    ]);
  });
});

describe('load', () => {
  it('is needed first, is shared by calls, and reports', async () => {
    const parts = fakeParts();
    const engine = createEngine(parts);
    open.push(engine);
    const heard: RecommenderEvent[] = [];
    engine.on((event) => heard.push(event));
    await expect(engine.recommend(DRAFT)).rejects.toMatchObject({ code: 'model-not-loaded' });
    expect(await engine.downloadSize()).toEqual({ totalBytes: 1000, cachedBytes: 10 });
    const [one, two] = await Promise.all([engine.load(), engine.load()]);
    expect(one).toEqual(two);
    expect(one).toEqual({
      backends: { encoders: 'native', network: 'cpu' },
      models: { photo: 'photo@1', caption: 'caption@1', network: 'net@1' },
      historyPosts: 0,
      historyKept: false,
      unchecked: [],
    });
    expect(heard.map((event) => event.type)).toEqual(['download', 'ready']);
  });

  it('lets a recommendation wait for a loading under way', async () => {
    const parts = fakeParts();
    const engine = createEngine(parts);
    open.push(engine);
    const loading = engine.load();
    const recommendation = engine.recommend(DRAFT);
    await loading;
    expect((await recommendation).tags.length).toBe(5);
  });

  it('stops when everybody who waited has gone, and can be begun again', async () => {
    const parts = fakeParts();
    const engine = createEngine(parts);
    open.push(engine);
    let release = (): void => undefined;
    parts.loads.gate = new Promise((resolve) => (release = resolve));
    const [one, two] = [new AbortController(), new AbortController()];
    const calls = [engine.load({ signal: one.signal }), engine.load({ signal: two.signal })];
    one.abort();
    await expect(calls[0]).rejects.toMatchObject({ code: 'aborted' });
    expect(parts.lastCalls.now?.signal.aborted).toBe(false);
    two.abort();
    await expect(calls[1]).rejects.toMatchObject({ code: 'aborted' });
    expect(parts.lastCalls.now?.signal.aborted).toBe(true);
    release();
    await expect(engine.load()).resolves.toMatchObject({ historyPosts: 0 });
  });

  it('fails with the reason and succeeds the next time', async () => {
    const parts = fakeParts();
    const engine = createEngine(parts);
    open.push(engine);
    parts.loads.fail = new TagweaveError('model-altered', 'The file differs.', { details: { file: 'x' } });
    await expect(engine.load()).rejects.toMatchObject({ code: 'model-altered', details: { file: 'x' } });
    parts.loads.fail = null;
    await expect(engine.load()).resolves.toBeDefined();
  });

  it('tells when a device was lost', async () => {
    const { parts, heard } = await start();
    parts.lastCalls.now?.deviceLost();
    expect(heard.at(-1)).toEqual({ type: 'device-lost', now: { encoders: 'native', network: 'cpu' } });
  });

  it('says once that posts cannot be kept, and works', async () => {
    const { engine, heard } = await start({
      openHistory: () => Promise.resolve(createMemoryHistory(unavailable('denied'))),
    });
    await engine.history();
    await engine.learn(request(['dog']));
    expect(heard.filter((event) => event.type === 'history-unavailable').length).toBe(1);
    expect((await engine.load()).historyKept).toBe(false);
    expect((await engine.history()).total).toBe(1);
  });
});

describe('learn and history', () => {
  it('saves the post and lets the next recommendation use it', async () => {
    const { engine, heard } = await start();
    const before = await engine.recommend(DRAFT, { count: 30 });
    const saved = await engine.learn(
      request(['Dog', '#DOG', 'golden hour', '123', 'MyOwnTag'], {
        recommendationId: before.id,
        removedTags: ['cat', 'cat'],
        platform: 'x',
      }),
    );
    expect(saved).toMatchObject({
      caption: 'Dog in the snow',
      tags: [{ key: 'dog', label: 'Dog' }, { key: 'goldenhour', label: 'GoldenHour' }, { key: 'myowntag', label: 'MyOwnTag' }], // prettier-ignore
      removedTags: ['cat'],
      platform: 'x',
      vector: { maker: 'net@1/photo@1/caption@1' },
    });
    expect(await saved.thumbnail?.text()).toBe('dog');
    expect(heard).toContainEqual({ type: 'history-changed', posts: 1 });
    const after = await engine.recommend(DRAFT, { count: 30 });
    expect(after.used.historyPosts).toBe(1);
    const tag = (key: string) => [...after.tags, ...after.alternatives].find((one) => one.key === key);
    expect(tag('dog')?.reason.usedInPosts).toBe(1);
    expect(tag('goldenhour')?.reason.usedInPosts).toBe(1);
    // A tag that the network never heard of joins at once, and its reason says where it is from.
    expect(tag('myowntag')).toMatchObject({ label: 'MyOwnTag', reason: { inVocabulary: false, caption: 0, photo: 0, history: 0 } }); // prettier-ignore
    for (const { score, reason } of [...after.tags, ...after.alternatives]) {
      expect(reason.parts.reduce((sum, { value }) => sum + value, 0)).toBe(score);
    }
    expect(tag('dog')?.reason.parts.find(({ name }) => name === 'near')?.value).toBeGreaterThan(0);
    const historyOnly = await engine.recommend(DRAFT, { count: 30, ownTags: 'off', personalHead: 'off' });
    expect(
      historyOnly.tags.every(({ reason }) => reason.inVocabulary && !reason.parts.some(({ name }) => name === 'habit')),
    ).toBe(true);
    expect(historyOnly.used.historyPosts).toBe(1);
    expect(after.tags.map((one) => one.reason.history)).not.toEqual(before.tags.map((one) => one.reason.history));
    const off = await engine.recommend(DRAFT, { count: 30, history: 'off' });
    expect(off.tags).toEqual(before.tags);
    expect(off.used.historyPosts).toBe(0);
  });

  it('keeps the same vector whether it is remembered, made anew, or after what-ifs', async () => {
    const { engine, parts } = await start();
    const plain = await engine.recommend(DRAFT);
    const dragged = await engine.recommend(DRAFT, { gate: 0.99 });
    parts.asked.splice(0);
    const vectors = await Promise.all(
      [plain.id, dragged.id, null, 'forgotten'].map(
        async (recommendationId) => (await engine.learn(request(['dog'], { recommendationId }))).vector?.values,
      ),
    );
    for (const vector of vectors) expect(vector).toEqual(vectors[0]);
    expect(parts.asked.filter((what) => !what.startsWith('decode'))).toEqual([]);
    // A caption edited after the recommendation is another post.
    const edited = await engine.learn(
      request([], { recommendationId: plain.id, draft: { ...DRAFT, caption: 'Edited' } }),
    );
    expect(edited.vector?.values).not.toEqual(vectors[0]);
  });

  it('keeps nothing when it is aborted, empty, damaged or full', async () => {
    const { engine } = await start();
    const stop = new AbortController();
    stop.abort();
    await expect(engine.learn(request([]), { signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    await expect(engine.learn(request([], { draft: { photo: null, caption: '' } }))).rejects.toMatchObject({
      code: 'post-empty',
    });
    await expect(engine.learn(request([], { draft: { photo: photoOf('broken'), caption: '' } }))).rejects.toMatchObject(
      { code: 'photo-broken' },
    );
    expect((await engine.history()).total).toBe(0);
    const full = await start({ openHistory: () => Promise.resolve(roomFor({ posts: 0 }, createMemoryHistory())) });
    await expect(full.engine.learn(request([]))).rejects.toMatchObject({ code: 'storage-full' });
    expect((await full.engine.history()).total).toBe(0);
  });

  it('forgets, restores and wipes', async () => {
    const { engine, parts } = await start();
    const saved = await engine.learn(request(['dog']));
    const before = await engine.recommend(DRAFT);
    await engine.forgetPost(saved.id);
    expect((await engine.recommend(DRAFT)).used.historyPosts).toBe(0);
    await engine.restorePost(saved);
    expect((await engine.recommend(DRAFT)).tags).toEqual(before.tags);
    expect(await engine.history({ search: 'snow' })).toMatchObject({ total: 1, posts: [{ id: saved.id }] });
    await engine.forgetEverything();
    expect(await engine.history()).toEqual({ posts: [], total: 0 });
    parts.asked.splice(0);
    await engine.recommend(DRAFT);
    expect(parts.asked).toEqual(['decode dog', 'caption Dog in the snow', 'photo dog']);
    await expect(engine.updatePost(saved.id, {})).rejects.toMatchObject({ code: 'post-forgotten' });
  });

  it('encodes a post again, in idle time, after its caption was edited', async () => {
    const { engine, parts } = await start();
    const saved = await engine.learn(request(['dog']));
    const changed = await engine.updatePost(saved.id, { caption: 'Cat on a sofa', tags: [{ key: 'x', label: 'Cat' }] });
    expect(changed).toMatchObject({ vector: null, tags: [{ key: 'cat', label: 'Cat' }] });
    expect((await engine.recommend(DRAFT)).used.historyPosts).toBe(0);
    await parts.runIdle();
    expect((await engine.recommend(DRAFT)).used.historyPosts).toBe(1);
    const direct = await engine.learn(request([], { draft: { photo: photoOf('dog'), caption: 'Cat on a sofa' } }));
    expect((await parts.history.get(saved.id))?.vector).toEqual(direct.vector);
  });

  it('never mixes vectors of other models, and makes its own in idle time', async () => {
    const parts = fakeParts();
    const old = createEngine(parts);
    await old.load();
    await old.learn(request(['dog']));
    parts.photoRevision.now = '2';
    const engine = createEngine(parts);
    open.push(engine, old);
    await engine.load();
    expect((await engine.recommend(DRAFT)).used.historyPosts).toBe(0);
    await parts.runIdle();
    expect((await engine.recommend(DRAFT)).used.historyPosts).toBe(1);
    expect((await engine.history()).posts[0]?.vector?.maker).toBe('net@1/photo@2/caption@1');
  });

  it('tries a post that cannot be encoded once only', async () => {
    const { engine, parts } = await start();
    const thumbnail = photoOf('broken');
    const post = {
      id: 'p',
      createdAt: '2026-01-01T00:00:00Z',
      caption: 'x',
      tags: [],
      removedTags: [],
      thumbnail,
      platform: null,
      vector: null,
    };
    await engine.restorePost(post);
    await parts.runIdle();
    await engine.recommend(DRAFT);
    await parts.runIdle();
    expect(parts.asked.filter((what) => what === 'decode broken').length).toBe(1);
  });

  it('saves before the models are there, and encodes when they are', async () => {
    const parts = fakeParts();
    const engine = createEngine(parts);
    open.push(engine);
    expect((await engine.learn(request(['dog']))).vector).toBeNull();
    await engine.load();
    await parts.runIdle();
    expect((await engine.recommend(DRAFT)).used.historyPosts).toBe(1);
  });
});

it('refuses work after it was disposed', async () => {
  const { engine } = await start();
  await engine.dispose();
  await expect(engine.recommend(DRAFT)).rejects.toMatchObject({ code: 'model-not-loaded' });
  await expect(engine.load()).rejects.toMatchObject({ code: 'model-not-loaded' });
});
