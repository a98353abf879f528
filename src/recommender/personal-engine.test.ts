import { afterEach, describe, expect, it } from 'vitest';
import type { Reason, ReasonPartName, TagSuggestion } from '../domain/recommendation.ts';
import { createEngine } from './engine.ts';
import type { Recommender, RecommendOptions } from './recommender.ts';
import { VOCABULARY, fakeParts, photoOf } from './testing/fake-parts.ts';
import { startedEngine } from './testing/started-engine.ts';

const open: Recommender[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});
const start = () => startedEngine(open);
const DRAFT = { photo: photoOf('dog'), caption: 'Dog in the snow' };
const keep = (engine: Recommender, name: string, labels: string[], change: object = {}) =>
  engine.learn({
    ...{ recommendationId: null, draft: { photo: photoOf(name), caption: '' } },
    tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
    ...{ removedTags: [], platform: null },
    ...change,
  });
const partOf = (reason: Reason | undefined, name: ReasonPartName): number =>
  reason?.parts.find((part) => part.name === name)?.value ?? 0;
/** Every suggestion, after all posts were learnt (a busy machine may leave some of them for idle time). */
const all = async (engine: Recommender, options: RecommendOptions = {}): Promise<TagSuggestion[]> => {
  await engine.taste();
  const { tags, alternatives } = await engine.recommend(DRAFT, { count: 30, ...options });
  return [...tags, ...alternatives];
};

