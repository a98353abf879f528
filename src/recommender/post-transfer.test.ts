import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { zipOf } from '../archives/testing/archives.ts';
import type { PickedFile } from '../domain/post/import.ts';
import { UNDATED } from '../domain/post/post.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import { openHistory } from '../history/open-history.ts';
import { createEngine } from './engine.ts';
import type { Recommender } from './recommender.ts';
import { fakeParts, photoOf } from './testing/fake-parts.ts';

const open: Recommender[] = [];

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
  vi.unstubAllGlobals();
});

/** An engine over IndexedDB, with its models loaded or not. */
async function start({ loaded = true } = {}) {
  const history = await openHistory({ name: `transfer-${open.length}` });
  const parts = fakeParts({ openHistory: () => Promise.resolve(history) });
  const engine = createEngine(parts);
  open.push(engine);
  const heard: RecommenderEvent[] = [];
  engine.on((event) => heard.push(event));
  if (loaded) await engine.load();
  return { engine, parts, heard, history };
}

const post = (n: number, caption: string, photo = true) => ({
  media: [{ ...(photo ? { uri: `media/${n}.jpg` } : {}), creation_timestamp: 1_700_000_000 + n, title: caption }],
});
const instagram = async (
  posts: readonly object[],
  photos: readonly (readonly [number, string])[] = [],
): Promise<PickedFile[]> => [
  {
    path: 'instagram.zip',
    file: await zipOf({
      'content/posts_1.json': posts,
      ...Object.fromEntries(photos.map(([n, name]) => [`media/${n}.jpg`, photoOf(name)])),
    }),
  },
];
const THREE = () =>
  instagram(
    [post(1, 'Dog #dog #snow'), post(2, 'Broken #cat'), post(3, 'Words #sea', false)],
    [
      [1, 'dog'],
      [2, 'broken'],
    ],
  );

describe('the preview of an import', () => {
  it('counts, and writes nothing', async () => {
    const { engine } = await start();
    expect(await engine.previewImport(await THREE())).toEqual({
      ...{ kinds: ['instagram'], fresh: 3, duplicates: 0, withPhoto: 2, sets: 0, list: 0, tags: 4 },
      ...{ from: '2023-11-14T22:13:21.000Z', to: '2023-11-14T22:13:23.000Z' },
      ...{ leftOut: { 'nothing-to-learn': 0, 'not-own': 0, private: 0 }, problems: [] },
    });
    expect((await engine.history()).total).toBe(0);
  });
});

