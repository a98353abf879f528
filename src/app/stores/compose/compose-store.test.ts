import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addTyped, remove, toggleKept } from '../../post/chips.ts';
import { activePost } from '../../post/post.ts';
import { photo, settle, start } from '../../testing/compose-parts.ts';
import { CAPTION_PAUSE_MS } from './compose-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('writing a post', () => {
  it('gives no photo’s address up while the page still shows it', async () => {
    const { compose } = start();
    const shown = (): readonly (string | null)[] => compose.store.get().posts.map(({ photoUrl }) => photoUrl);
    const early: string[] = [];
    const revoke = vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
      if (shown().includes(url)) early.push(url);
    });
    compose.addPhotos([photo('a.png')]);
    compose.addPhotos([photo('b.png')]);
    compose.dropPhoto();
    compose.addPhotos([photo('c.png'), photo('d.png')]);
    compose.removePost(compose.store.get().activeId);
    // The page is drawn anew only after this: nothing may be gone yet.
    expect(revoke).not.toHaveBeenCalled();
    await settle();
    expect(revoke).toHaveBeenCalledTimes(3);
    expect(early).toEqual([]);
    revoke.mockRestore();
  });

  it('downloads nothing and asks for nothing before the person acts', async () => {
    const { engine } = start();
    await engine.look();
    await settle();
    expect(engine.store.get()).toMatchObject({ phase: 'idle', size: { totalBytes: 41_300_000, cachedBytes: 0 } });
  });

  it('a photo becomes tags, as many as the platform takes', async () => {
    const { compose, post } = start();
    compose.addPhotos([photo('dog.png')]);
    expect(post().status).toBe('waiting');
    await settle();
    expect(post()).toMatchObject({ status: 'done', photoName: 'dog.png' });
    expect(post().table.chips).toHaveLength(5);
  });

  it('reads the caption again only after a pause, and not for a space', async () => {
    const { compose, post, engine } = start();
    const recommend = vi.spyOn(engine.recommender(), 'recommend');
    for (const text of ['G', 'Go', 'Golden hour']) compose.setCaption(text);
    await vi.advanceTimersByTimeAsync(CAPTION_PAUSE_MS - 50);
    expect(recommend).not.toHaveBeenCalled();
    await settle();
    compose.setCaption('Golden hour ');
    await settle();
    expect(recommend).toHaveBeenCalledTimes(1);
    expect(post().readCaption).toBe('Golden hour');
  });

  it('reads every post whose caption was edited, also when the next one is edited before the pause is over', async () => {
    const { compose } = start();
    compose.setCaption('First');
    compose.activate(1);
    compose.addPhotos([photo('b.png')], 'Second');
    await settle();
    const [first, second] = compose.store.get().posts.map(({ id }) => id) as [number, number];
    compose.activate(first);
    compose.setCaption('First, edited');
    compose.activate(second);
    compose.setCaption('Second, edited');
    await settle();
    expect(compose.store.get().posts.map(({ status, readCaption }) => [status, readCaption])).toEqual([
      ['done', 'First, edited'],
      ['done', 'Second, edited'],
    ]);
  });

  it('an emptied post is blank again and keeps only what was kept', async () => {
    const { compose, post } = start();
    compose.setCaption('Golden hour');
    await settle();
    compose.editTags((table) => addTyped(table, 'Mine'));
    compose.setCaption('');
    await settle();
    expect(post()).toMatchObject({ status: 'blank', recommendation: null });
    expect(post().table.chips.map((chip) => chip.label)).toEqual(['Mine']);
  });

  it('removed tags are told to the engine and do not return', async () => {
    const { compose, post, engine } = start();
    const recommend = vi.spyOn(engine.recommender(), 'recommend');
    compose.addPhotos([photo('dog.png')]);
    await settle();
    const gone = post().table.chips[0]?.key ?? '';
    compose.editTags((table, now, count) => remove(table, gone, now.recommendation, count));
    expect(post().table.chips).toHaveLength(5);
    compose.setCaption('In the park');
    await settle();
    expect(recommend.mock.lastCall?.[1]?.exclude).toEqual([gone]);
    expect(post().table.chips.map((chip) => chip.key)).not.toContain(gone);
  });

  it('a what-if remembers what the model chose, and goes back to it', async () => {
    const { compose, post } = start();
    compose.addPhotos([photo('dog.png')]);
    compose.setCaption('In the park');
    await settle();
    expect(post().ownGate).toBe(0.62);
    compose.setWhatIf({ gate: 0.1 });
    await settle();
    expect(post().recommendation?.gate).toMatchObject({ mean: 0.1, chosenByPerson: true });
    expect(post().ownGate).toBe(0.62);
    compose.setWhatIf({ gate: null });
    await settle();
    expect(post().recommendation?.gate?.mean).toBe(0.62);
  });

  it('a platform’s rule that the person corrects counts at once', async () => {
    const { compose, settings, post } = start();
    compose.addPhotos([photo('dog.png')]);
    await settle();
    const edit = { cap: 3, usual: 3, characters: 'word', postLimit: null, editedAt: '2026-11-26' } as const;
    settings.update((now) => ({ ...now, platformEdits: { instagram: edit } }));
    expect(post().table.chips).toHaveLength(3);
    settings.update((now) => ({ ...now, platformEdits: { instagram: { ...edit, cap: 12, usual: 12 } } }));
    await settle();
    expect(post().table.chips).toHaveLength(12);
  });

  it('another platform shows as many tags as are usual there, without losing kept ones', async () => {
    const { compose, post, settings } = start();
    compose.addPhotos([photo('dog.png')]);
    await settle();
    const last = post().table.chips[4]?.key ?? '';
    compose.editTags((table) => toggleKept(table, last));
    settings.update((now) => ({ ...now, platform: 'threads' }));
    await settle();
    expect(post().table.chips.map((chip) => chip.key)).toEqual([last]);
    settings.update((now) => ({ ...now, platform: 'bluesky' }));
    await settle();
    expect(post().table.chips).toHaveLength(3);
  });
});