describe('what was learnt', () => {
  it('is part of the reason of each tag, which still adds up', async () => {
    const { engine } = await start();
    for (const name of ['dog', 'dog2', 'dog3']) await keep(engine, name, ['MyOwnTag', 'Dog', 'Snow']);
    const tags = await all(engine);
    for (const { score, probability, reason } of tags) {
      const { caption, photo, history, head, bias, logit } = reason;
      expect(caption + photo + history + head + bias).toBeCloseTo(logit, 4);
      expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(probability, 4);
      expect(reason.parts.reduce((sum, { value }) => sum + value, 0)).toBe(score);
    }
    const named = tags.find((tag) => tag.key === 'dog')?.reason;
    expect(named?.head).toBeGreaterThan(0);
    expect(partOf(named, 'named')).toBeGreaterThan(0); // the caption says "Dog"
    const own = tags.find((tag) => tag.key === 'myowntag')?.reason;
    expect(own).toMatchObject({ inVocabulary: false, caption: 0, photo: 0, history: 0 });
    expect(own?.head).toBeGreaterThan(0);
    const without = await all(engine, { personalHead: 'off' });
    expect(without.every(({ reason }) => reason.head === 0)).toBe(true);
    expect(without.map((tag) => tag.score)).not.toEqual(tags.map((tag) => tag.score));
  });

  it('knows in idle time what the names of own tags mean, and says where one fits the caption', async () => {
    const { engine, parts } = await start();
    const labels = ['WhiteFox', 'OldTown', 'RedBarn', 'SlowFood', 'BigWave', 'NightBus', 'TallGrass', 'WetPaint'];
    for (const label of labels) await keep(engine, label, [label, 'Dog']);
    const fittingOf = async (caption: string) => {
      const { tags, alternatives } = await engine.recommend({ photo: photoOf('sea'), caption }, { count: 30 });
      for (const { score, reason } of [...tags, ...alternatives]) {
        expect(reason.parts.reduce((sum, { value }) => sum + value, 0)).toBe(score);
      }
      return new Map([...tags, ...alternatives].map(({ key, reason }) => [key, partOf(reason, 'fitting')]));
    };
    parts.asked.splice(0);
    expect((await fittingOf('White Fox')).get('whitefox')).toBe(0);
    expect(parts.asked.filter((one) => one.startsWith('caption'))).toEqual(['caption White Fox']); // no name is waited for
    await parts.runIdle();
    const names = parts.asked.filter((one) => one.startsWith('caption'));
    expect(names).toHaveLength(1 + labels.length);
    expect(names).not.toContain('caption Dog'); // the network knows it
    const fitting = await fittingOf('White Fox');
    expect(fitting.get('whitefox')).toBeGreaterThan(0);
    expect(fitting.get('dog')).toBe(0);
    expect([...(await fittingOf('')).values()].every((share) => share === 0)).toBe(true);
  });

  it('changes nothing for a person without posts', async () => {
    const { engine } = await start();
    const alone = await all(engine, { history: 'off' });
    expect(await all(engine)).toEqual(alone);
    expect(await all(engine, { personalHead: 'off', ownTags: 'off' })).toEqual(alone);
  });

  it('weighs as much as the slider says, at once, and nothing is encoded again', async () => {
    const { engine, parts } = await start();
    for (const name of ['dog', 'dog2', 'dog3']) await keep(engine, name, ['Dog', 'MyOwnTag']);
    const off = await all(engine, { history: 'off' });
    parts.asked.splice(0);
    const none = await all(engine, { historyStrength: 0 });
    expect(none.map(({ key, score }) => [key, score])).toEqual(off.map(({ key, score }) => [key, score]));
    const amounts = [0, 0.3, 0.7, 1].map(async (historyStrength) => {
      const tags = await all(engine, { historyStrength });
      return tags.find((tag) => tag.key === 'dog')?.reason.head ?? Number.NaN;
    });
    const heads = await Promise.all(amounts);
    expect(heads[0]).toBe(0);
    expect(heads).toEqual([...heads].sort((a, b) => a - b));
    expect(heads[3]).toBeGreaterThan(heads[2] ?? NaN);
    expect(parts.asked).toEqual([]);
  });

  it('is forgotten exactly with the post, and comes back exactly with undo', async () => {
    const names = ['dog', 'snow', 'sea', 'cat', 'park'];
    const teach = async (engine: Recommender, skip: number) => {
      const posts = [];
      for (const [n, name] of names.entries()) {
        if (n !== skip) posts.push(await keep(engine, name, [`Own${n}`, name], { removedTags: ['beach'] }));
      }
      return posts;
    };
    const { engine } = await start();
    const posts = await teach(engine, -1);
    const before = await all(engine);
    const taste = await engine.taste();
    for (const gone of [1, 4]) {
      const { engine: never } = await start();
      await teach(never, gone);
      await engine.forgetPost(posts[gone]!.id);
      // The clock of the other engine ran differently; nothing else may differ.
      expect(await all(engine)).toEqual(await all(never));
      expect((await engine.taste()).shifts).toEqual((await never.taste()).shifts);
      await engine.restorePost(posts[gone]!);
      expect(await all(engine)).toEqual(before);
      expect(await engine.taste()).toEqual(taste);
    }
    await engine.forgetEverything();
    expect(await engine.taste()).toMatchObject({ posts: 0, tags: [], shifts: [], weight: 0 });
  });

  it('keeps which tags were typed, also through edits', async () => {
    const { engine, parts } = await start();
    const saved = await keep(engine, 'dog', ['Dog', 'Mine'], { typedTags: ['mine', 'mine'], removedTags: ['cat'] });
    expect(saved.typedTags).toEqual(['mine']);
    expect(await keep(engine, 'dog', ['Dog'])).not.toHaveProperty('typedTags');
    await engine.updatePost(saved.id, { typedTags: [], removedTags: ['sea', 'sea'] });
    expect(await parts.history.get(saved.id)).toMatchObject({ typedTags: [], removedTags: ['sea'] });
  });

  it('keeps what the photo shows on one line, also through edits, and nothing where there is no photo', async () => {
    const { engine, parts } = await start();
    const altText = 'A dog\n in the snow ';
    const draft = { photo: photoOf('dog'), caption: 'dog' };
    const saved = await engine.learn({ draft, tags: [], altText });
    expect(saved.altText).toBe('A dog in the snow');
    expect((await parts.history.get(saved.id))?.altText).toBe('A dog in the snow');
    await engine.updatePost(saved.id, { caption: 'Snow' });
    await engine.updatePost(saved.id, { altText: 'Snow,\ta dog' });
    expect(await parts.history.get(saved.id)).toMatchObject({ caption: 'Snow', altText: 'Snow, a dog' });
    await engine.restorePost(saved);
    expect((await parts.history.get(saved.id))?.altText).toBe('A dog in the snow');
    await engine.updatePost(saved.id, { altText: '' });
    expect((await parts.history.get(saved.id))?.altText ?? '').toBe('');
    expect(await engine.learn({ draft: { caption: 'dog' }, altText })).not.toHaveProperty('altText');
  });
});

describe('broad ⟷ niche', () => {
  it('prefers commoner or rarer tags, leaves the reasons adding up and encodes nothing again', async () => {
    const { engine, parts } = await start();
    const middle = await all(engine);
    parts.asked.splice(0);
    for (const niche of [-1, 0.5, 1]) {
      const tags = await all(engine, { niche });
      for (const { score, reason } of tags) expect(reason.parts.reduce((sum, { value }) => sum + value, 0)).toBe(score);
      for (const { key, score } of tags) {
        const before = middle.find((tag) => tag.key === key)?.score ?? Number.NaN;
        expect(score).toBeLessThanOrEqual(before + 1e-6);
      }
    }
    expect(await all(engine, { niche: 0 })).toEqual(middle);
    const commonness = async (niche: number): Promise<number> => {
      const { tags } = await engine.recommend(DRAFT, { niche });
      const counts = tags.map(({ key }) => VOCABULARY.tags.find((tag) => tag.key === key)?.count ?? Number.NaN);
      return counts.reduce((sum, count) => sum + Math.log(count), 0);
    };
    const [broad, plain, niche] = [await commonness(-1), await commonness(0), await commonness(1)];
    expect(broad).toBeGreaterThan(plain);
    expect(niche).toBeLessThan(plain);
    expect(parts.asked).toEqual([]);
  });

  it.each([{ niche: 2 }, { niche: Number.NaN }, { historyStrength: -0.1 }, { historyStrength: 1.5 }])(
    'refuses %j in one sentence',
    async (options) => {
      const { engine } = await start();
      await expect(engine.recommend(DRAFT, options)).rejects.toMatchObject({ code: 'usage' });
    },
  );
});