describe('an import', () => {
  it('saves posts with thumbnail and vector, and a post whose photo is broken without it', async () => {
    const { engine, heard, parts } = await start();
    const report = await engine.importPosts(await THREE());
    expect(report.added).toHaveLength(3);
    expect(report.problems).toEqual([{ code: 'photo-unreadable', where: 'posts_1.json, 2' }]);
    const { posts } = await engine.history();
    expect(posts.map((one) => [one.caption, one.platform, one.thumbnail !== null, one.vector !== null])).toEqual([
      ['Words sea', 'instagram', false, false],
      ['Broken cat', 'instagram', false, false],
      ['Dog', 'instagram', true, true],
    ]);
    expect(heard).toContainEqual({ type: 'transfer', what: 'import', done: 3, of: 3 });
    // Words are encoded in idle time.
    await parts.runIdle();
    expect((await engine.history()).posts.every((one) => one.vector !== null)).toBe(true);
    expect(heard.filter((event) => event.type === 'reencode').at(-1)).toEqual({ type: 'reencode', done: 2, of: 2 });
  });

  it('gives a photo the vector that it would have had here', async () => {
    const { engine } = await start();
    await engine.importPosts(await instagram([post(1, 'Dog in the snow #dog #snow')], [[1, 'dog']]));
    const imported = (await engine.history()).posts[0]!;
    const draft = { photo: photoOf('dog'), caption: 'Dog in the snow' };
    const kept = await engine.learn({ recommendationId: null, draft, tags: [], removedTags: [], platform: null });
    expect(imported.vector).toEqual(kept.vector);
  });

  it('takes posts before the models are there, and encodes them later', async () => {
    const { engine, parts } = await start({ loaded: false });
    await engine.importPosts(await THREE());
    expect((await engine.history()).posts.map((one) => one.vector)).toEqual([null, null, null]);
    await engine.load();
    await parts.runIdle();
    expect((await engine.history()).posts.every((one) => one.vector?.maker === 'net@1/photo@1/caption@1')).toBe(true);
  });

  it('finds what is here already, however often and in whatever archive it comes', async () => {
    const { engine } = await start();
    await engine.importPosts(await THREE());
    const loose = [
      {
        path: 'content/posts_1.json',
        file: new Blob([JSON.stringify([post(1, 'Dog #dog #snow'), post(9, 'New #new')])]),
      },
      { path: 'media/1.jpg', file: photoOf('dog') },
      { path: 'media/9.jpg', file: photoOf('other') },
    ];
    expect(await engine.previewImport(loose)).toMatchObject({ fresh: 1, duplicates: 1 });
    expect((await engine.importPosts(loose)).added).toHaveLength(1);
    expect((await engine.importPosts(await THREE())).added).toEqual([]);
    const twice = await instagram([post(5, '#x', false), post(5, '#x', false)]);
    expect(await engine.importPosts(twice)).toMatchObject({ duplicates: 1 });
    expect((await engine.history()).total).toBe(5);
  });

  it('keeps what is done when it is stopped, and goes on from there', async () => {
    const { engine, parts } = await start();
    const count = 6;
    const files = await instagram(
      Array.from({ length: count }, (_, n) => post(n, `Post ${n} #tag${n}`)),
      Array.from({ length: count }, (_, n) => [n, `photo ${n}`] as const),
    );
    const stop = new AbortController();
    const off = engine.on((event) => {
      if (event.type === 'transfer' && event.what === 'import') stop.abort();
    });
    await expect(engine.importPosts(files, { signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    off();
    const kept = (await engine.history()).total;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(count);
    const asked = parts.asked.length;
    const report = await engine.importPosts(files);
    expect([report.added.length, report.duplicates]).toEqual([count - kept, kept]);
    expect(parts.asked.slice(asked).filter((one) => one.startsWith('decode'))).toHaveLength(count - kept);
    expect((await engine.history()).total).toBe(count);
  });

  it('leaves a post without a day undated: in no span, the oldest, and so in a backup, too', async () => {
    const { engine } = await start({ loaded: false });
    const table = [{ path: 'posts.csv', file: new File(['tags,date\nsea,1/2/2026\nsnow,13/2/2026\n'], 'posts.csv') }];
    const day = '2026-02-13T00:00:00.000Z';
    expect(await engine.previewImport(table)).toMatchObject({ fresh: 2, from: day, to: day });
    await engine.importPosts(table);
    const dates = async (of: Recommender) => (await of.history()).posts.map(({ createdAt }) => createdAt);
    expect(await dates(engine)).toEqual([day, UNDATED]);
    expect(await engine.postIds('0099-01-01T00:00:00.000Z')).toHaveLength(1);
    const other = await start({ loaded: false });
    await other.engine.importPosts([{ path: 'copy.tagweave', file: await engine.exportPosts() }]);
    expect(await dates(other.engine)).toEqual([day, UNDATED]);
  });

  it('can be undone', async () => {
    const { engine } = await start();
    const { added } = await engine.importPosts(await THREE());
    await engine.forgetPosts(added);
    expect((await engine.history()).total).toBe(0);
  });

  it('lets a person have a recommendation in between', async () => {
    const { engine } = await start();
    const files = await instagram(
      Array.from({ length: 8 }, (_, n) => post(n, `Post ${n} #tag${n}`)),
      Array.from({ length: 8 }, (_, n) => [n, `photo ${n}`] as const),
    );
    const order: string[] = [];
    const importing = engine.importPosts(files).then(() => order.push('import'));
    const asking = engine.recommend({ photo: null, caption: 'Meanwhile' }).then(() => order.push('recommendation'));
    await Promise.all([importing, asking]);
    expect(order).toEqual(['recommendation', 'import']);
  });
});

describe('an export', () => {
  it('imports again as what it was, with its vectors, under the same ids', async () => {
    const one = await start();
    await one.engine.importPosts(await THREE());
    await one.engine.learn({
      ...{ recommendationId: null, draft: { photo: photoOf('cat'), caption: 'Kept here' }, platform: 'x' },
      ...{ tags: [{ key: 'cat', label: 'Cat' }], removedTags: ['dog'], typedTags: ['cat'] },
      altText: 'A cat on a sofa',
    });
    const file = await one.engine.exportPosts({ passphrase: 'swordfish' });
    const other = await start({ loaded: false });
    const files = [{ path: 'copy.tagweave', file }];
    await expect(other.engine.previewImport(files)).rejects.toMatchObject({ code: 'archive-locked' });
    expect(await other.engine.previewImport(files, { passphrase: 'swordfish' })).toMatchObject({
      kinds: ['tagweave'],
      fresh: 4,
    });
    await other.engine.importPosts(files, { passphrase: 'swordfish' });
    const bare = async (engine: Recommender) =>
      Promise.all(
        (await engine.history()).posts.map(async ({ thumbnail, ...post }) => ({
          ...post,
          thumbnail: thumbnail === null ? null : [thumbnail.type, await thumbnail.text()],
        })),
      );
    expect(await bare(other.engine)).toEqual(await bare(one.engine));
    expect(await other.engine.importPosts(files, { passphrase: 'swordfish' })).toMatchObject({
      added: [],
      duplicates: 4,
    });
  });

  it('leaves a damaged record out and keeps the others', async () => {
    const { engine, history } = await start();
    await engine.importPosts(await THREE());
    const ids = await engine.postIds();
    expect(ids).toHaveLength(3);
    const real = history.get.bind(history);
    vi.spyOn(history, 'get').mockImplementation((id) => (id === ids[0] ? Promise.resolve(null) : real(id)));
    const other = await start({ loaded: false });
    await other.engine.importPosts([{ path: 'copy.zip', file: await engine.exportPosts() }]);
    expect((await other.engine.history()).total).toBe(2);
  });
});