describe('several posts', () => {
  it('are read one after another, the one looked at first', async () => {
    const { compose, engine } = start();
    const order: (string | undefined)[] = [];
    const recommender = engine.recommender();
    const original = recommender.recommend.bind(recommender);
    vi.spyOn(recommender, 'recommend').mockImplementation((draft, options) => {
      order.push(draft.photo instanceof File ? draft.photo.name : undefined);
      return original(draft, options);
    });
    compose.addPhotos([photo('a.png'), photo('b.png'), photo('c.png')]);
    compose.activate(compose.store.get().posts[2]?.id ?? 0);
    await settle();
    expect(order).toEqual(['c.png', 'a.png', 'b.png']);
    expect(compose.store.get().posts.every((post) => post.status === 'done')).toBe(true);
  });

  it('one that cannot be read does not stop the others', async () => {
    const { compose } = start();
    compose.addPhotos([photo('a.png'), photo('notes.pdf', 'application/pdf'), photo('c.png')]);
    await settle();
    expect(compose.store.get().posts.map((post) => post.status)).toEqual(['done', 'failed', 'done']);
    expect(compose.store.get().posts[1]?.error?.code).toBe('photo-not-an-image');
  });

  it('can be cancelled, asked for again and removed; one blank post always remains', async () => {
    const { compose } = start();
    compose.addPhotos([photo('a.png'), photo('b.png')]);
    const [first, second] = compose.store.get().posts.map((post) => post.id);
    compose.cancel(second ?? 0);
    await settle();
    expect(compose.store.get().posts[1]).toMatchObject({ status: 'failed', error: { code: 'aborted' } });
    compose.retry(second ?? 0);
    await settle();
    expect(compose.store.get().posts[1]?.status).toBe('done');
    compose.removePost(first ?? 0);
    compose.removePost(second ?? 0);
    expect(compose.store.get().posts).toHaveLength(1);
    expect(activePost(compose.store.get())).toMatchObject({ photo: null, status: 'blank' });
  });
});

