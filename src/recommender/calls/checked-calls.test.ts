import { afterEach, describe, expect, it } from 'vitest';
import type { Recommender } from '../recommender.ts';
import { photoOf } from '../testing/fake-parts.ts';
import { startedEngine } from '../testing/started-engine.ts';

/** The engine as plain JavaScript sees it: nothing stops anybody from passing anything. */
type Untyped = Readonly<Record<keyof Recommender, (...args: unknown[]) => Promise<unknown>>>;

const open: Recommender[] = [];
const start = async () => {
  const { engine } = await startedEngine(open);
  return { engine, untyped: engine as unknown as Untyped };
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});

const photo = photoOf('dog');
const dog = [{ key: 'dog', label: 'Dog' }];
const post = { id: 'a', createdAt: '2026-01-02T03:04:05.000Z', caption: '', tags: dog, removedTags: [] };

describe('what is left out', () => {
  it.each([
    [{ caption: 'Dog in the snow' }],
    [{ photo }],
    [{ photo: undefined, caption: 'Dog' }],
    [{ photo: null, caption: 'Dog' }],
    [{ photo, caption: undefined }],
    [{ photo, caption: null }],
  ])('of a draft is nothing to stumble over: %j', async (draft) => {
    const { untyped } = await start();
    expect(await untyped.recommend(draft)).toMatchObject({
      used: { photo: 'photo' in draft && draft.photo === photo },
    });
    expect(await untyped.recommend(draft, { count: undefined, exclude: null, gate: null })).toBeDefined();
  });

  it('of a post is stored as what it is, and reads back whole', async () => {
    const { engine, untyped } = await start();
    for (const request of [{ draft: { caption: 'Dog' } }, { draft: { photo }, tags: dog, platform: undefined }]) {
      expect(await untyped.learn(request)).toMatchObject({ platform: null, removedTags: [] });
    }
    const { posts, total } = await engine.history();
    expect([posts.length, total]).toEqual([2, 2]);
    await untyped.restorePost(post);
    expect((await engine.history()).posts.map(({ platform }) => platform)).toEqual([null, null, null]);
  });
});

describe('what is of another kind is `usage` with the field’s name, and nothing is stored', () => {
  it.each<[field: string, method: keyof Recommender, ...args: unknown[]]>([
    ['draft', 'recommend'],
    ['draft', 'recommend', 'a caption'],
    ['draft.caption', 'recommend', { caption: 7 }],
    ['draft.photo', 'recommend', { photo: 'dog.jpg' }],
    ['draft.photo', 'recommend', { photo: new Uint8Array(3) }],
    ['draft.photo', 'recommend', { photo: { tagName: 'INPUT', click: () => undefined } }],
    ['options', 'recommend', { caption: 'x' }, 5],
    ['count', 'recommend', { caption: 'x' }, { count: '5' }],
    ['count', 'recommend', { caption: 'x' }, { count: 2.5 }],
    ['gate', 'recommend', { caption: 'x' }, { gate: Number.NaN }],
    ['niche', 'recommend', { caption: 'x' }, { niche: 'much' }],
    ['historyStrength', 'recommend', { caption: 'x' }, { historyStrength: 2 }],
    ['history', 'recommend', { caption: 'x' }, { history: true }],
    ['ownTags', 'recommend', { caption: 'x' }, { ownTags: 'no' }],
    ['without', 'recommend', { caption: 'x' }, { without: 'words' }],
    ['exclude', 'recommend', { caption: 'x' }, { exclude: 'dog' }],
    ['exclude[1]', 'recommend', { caption: 'x' }, { exclude: ['dog', 7] }],
    ['always[0]', 'recommend', { caption: 'x' }, { always: ['dog'] }],
    ['signal', 'recommend', { caption: 'x' }, { signal: 'stop' }],
    ['signal', 'load', { signal: {} }],
    ['request', 'learn'],
    ['draft', 'learn', { tags: dog }],
    ['draft.caption', 'learn', { draft: { caption: ['x'] } }],
    ['tags', 'learn', { draft: { caption: 'x' }, tags: '#dog' }],
    ['tags[0]', 'learn', { draft: { caption: 'x' }, tags: ['dog'] }],
    ['tags[0].label', 'learn', { draft: { caption: 'x' }, tags: [{ key: 'dog' }] }],
    ['removedTags[0]', 'learn', { draft: { caption: 'x' }, removedTags: [null] }],
    ['typedTags', 'learn', { draft: { caption: 'x' }, typedTags: {} }],
    ['platform', 'learn', { draft: { caption: 'x' }, platform: 3 }],
    ['recommendationId', 'learn', { draft: { caption: 'x' }, recommendationId: {} }],
    ['limit', 'history', { limit: -1 }],
    ['search', 'history', { search: /x/u }],
    ['id', 'forgetPost', 7],
    ['change', 'updatePost', 'a', null],
    ['caption', 'updatePost', 'a', { caption: 7 }],
    ['tags[0]', 'updatePost', 'a', { tags: [7] }],
    ['post', 'restorePost', null],
    ['post.id', 'restorePost', { ...post, id: '' }],
    ['post.createdAt', 'restorePost', { ...post, createdAt: 'yesterday' }],
    ['post.tags', 'restorePost', { ...post, tags: undefined }],
    ['post.thumbnail', 'restorePost', { ...post, thumbnail: 'data:' }],
    ['post.vector', 'restorePost', { ...post, vector: 7 }],
    ['post.vector.maker', 'restorePost', { ...post, vector: [1, 2] }],
    ['post.vector.values', 'restorePost', { ...post, vector: { maker: 'm', values: [1, 2] } }],
    ['post.vector.photo', 'restorePost', { ...post, vector: { maker: 'm', values: new Float32Array(1), photo: null } }],
    ['since', 'postIds', 'last week'],
    ['ids', 'forgetPosts', 'a'],
    ['files', 'previewImport', { length: 1 }],
    ['files[0].file', 'importPosts', [{ path: 'a.zip', file: 'PK' }]],
    ['passphrase', 'exportPosts', { passphrase: 7 }],
    ['names[0]', 'forgetModels', [1]],
  ])('%s in %s', async (field, method, ...args) => {
    const { engine, untyped } = await start();
    await expect(untyped[method](...args)).rejects.toMatchObject({
      name: 'TagweaveError',
      code: 'usage',
      message: expect.stringContaining(field) as string,
      details: { field },
    });
    expect((await engine.history()).total).toBe(0);
  });
});
