import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../engine.ts';
import { readInNode } from '../models/node-photo.ts';
import type { Recommender } from '../recommender.ts';
import { fakeParts, photoOf } from '../testing/fake-parts.ts';
import { libraryDoor } from './library-door.ts';
import type { DraftLike } from './library-door.ts';
import { readInBrowser } from './photo-source.ts';

const open: Pick<Recommender, 'dispose'>[] = [];
const doorOf = (read = readInNode) => {
  const engine = libraryDoor(createEngine(fakeParts()), read);
  open.push(engine);
  return engine;
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagweave-door-'));
  writeFileSync(join(folder, 'dog.jpg'), 'dog');
});
afterEach(async () => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});

describe('the library', () => {
  it('loads by itself, once', async () => {
    const engine = createEngine(fakeParts());
    const load = vi.spyOn(engine, 'load');
    const door = libraryDoor(engine, readInNode);
    open.push(door);
    await door.recommend({ caption: 'Dog' });
    await door.recommend({ caption: 'Dog in the snow' });
    await door.posts.save({ draft: { caption: 'Dog' } });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('takes the file, bytes, a path and an address for the same photo', async () => {
    const door = doorOf();
    const bytes = new TextEncoder().encode('dog');
    const path = join(folder, 'dog.jpg');
    const wanted = (await door.recommend({ photo: photoOf('dog'), caption: 'Dog' })).tags;
    const drafts: DraftLike[] = [
      { photo: bytes },
      { photo: bytes.buffer },
      { photo: Buffer.from('dog') },
      { photo: path },
      { photo: pathToFileURL(path) },
      { image: pathToFileURL(path).href },
      { image: `data:image/jpeg;base64,${btoa('dog')}` },
      { image: photoOf('dog'), photo: null },
    ];
    for (const draft of drafts) {
      const { tags, used } = await door.recommend({ ...draft, caption: 'Dog' });
      expect([used.photo, tags]).toEqual([true, wanted]);
    }
  });

  it('gives as many tags as `k` says', async () => {
    const { tags } = await doorOf().recommend({ caption: 'Dog in the snow', k: 1 }, { fill: true });
    expect(tags).toHaveLength(1);
  });

  it('draws a picture that a page shows, as it says its size', async () => {
    const drawn: unknown[] = [];
    vi.stubGlobal(
      'OffscreenCanvas',
      class {
        getContext = () => ({ drawImage: (...args: unknown[]) => drawn.push(args.slice(1)) });
        convertToBlob = () => Promise.resolve(photoOf('dog'));
      },
    );
    const image = { width: 10, height: 10, naturalWidth: 400, naturalHeight: 300, decode: () => Promise.resolve() };
    const { used } = await doorOf(readInBrowser).recommend({ image });
    expect([used.photo, drawn]).toEqual([true, [[0, 0, 400, 300]]]);
  });

  it.each<[field: string, draft: unknown, options?: unknown]>([
    ['images', { images: [] }],
    ['text', { text: 'Dog' }],
    ['top', { caption: 'Dog' }, { top: 3 }],
    ['draft', 'Dog'],
    ['draft.k', { caption: 'Dog', k: 0 }],
    ['draft.k', { caption: 'Dog', k: '3' }],
    ['draft.photo', { photo: 7 }],
    ['draft.photo', { photo: 'nowhere.jpg' }],
    ['draft.image', { image: {} }],
    ['draft.image', { image: photoOf('dog'), photo: photoOf('dog') }],
    ['draft.caption', { caption: 7 }],
    ['count', { caption: 'Dog' }, { count: '3' }],
  ])('says what it does not know before anything is fetched: %s', async (field, draft, options) => {
    const engine = createEngine(fakeParts());
    const load = vi.spyOn(engine, 'load');
    const door = libraryDoor(engine, readInNode) as unknown as { recommend(...args: unknown[]): Promise<unknown> };
    await expect(door.recommend(draft, options)).rejects.toMatchObject({
      name: 'TagweaveError',
      code: 'usage',
      message: expect.stringContaining(field) as string,
      details: { field },
    });
    expect(load).not.toHaveBeenCalled();
  });

  it('says of an address that does not answer what the host said', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })));
    await expect(doorOf(readInBrowser).recommend({ photo: '/dog.jpg' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('/dog.jpg: HTTP 404') as string,
    });
  });

  it('rejects with an AbortError when it was aborted', async () => {
    const signal = AbortSignal.abort();
    await expect(doorOf().recommend({ caption: 'Dog' }, { signal })).rejects.toMatchObject({
      name: 'AbortError',
      code: 'aborted',
    });
    await expect(doorOf().recommend({ photo: join(folder, 'dog.jpg') }, { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('ends with the block that uses it', async () => {
    const engine = createEngine(fakeParts());
    const dispose = vi.spyOn(engine, 'dispose');
    {
      await using door = libraryDoor(engine, readInNode);
      await door.recommend({ caption: 'Dog' });
    }
    expect(dispose).toHaveBeenCalledTimes(1);
  });
});
