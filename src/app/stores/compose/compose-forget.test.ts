import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activePost } from '../../post/post.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import type { Compose } from './compose.ts';
import { createCompose } from './compose-store.ts';
import { createEngineController } from '../engine/engine-store.ts';
import { createSettingsStore } from '../settings/settings-store.ts';

function start() {
  const engine = createEngineController(() => createFakeEngine({ downloadMs: 20, recommendMs: 8 }));
  const compose = createCompose(engine, createSettingsStore(null));
  const post = () => activePost(compose.store.get());
  return { engine, compose, post };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5000);

const keepOneBeginAnother = async (compose: Compose): Promise<void> => {
  compose.setCaption('Kept');
  await settle();
  const keeping = compose.keep();
  await settle();
  await keeping;
  compose.newPost();
  compose.addPhotos([], 'Being written');
};

describe('forgetting everything', () => {
  it('takes kept posts off the table and leaves those being written', async () => {
    const { compose } = start();
    await keepOneBeginAnother(compose);
    compose.forget();
    expect(compose.store.get().posts.map((one) => one.caption)).toEqual(['Being written']);
  });

  it('refuses a post that waits to be kept until everything is here', async () => {
    const { compose, post, engine } = start();
    compose.setCaption('Waits for the download');
    const learn = vi.spyOn(engine.recommender(), 'learn');
    const keeping = compose.keep();
    compose.forget();
    const [outcome] = await Promise.all([Promise.allSettled([keeping]), settle()]).then(([all]) => all);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'history-forgotten' } });
    expect([learn.mock.calls, post().savedId]).toEqual([[], null]);
  });

  it('refuses a post that was saved, and forgotten before the page heard of it', async () => {
    const { compose, post, engine } = start();
    compose.setCaption('Saved and gone');
    await settle();
    const recommender = { ...engine.recommender() };
    vi.spyOn(engine.recommender(), 'learn').mockImplementation(async (...args) => {
      const saved = await recommender.learn(...args);
      compose.forget();
      return saved;
    });
    const keeping = Promise.allSettled([compose.keep()]);
    await settle();
    expect((await keeping)[0]).toMatchObject({ status: 'rejected', reason: { code: 'history-forgotten' } });
    expect([post().caption, post().savedId]).toEqual(['Saved and gone', null]);
  });

  it('in another tab takes kept posts off this table, too, and reads the others again without them', async () => {
    const { compose, engine } = start();
    await keepOneBeginAnother(compose);
    await settle();
    const recommend = vi.spyOn(engine.recommender(), 'recommend');
    const forgetting = engine.recommender().forgetEverything();
    await settle();
    await forgetting;
    const { posts } = compose.store.get();
    expect(posts.map((one) => one.caption)).not.toContain('Kept');
    expect(posts.find((one) => one.caption === 'Being written')?.recommendation?.used.historyPosts).toBe(0);
    expect(recommend).toHaveBeenCalledTimes(1);
  });
});
