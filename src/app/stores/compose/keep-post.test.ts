import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TagweaveError } from '../../../domain/errors/errors.ts';
import type { SavedPost } from '../../../domain/post/post.ts';
import { addTyped, remove } from '../../post/chips.ts';
import { isKept } from '../../post/post.ts';
import { photo, settle, start } from '../../testing/compose-parts.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('keeping', () => {
  it('saves the post with what was removed, updates it the second time, and can be undone', async () => {
    const { compose, post, engine } = start();
    compose.addPhotos([photo('dog.png')]);
    compose.setCaption('In the park');
    await settle();
    const gone = post().table.chips[1]?.key ?? '';
    compose.editTags((table, now, count) => remove(table, gone, now.recommendation, count));
    const keeping = compose.keep();
    await settle();
    const saved = await keeping;
    expect(saved).toMatchObject({ caption: 'In the park', removedTags: [gone], platform: 'instagram' });
    compose.editTags((table) => addTyped(table, 'Rex'));
    const again = compose.keep();
    await settle();
    expect((await again).id).toBe(saved.id);
    const page = engine.recommender().history();
    await settle();
    expect((await page).total).toBe(1);
    compose.unkeep(saved.id);
    expect(post().savedId).toBeNull();
  });

  it('keeps what the person said of the photo, but no draft of it, and has it kept again when it changes', async () => {
    const { compose, post } = start();
    const keep = async (): Promise<SavedPost> => {
      const keeping = compose.keep();
      await settle();
      return keeping;
    };
    compose.addPhotos([photo('dog.png')]);
    compose.setCaption('In the park');
    await settle();
    expect((await keep()).altText ?? '').toBe('');
    compose.setAltText('A dog on grass');
    expect(isKept(post())).toBe(false);
    expect((await keep()).altText).toBe('A dog on grass');
    compose.setAltText('A dog on grass ');
    expect(isKept(post())).toBe(true);
    compose.setAltText(null);
    expect((await keep()).altText).toBe('');
  });

  it('another post starts while the old one stays as a draft; a kept one has gone to the history', async () => {
    const { compose, post } = start();
    const captions = () => compose.store.get().posts.map(({ caption }) => caption);
    compose.newPost();
    expect(captions()).toEqual(['']);
    compose.setCaption('In the park');
    compose.newPost();
    compose.newPost();
    expect(captions()).toEqual(['In the park', '']);
    expect(post().caption).toBe('');
    compose.setCaption('At home');
    await settle();
    const keeping = compose.keep();
    await settle();
    await keeping;
    expect(isKept(post())).toBe(true);
    compose.newPost();
    expect(captions()).toEqual(['In the park', '']);
  });

  it('a kept post with changes that are not kept stays as a draft', async () => {
    const { compose, post } = start();
    compose.setCaption('In the park');
    await settle();
    const keeping = compose.keep();
    await settle();
    await keeping;
    compose.editTags((table) => addTyped(table, 'Rex'));
    expect(isKept(post())).toBe(false);
    compose.newPost();
    expect(compose.store.get().posts.map(({ caption }) => caption)).toEqual(['In the park', '']);
  });

  it('a post whose keeping nobody heard the end of is the same post when it is kept again', async () => {
    const { compose, engine, post } = start();
    compose.setCaption('In the park');
    await settle();
    const recommender = engine.recommender();
    const learn = vi.spyOn(recommender, 'learn').mockImplementationOnce(async (request) => {
      await recommender.learn(request);
      throw new TagweaveError('worker-crashed', 'It stopped.');
    });
    const kept = async (keep: () => Promise<SavedPost>) => {
      const end = keep().catch((error: unknown) => error);
      await settle();
      return end;
    };
    expect(await kept(() => compose.keep())).toMatchObject({ code: 'worker-crashed' });
    expect(post().savedId).toBeNull();
    const again = (await kept(() => compose.keep())) as SavedPost;
    const total = async () => {
      const page = recommender.history();
      await settle();
      return (await page).total;
    };
    expect([learn.mock.calls.length, await total()]).toEqual([3, 1]);
    expect(again.id).toBe(post().keepId);
    // Another post is another one.
    compose.newPost();
    compose.setCaption('At home');
    await settle();
    await kept(() => compose.keep());
    expect(await total()).toBe(2);
  });

  it('a draft that comes back after a new start is kept under the name that it had before', async () => {
    const { compose } = start();
    const words = { caption: 'In the park', altText: null, photo: null, photoName: '', tags: [], cleared: false };
    compose.restore([{ id: 3, ...words, keepId: 'named-before', savedId: null }]);
    const keeping = compose.keep();
    await settle();
    expect((await keeping).id).toBe('named-before');
  });

  it('can be kept anew after it was forgotten in another window', async () => {
    const { engine, compose, post } = start();
    compose.setCaption('In the park');
    await settle();
    const keep = async () => {
      const kept = compose.keep().catch((error: unknown) => error);
      await settle();
      return kept;
    };
    const saved = (await keep()) as SavedPost;
    await Promise.all([engine.recommender().forgetPost(saved.id), settle()]);
    expect(await keep()).toMatchObject({ code: 'post-forgotten' });
    expect(post().savedId).toBeNull();
    const anew = (await keep()) as SavedPost;
    expect(anew.id).not.toBe(saved.id);
    expect(post().savedId).toBe(anew.id);
  });
});
