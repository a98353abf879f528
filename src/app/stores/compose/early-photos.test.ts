import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { photo, settle, start } from '../../testing/compose-parts.ts';
import { CAPTION_PAUSE_MS } from './compose-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds of a download: its middle, where photos can be read alone, and shortly after. */
const DOWNLOAD_MS = 1000;
const SOON = DOWNLOAD_MS * 0.7;

describe('while the caption encoder is still downloaded', () => {
  const begin = () => start({ downloadMs: DOWNLOAD_MS, photoFirst: true });

  it('a photo with a caption has tags of the photo, then those of both', async () => {
    const { compose, post, engine } = begin();
    compose.addPhotos([photo('dog.png')], 'Golden retriever');
    await vi.advanceTimersByTimeAsync(SOON);
    expect(engine.store.get()).toMatchObject({ phase: 'downloading', photoReady: true });
    expect(post()).toMatchObject({ status: 'waiting', readCaption: '', recommendation: { early: true } });
    expect(post().table.chips.length).toBeGreaterThan(0);
    await settle();
    expect(engine.store.get()).toMatchObject({ phase: 'ready', photoReady: false });
    expect(post()).toMatchObject({ status: 'done', readCaption: 'Golden retriever' });
    expect(post().recommendation?.early).toBeUndefined();
    expect(post().table.chips.map(({ label }) => label)).toContain('Golden');
  });

  it('a photo alone is read once', async () => {
    const { compose, post, engine } = begin();
    const recommend = vi.spyOn(engine.recommender(), 'recommend');
    compose.addPhotos([photo('dog.png')]);
    await vi.advanceTimersByTimeAsync(SOON);
    expect(post().status).toBe('done');
    await settle();
    expect(recommend).toHaveBeenCalledTimes(1);
  });

  it('a caption alone waits, and a photo that comes to it does not', async () => {
    const { compose, post } = begin();
    compose.setCaption('Golden retriever');
    await vi.advanceTimersByTimeAsync(CAPTION_PAUSE_MS + DOWNLOAD_MS * 0.6);
    expect(post()).toMatchObject({ status: 'waiting', recommendation: null });
    compose.addPhotos([photo('dog.png')]);
    await vi.advanceTimersByTimeAsync(DOWNLOAD_MS * 0.1);
    expect(post()).toMatchObject({ status: 'waiting', recommendation: { early: true } });
  });

  it('another photo in its place is read, too', async () => {
    const { compose, post } = begin();
    compose.addPhotos([photo('dog.png')], 'Golden retriever');
    await vi.advanceTimersByTimeAsync(SOON);
    const before = post().recommendation?.id;
    compose.dropPhoto();
    expect(post().recommendation).toBeNull();
    compose.addPhotos([photo('cat.png', 'image/png', 12)]);
    await vi.advanceTimersByTimeAsync(DOWNLOAD_MS * 0.1);
    expect(post().recommendation).toMatchObject({ early: true });
    expect(post().recommendation?.id).not.toBe(before);
  });

  it('a photo that cannot be read says so when all models are here', async () => {
    const { compose, post } = begin();
    compose.addPhotos([photo('notes.pdf', 'application/pdf')], 'Golden retriever');
    await vi.advanceTimersByTimeAsync(SOON);
    expect(post()).toMatchObject({ status: 'waiting', recommendation: null });
    await settle();
    expect(post()).toMatchObject({ status: 'failed', error: { code: 'photo-not-an-image' } });
  });

  it('a download that is stopped keeps the tags of the photo', async () => {
    const { compose, post, engine } = begin();
    compose.addPhotos([photo('dog.png')], 'Golden retriever');
    await vi.advanceTimersByTimeAsync(SOON);
    engine.cancel();
    await settle();
    expect(engine.store.get()).toMatchObject({ phase: 'stopped', photoReady: false });
    expect(post().table.chips.length).toBeGreaterThan(0);
  });
});
