import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { TagSet } from '../domain/post/tag-set.ts';
import { openHistory } from '../history/open-history.ts';
import { createEngine } from './engine.ts';
import type { Recommender } from './recommender.ts';
import { fakeParts } from './testing/fake-parts.ts';

const opened: Recommender[] = [];
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.dispose()));
  vi.unstubAllGlobals();
});

/** An engine without its models: saved sets do not wait for them. */
function start(): Recommender {
  const engine = createEngine(fakeParts({ openHistory: () => openHistory({ name: 'sets' }) }));
  opened.push(engine);
  return engine;
}
const set = (name: string, ...labels: string[]): TagSet => ({
  name,
  tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
});
const copyOf = async (engine: Recommender) => [{ path: 'copy.zip', file: await engine.exportPosts() }];

describe('saved sets of the engine', () => {
  it('are saved, renamed, deleted, and there in the next visit', async () => {
    const engine = start();
    await engine.saveTagSet(set('Coffee', 'Latte'));
    await engine.saveTagSet(set('Travel', 'Rome'));
    await engine.saveTagSet(set('Trips', 'Rome', 'Kyiv'), 'Travel');
    await engine.forgetTagSet('no such set');
    expect(await start().tagSets()).toEqual([set('Coffee', 'Latte'), set('Trips', 'Rome', 'Kyiv')]);
    await engine.forgetTagSet('coffee');
    expect(await engine.tagSets()).toEqual([set('Trips', 'Rome', 'Kyiv')]);
  });

  it('two tabs add at once, and neither loses its own; both are told', async () => {
    const [here, there] = [start(), start()];
    await there.tagSets();
    const heard = new Promise<RecommenderEvent>((resolve) => {
      there.on(resolve);
    });
    await here.saveTagSet(set('First', 'A'));
    expect(await heard).toEqual({ type: 'tag-sets-changed' });
    await Promise.all([here.saveTagSet(set('Here', 'B')), there.saveTagSet(set('There', 'C'))]);
    expect((await here.tagSets()).map(({ name }) => name).toSorted()).toEqual(['First', 'Here', 'There']);
  });

  it('refuse what has no name, one too many, and what is no set', async () => {
    const engine = start();
    await expect(engine.saveTagSet(set(' '))).rejects.toMatchObject({ code: 'usage' });
    await expect(engine.saveTagSet({ name: 'A' } as never)).rejects.toMatchObject({ code: 'usage' });
    await expect(engine.forgetTagSet(7 as never)).rejects.toMatchObject({ code: 'usage' });
    const history = await openHistory({ name: 'sets' });
    await (
      await history.begin()
    ).changeOwn('tag-sets', () => Array.from({ length: 200 }, (_, n) => set(`Set ${n}`, 'A')));
    history.close();
    await expect(engine.saveTagSet(set('One more', 'A'))).rejects.toMatchObject({ code: 'usage' });
    await engine.saveTagSet(set('set 7', 'B'));
    expect(await engine.tagSets()).toHaveLength(200);
  });

  it('are forgotten with everything, also one that is being saved', async () => {
    const engine = start();
    await engine.saveTagSet(set('Coffee', 'Latte'));
    const heard: RecommenderEvent[] = [];
    engine.on((event) => heard.push(event));
    const late = engine.saveTagSet(set('Travel', 'Rome')).catch((error: unknown) => error);
    await engine.forgetEverything();
    await late;
    expect(await engine.tagSets()).toEqual([]);
    expect(await start().tagSets()).toEqual([]);
    expect(heard).toContainEqual({ type: 'tag-sets-changed' });
  });

  it('leave with a copy and come back; a set of the same name gets what it lacks', async () => {
    const engine = start();
    await engine.saveTagSet(set('Coffee', 'Latte', 'Cafe'));
    await engine.saveTagSet(set('Travel', 'Rome'));
    const files = await copyOf(engine);
    expect((await engine.previewImport(files)).sets).toBe(0);
    expect((await engine.importPosts(files)).sets).toEqual([]);
    await engine.forgetTagSet('Travel');
    await engine.saveTagSet(set('coffee', 'Espresso', 'Latte'));
    expect((await engine.previewImport(files)).sets).toBe(2);
    expect((await engine.importPosts(files)).sets).toEqual([set('coffee', 'Cafe'), set('Travel', 'Rome')]);
    expect(await engine.tagSets()).toEqual([set('coffee', 'Espresso', 'Latte', 'Cafe'), set('Travel', 'Rome')]);
  });

  it('of an import that began before everything was forgotten do not come', async () => {
    const engine = start();
    await engine.saveTagSet(set('Coffee', 'Latte'));
    const files = await copyOf(engine);
    const importing = engine.importPosts(files).catch((error: unknown) => error);
    await engine.forgetEverything();
    await importing;
    expect(await engine.tagSets()).toEqual([]);
  });
});