describe('taste and replay', () => {
  it('tell what was learnt', async () => {
    const { engine } = await start();
    await keep(engine, 'dog', ['Dog', 'Mine']);
    await keep(engine, 'dog2', ['Dog'], { removedTags: ['cat'] });
    const { posts, tags, shifts, weight } = await engine.taste();
    expect([posts, tags.map((tag) => tag.key)]).toEqual([2, ['dog', 'mine']]);
    expect(shifts.find((shift) => shift.key === 'dog')?.amount).toBeGreaterThan(0);
    expect(shifts.find((shift) => shift.key === 'cat')?.amount).toBeLessThan(0);
    expect(shifts.find((shift) => shift.key === 'cat')?.label).toBe('Cat');
    expect((await engine.taste({ historyStrength: 0.5 })).weight).toBeCloseTo(weight / 2, 12);
  });

  it('tell the tags alone before the models are there', async () => {
    const parts = fakeParts();
    const engine = createEngine(parts);
    open.push(engine);
    await keep(engine, 'dog', ['Dog']);
    expect(await engine.taste()).toMatchObject({ posts: 1, shifts: [] });
    await expect(engine.replayOwn()).rejects.toMatchObject({ code: 'model-not-loaded' });
  });

  it('replay every post from those before it, without encoding, as it would have been recommended', async () => {
    const { engine, parts, heard } = await start();
    const names = ['dog', 'snow', 'sea', 'cat', 'park'];
    const lists: string[][] = [];
    const off: string[][] = [];
    for (const name of names) {
      const draft = { photo: photoOf(name), caption: '' };
      const keysOf = async (options: RecommendOptions) =>
        (await engine.recommend(draft, { count: 4, ...options })).tags.map((tag) => tag.key);
      off.push(await keysOf({ history: 'off' }));
      await engine.taste();
      lists.push(await keysOf({}));
      await keep(engine, name, [name, 'Mine']);
    }
    parts.asked.splice(0);
    heard.splice(0);
    const replayed = await engine.replayOwn({ count: 4 });
    expect(parts.asked).toEqual([]);
    expect(replayed).toMatchObject({ count: 4, posts: 5, waiting: 0 });
    expect(replayed.bands.map((band) => band.posts)).toEqual([1, 2, 2, 0, 0]);
    const hitRate = (of: string[][]): number =>
      of.filter((keys, n) => keys.includes(names[n] ?? '') || keys.includes('mine')).length / names.length;
    expect(replayed.systems.head.hit).toBeCloseTo(hitRate(lists), 12);
    expect(replayed.systems.nothing.hit).toBeCloseTo(hitRate(off), 12);
    const [first] = replayed.bands;
    expect(first?.systems.head).toEqual(first?.systems.nothing); // nobody without posts is worse off
    const told = heard.flatMap((event) => (event.type === 'history-read' ? [event.done] : []));
    expect(told).toEqual([1, 2, 3, 4, 5]);
  });

  it('replay posts that came in without a vector, too: they are encoded first', async () => {
    const { engine, heard } = await start();
    for (const name of ['dog', 'snow']) {
      await engine.restorePost({
        id: name,
        createdAt: '2026-01-01T00:00:00Z',
        caption: name === 'dog' ? 'A dog' : '',
        tags: [{ key: 'mine', label: 'Mine' }],
        removedTags: [],
        thumbnail: null,
        platform: null,
        vector: null,
      });
    }
    // One has words; in the other there is nothing to read.
    expect(await engine.replayOwn({ count: 4 })).toMatchObject({ posts: 1, waiting: 1 });
    expect(heard.some((event) => event.type === 'reencode')).toBe(true);
  });

  it('stop when they are cancelled', async () => {
    const { engine } = await start();
    for (const name of ['dog', 'snow', 'sea']) await keep(engine, name, ['Mine']);
    const stop = new AbortController();
    engine.on((event) => {
      if (event.type === 'history-read') stop.abort();
    });
    await expect(engine.replayOwn({ signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    await expect(engine.taste({ signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    await expect(engine.replayOwn({ count: 0 })).rejects.toMatchObject({ code: 'usage' });
  });

  it('learn a history that was there before, in idle time', async () => {
    const { engine, parts } = await start();
    for (const name of ['dog', 'snow', 'sea', 'cat']) await keep(engine, name, ['Mine', name]);
    const again = createEngine(parts);
    open.push(again);
    await again.load();
    await parts.runIdle();
    expect(await all(again)).toEqual(await all(engine));
  });
});
