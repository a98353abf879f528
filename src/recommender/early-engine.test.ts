import { afterEach, describe, expect, it } from 'vitest';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import { createEngine } from './engine.ts';
import { CaptionLater } from './models/caption-later.ts';
import type { Models } from './models/engine-parts.ts';
import type { Recommender } from './recommender.ts';
import { fakeParts, photoOf } from './testing/fake-parts.ts';

const open: Recommender[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});

const DRAFT = { photo: photoOf('dog'), caption: 'Dog in the snow #snow' };

/** An engine whose caption encoder is on its way: `arrive` brings it, `fail` says that it will not come. */
async function waiting() {
  const ready = fakeParts();
  let [arrive, fail]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const coming = new Promise<void>((resolve, reject) => {
    [arrive, fail] = [resolve, reject];
  });
  const parts = fakeParts({
    decoder: ready.decoder,
    loadModels: async (calls) => {
      const { caption, ...rest } = await ready.loadModels(calls);
      const later = new CaptionLater(caption.ref);
      const models: Models = { ...rest, caption: later };
      calls.photoReady?.(models);
      await coming.catch((error: unknown) => {
        later.failed(error);
        throw error;
      });
      later.came(caption);
      return models;
    },
  });
  const engine = createEngine(parts);
  open.push(engine);
  const heard: RecommenderEvent[] = [];
  const told = new Promise<void>((resolve) => {
    engine.on((event) => {
      heard.push(event);
      if (event.type === 'photo-ready') resolve();
    });
  });
  const loading = engine.load();
  loading.catch(() => undefined);
  await told;
  return { engine, loading, arrive, fail, heard, asked: ready.asked };
}

describe('while the caption encoder is still coming', () => {
  it('a photo is read from itself alone, and says so; the whole post then does not read it again', async () => {
    const { engine, loading, arrive, asked } = await waiting();
    const early = await engine.recommend(DRAFT, { early: true });
    expect(early).toMatchObject({ early: true, used: { photo: true, caption: false } });
    expect(early.tags.map(({ key }) => key)).not.toContain('snow');
    expect(asked).toEqual(['decode dog', 'photo dog']);
    arrive();
    await loading;
    const whole = await engine.recommend(DRAFT, { early: true });
    expect(whole.early).toBeUndefined();
    expect(whole.used).toMatchObject({ photo: true, caption: true });
    expect(asked).toEqual(['decode dog', 'photo dog', `caption ${DRAFT.caption}`]);
  });

  it('a photo without a caption lacks nothing', async () => {
    const { engine, arrive, loading } = await waiting();
    const draft = { photo: DRAFT.photo, caption: '' };
    const early = await engine.recommend(draft, { early: true });
    expect(early.early).toBeUndefined();
    arrive();
    await loading;
    expect((await engine.recommend(draft)).tags).toEqual(early.tags);
  });

  it.each([
    ['nobody allows it', DRAFT, {}],
    ['there is no photo', { photo: null, caption: 'Dog in the snow' }, { early: true }],
    ['the caption tells of a loss', { ...DRAFT, caption: 'Rest in peace, old friend' }, { early: true }],
  ])('everything is waited for where %s', async (_where, draft, options) => {
    const { engine, arrive, asked } = await waiting();
    const answer = engine.recommend(draft, options);
    await Promise.race([answer, engine.history()]);
    expect(asked).toEqual([]);
    arrive();
    expect((await answer).used.caption).toBe(true);
  });

  it('that it never comes is told, and nothing is read early any more', async () => {
    const { engine, loading, fail, heard } = await waiting();
    fail(new TagweaveError('model-unreachable', 'No connection.'));
    await expect(loading).rejects.toMatchObject({ code: 'model-unreachable' });
    await expect(engine.recommend(DRAFT, { early: true })).rejects.toMatchObject({ code: 'model-not-loaded' });
    expect(heard.map(({ type }) => type)).not.toContain('ready');
  });

  it('what is no yes or no is refused', async () => {
    const { engine, arrive } = await waiting();
    const wrong = { early: 'yes' as unknown as boolean };
    await expect(engine.recommend(DRAFT, wrong)).rejects.toMatchObject({ code: 'usage', details: { field: 'early' } });
    arrive();
  });
});
