import { expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { readInNode } from '../models/node-photo.ts';
import type { Recommender } from '../recommender.ts';
import { fakeParts } from '../testing/fake-parts.ts';
import { libraryDoor } from './library-door.ts';
import { groupsOf } from './library-groups.ts';

/** An engine that writes down what it is asked. */
function listening() {
  const asked: unknown[][] = [];
  const engine = new Proxy({} as Recommender, {
    get:
      (_, name) =>
      (...given: unknown[]) => {
        asked.push([name, ...given]);
        return Promise.resolve(name);
      },
  });
  return { asked, ...groupsOf(engine, () => Promise.reject(new Error('not asked'))) };
}

it('every call of a group reaches the engine with what it was given', async () => {
  const { asked, posts, models, tags } = listening();
  const calls: [Promise<unknown>, string, ...unknown[]][] = [
    [posts.list({ limit: 2 }), 'history', { limit: 2 }],
    [posts.ids('2024'), 'postIds', '2024'],
    [posts.update('a', { caption: 'b' }), 'updatePost', 'a', { caption: 'b' }],
    [posts.forget('a'), 'forgetPost', 'a'],
    [posts.forget(['a', 'b']), 'forgetPosts', ['a', 'b']],
    [posts.forgetEverything(), 'forgetEverything'],
    [posts.previewImport([]), 'previewImport', [], undefined],
    [posts.import([], { dateOrder: 'day-first' }), 'importPosts', [], { dateOrder: 'day-first' }],
    [posts.export({ passphrase: 'p' }), 'exportPosts', { passphrase: 'p' }],
    [posts.taste(), 'taste', undefined],
    [posts.replay({ count: 3 }), 'replayOwn', { count: 3 }],
    [models.downloadSize(), 'downloadSize'],
    [models.stored(), 'storedModels'],
    [models.forget(null), 'forgetModels', null],
    [tags.known(), 'knownTags'],
    [tags.related('dog', { count: 2 }), 'relatedTags', 'dog', { count: 2 }],
    [tags.sets(), 'tagSets'],
    [tags.saveSet({ name: 'x', tags: [] }, 'y'), 'saveTagSet', { name: 'x', tags: [] }, 'y'],
    [tags.forgetSet('x'), 'forgetTagSet', 'x'],
    [tags.list(), 'tagList'],
    [tags.saveList([]), 'saveTagList', []],
  ];
  for (const [answer, name] of calls) expect(await answer).toBe(name);
  expect(asked).toEqual(calls.map(([, ...call]) => call));
});

it('a post saved by its group is there, changed, forgotten and put back', async () => {
  const door = libraryDoor(createEngine(fakeParts()), readInNode);
  try {
    const post = await door.posts.save({ draft: { caption: 'Dog' }, tags: [{ key: 'dog', label: 'Dog' }] });
    await door.posts.update(post.id, { caption: 'Cat' });
    expect((await door.posts.list()).posts.map(({ caption }) => caption)).toEqual(['Cat']);
    await door.posts.forget([post.id]);
    expect(await door.posts.ids()).toEqual([]);
    await door.posts.restore(post);
    expect(await door.posts.ids()).toEqual([post.id]);
  } finally {
    await door.dispose();
  }
});