describe('the queue', () => {
  const states = (compose: ReturnType<typeof start>['compose']): string[] =>
    compose.store.get().posts.map((post) => post.status);

  it('pauses between posts and goes on', async () => {
    const { compose } = start();
    compose.setPaused(true);
    compose.addPhotos([photo('a.png'), photo('b.png')]);
    await settle();
    expect(states(compose)).toEqual(['waiting', 'waiting']);
    compose.setPaused(false);
    await settle();
    expect(states(compose)).toEqual(['done', 'done']);
  });

  it('stops all that is left, keeps what is done, and reads the rest when asked again', async () => {
    const { compose } = start({ recommendMs: 400 });
    compose.addPhotos(['a.png', 'b.png', 'c.png'].map((name) => photo(name)));
    await vi.advanceTimersByTimeAsync(600);
    compose.cancelAll();
    expect(states(compose)).toEqual(['done', 'failed', 'failed']);
    compose.retryAll();
    await settle();
    expect(states(compose)).toEqual(['done', 'done', 'done']);
  });

  it('a shared text is the caption of every shared photo, and goes beside what is on the table', async () => {
    const { compose } = start();
    compose.setCaption('My own words');
    compose.addPhotos([photo('a.png'), photo('b.png')], 'From the gallery');
    await settle();
    expect(compose.store.get().posts.map((post) => [post.photoName, post.caption])).toEqual([
      ['', 'My own words'],
      ['a.png', 'From the gallery'],
      ['b.png', 'From the gallery'],
    ]);
    compose.addPhotos([], 'Only words');
    expect(activePost(compose.store.get())).toMatchObject({ caption: 'Only words', photo: null });
  });

  it('posts of an earlier visit come back without a download, before those begun meanwhile', async () => {
    const { compose, engine } = start();
    compose.addPhotos([photo('new.png')]);
    engine.cancel();
    await settle();
    const tag = { key: 'mine', label: 'Mine', typed: true, kept: true, removed: false };
    const away = { key: 'puppy', label: 'Puppy', typed: false, kept: false, removed: true };
    compose.restore([
      {
        id: 1,
        caption: 'Half a sente',
        photo: null,
        photoName: '',
        tags: [tag],
        cleared: false,
        keepId: null,
        savedId: null,
        altText: null,
      },
      {
        id: 7,
        caption: '',
        photo: photo('old.png'),
        photoName: 'old.png',
        tags: [away],
        cleared: false,
        keepId: null,
        savedId: null,
        altText: null,
      },
    ]);
    const { posts, activeId } = compose.store.get();
    expect(posts.map((post) => post.caption || post.photoName)).toEqual(['Half a sente', 'old.png', 'new.png']);
    expect(new Set(posts.map((post) => post.id)).size).toBe(3);
    expect(posts.find((post) => post.id === activeId)?.photoName).toBe('new.png');
    expect(engine.store.get().phase).toBe('stopped');
    void engine.load();
    await settle();
    const read = compose.store.get().posts;
    expect(read.map((post) => post.status)).toEqual(['done', 'done', 'done']);
    expect(read[0]?.table.chips.map((chip) => chip.key)).toContain('mine');
    expect(read[1]?.table.chips.map((chip) => chip.key)).not.toContain('puppy');
  });

  it('where data is dear nothing is downloaded before it is asked for', async () => {
    const { compose, engine, post } = start({}, true);
    compose.addPhotos([photo('a.png')]);
    await settle();
    expect([engine.store.get().phase, post().status]).toEqual(['idle', 'waiting']);
    void engine.load();
    await settle();
    expect(post().status).toBe('done');
  });
});

describe('trouble', () => {
  it('a failed download leaves the post waiting, and it goes on when the engine is ready', async () => {
    const options: { failLoad?: 'model-unreachable' } = { failLoad: 'model-unreachable' };
    const { compose, post, engine } = start(options);
    compose.setCaption('Golden hour');
    await settle();
    expect(engine.store.get()).toMatchObject({ phase: 'failed', error: { code: 'model-unreachable' } });
    expect(post()).toMatchObject({ status: 'waiting', caption: 'Golden hour' });
  });

  it('a cancelled download stops where it is and is resumed', async () => {
    const { compose, post, engine } = start({ downloadMs: 1000 });
    compose.setCaption('Golden hour');
    await vi.advanceTimersByTimeAsync(CAPTION_PAUSE_MS + 300);
    engine.cancel();
    await vi.advanceTimersByTimeAsync(50);
    const { phase, receivedBytes } = engine.store.get();
    expect(phase).toBe('stopped');
    expect(receivedBytes).toBeGreaterThan(0);
    void engine.load();
    await settle();
    expect(engine.store.get().phase).toBe('ready');
    expect(post().status).toBe('done');
  });

  it('an engine that is made anew in the middle of a queue leaves no post behind', async () => {
    const { compose, engine, made } = start();
    void engine.load();
    await settle();
    const first = engine.recommender();
    let leave: (error: unknown) => void = () => undefined;
    vi.spyOn(first, 'recommend').mockImplementation(() => new Promise((_, reject) => (leave = reject)));
    vi.spyOn(first, 'dispose').mockImplementation(() => {
      leave({ name: 'TagweaveError', code: 'aborted', message: '' });
      return Promise.resolve();
    });
    compose.addPhotos([photo('a.png'), photo('b.png'), photo('c.png')]);
    await vi.advanceTimersByTimeAsync(5);
    const again = engine.restart();
    await settle();
    await again;
    expect(made).toHaveBeenCalledTimes(2);
    expect(compose.store.get().posts.map((one) => one.status)).toEqual(['done', 'done', 'done']);
  });

  it('a crashed worker is replaced and the post is read by the new one', async () => {
    const { compose, post, engine, made } = start();
    const first = engine.recommender();
    vi.spyOn(first, 'recommend').mockRejectedValue({ name: 'TagweaveError', code: 'worker-crashed', message: '' });
    compose.setCaption('Golden hour');
    await settle();
    expect(engine.store.get()).toMatchObject({ phase: 'failed', error: { code: 'worker-crashed' } });
    expect(post().status).toBe('waiting');
    void engine.restart();
    await settle();
    expect(made).toHaveBeenCalledTimes(2);
    expect(post().status).toBe('done');
  });

  it('says once that the history lives in memory only', async () => {
    const { engine } = start({ historyKept: false });
    void engine.load();
    await settle();
    expect(engine.store.get().notice).toBe('history-in-memory');
    engine.closeNotice();
    expect(engine.store.get().notice).toBeNull();
  });
});
