import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SHARED_CACHE } from '../domain/post/shared-post.ts';
import { takeShare } from '../app/start/shared-post.ts';
import type { Share } from '../app/start/shared-post.ts';
import { answer } from './answer.ts';
import { isForeign, isShare, receiveShare } from './share.ts';
import { Shell } from './shell.ts';
import type { ShellFile, World } from './shell.ts';

const SCOPE = 'https://example.test/tags/';
const ISOLATION = { 'cross-origin-embedder-policy': 'require-corp', vary: 'Accept-Encoding' };

/** As much of Cache Storage as the service worker uses. */
function memoryCaches(): CacheStorage {
  const all = new Map<string, Map<string, Response>>();
  const open = (name: string): Promise<Cache> => {
    const entries = all.get(name) ?? new Map<string, Response>();
    all.set(name, entries);
    return Promise.resolve({
      match: (key: string) => Promise.resolve(entries.get(key)?.clone()),
      put: (key: string, response: Response) => Promise.resolve(void entries.set(key, response)),
      delete: (key: string) => Promise.resolve(entries.delete(key)),
      keys: () => Promise.resolve([...entries.keys()].map((url) => ({ url }))),
    } as unknown as Cache);
  };
  const remove = (name: string): Promise<boolean> => Promise.resolve(all.delete(name));
  return { open, delete: remove } as unknown as CacheStorage;
}

/** A host whose files change by assignment; `online = false` pulls the plug. */
let files: Record<string, string>;
let online: boolean;
let asked: string[];
let world: World;

const navigation = (url: string): Request => {
  const request = new Request(url);
  Object.defineProperty(request, 'mode', { value: 'navigate' });
  return request;
};
const FIRST: readonly ShellFile[] = [
  { url: 'index.html', revision: 'one' },
  { url: 'assets/main-1.js', revision: null },
  { url: 'models/catalogue.json', revision: 'one' },
];
const SECOND: readonly ShellFile[] = [
  { url: 'index.html', revision: 'two' },
  { url: 'assets/main-2.js', revision: null },
];
const textOf = async (response: Promise<Response> | null): Promise<string> => (await response!).text();

beforeEach(() => {
  files = {
    'index.html': 'page one',
    'assets/main-1.js': 'code one',
    'widget/engine/heic-to.js?v=9': 'decoder',
    'models/catalogue.json': '["one"]',
  };
  online = true;
  asked = [];
  world = {
    caches: memoryCaches(),
    scope: SCOPE,
    fetch: vi.fn((request: Request | string) => {
      const url = typeof request === 'string' ? request : request.url;
      asked.push(url.slice(SCOPE.length));
      if (!online) return Promise.reject(new TypeError('Failed to fetch'));
      const body = files[url.slice(SCOPE.length)];
      return Promise.resolve(
        body === undefined ? new Response('', { status: 404 }) : new Response(body, { headers: ISOLATION }),
      );
    }),
  };
});

async function installed(list = FIRST): Promise<Shell> {
  const shell = new Shell(world, list);
  await shell.install();
  asked = [];
  return shell;
}

describe('the shell', () => {
  it('starts without a network, with any query, and keeps the headers of isolation', async () => {
    const shell = await installed();
    online = false;
    for (const path of ['', 'index.html', '?device=wasm', '#/history']) {
      const response = await answer(navigation(SCOPE + path), shell, world)!;
      expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(await response.text()).toBe('page one');
    }
    expect(await textOf(answer(new Request(`${SCOPE}assets/main-1.js`), shell, world))).toBe('code one');
    expect(asked).toEqual([]);
  });

  it('leaves other documents, other folders, ranges and uploads alone', async () => {
    const shell = await installed();
    expect(answer(navigation(`${SCOPE}samples/SOURCES.md`), shell, world)).toBeNull();
    expect(answer(new Request('https://example.test/other/x.js'), shell, world)).toBeNull();
    expect(answer(new Request('https://elsewhere.test/x.js'), shell, world)).toBeNull();
    expect(answer(new Request(SCOPE, { headers: { range: 'bytes=4-' } }), shell, world)).toBeNull();
    expect(answer(new Request(SCOPE, { method: 'POST' }), shell, world)).toBeNull();
  });

  it('is whole or not there: a file that does not come installs nothing', async () => {
    delete files['assets/main-1.js'];
    const shell = new Shell(world, FIRST);
    await expect(shell.install()).rejects.toThrow('404');
    expect(await shell.find(`${SCOPE}index.html`)).toBeUndefined();
  });

  it('a waiting version is stored beside the running one, and neither gets a file of the other', async () => {
    const first = await installed();
    files = { 'index.html': 'page two', 'assets/main-2.js': 'code two' };
    const second = await installed(SECOND);
    expect(await textOf(answer(navigation(SCOPE), first, world))).toBe('page one');
    expect(await textOf(answer(navigation(SCOPE), second, world))).toBe('page two');
    // A page of the first version that was not reloaded still finds its parts, until they are tidied away.
    expect(await textOf(answer(new Request(`${SCOPE}assets/main-1.js`), second, world))).toBe('code one');
    await second.prune();
    expect(await second.find(`${SCOPE}assets/main-1.js`)).toBeUndefined();
    expect(await textOf(answer(navigation(SCOPE), second, world))).toBe('page two');
  });

  it('fetches again only what has changed', async () => {
    await installed();
    await new Shell(world, FIRST).install();
    expect(asked).toEqual([]);
  });

  it('stores a redirected page without the mark that forbids it to open', async () => {
    const fetched = world.fetch;
    const shell = new Shell(
      {
        ...world,
        fetch: async (request, init) =>
          Object.defineProperty(await fetched(request, init), 'redirected', { value: true }),
      },
      FIRST,
    );
    await shell.install();
    const page = await shell.find(`${SCOPE}index.html`);
    expect(page?.redirected).toBe(false);
    expect(page?.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });
});

describe('on use', () => {
  it('a rarely needed part is kept after its first use; WebAssembly and model files are the engine’s', async () => {
    const shell = await installed();
    const part = (): Request => new Request(`${SCOPE}widget/engine/heic-to.js?v=9`);
    expect(await textOf(answer(part(), shell, world))).toBe('decoder');
    online = false;
    expect(await textOf(answer(part(), shell, world))).toBe('decoder');
    expect(asked).toEqual(['widget/engine/heic-to.js?v=9']);
    const others = ['models/e5/onnx/model.onnx', 'models/e5/tokenizer.json', 'models/net/weights.bin'];
    for (const path of others) expect(answer(new Request(SCOPE + path), shell, world), path).toBeNull();
    online = true;
    for (const path of ['widget/engine/ort.wasm-gz?v=1', 'widget/engine/tfjs.wasm?v=1', 'widget/engine/heic-to.js']) {
      files[path] = 'runtime';
      expect(await textOf(answer(new Request(SCOPE + path), shell, world)), path).toBe('runtime');
    }
    const assets = await world.caches.open('tagweave-assets-1');
    expect((await assets.keys()).map((key) => key.url)).toEqual([`${SCOPE}widget/engine/heic-to.js?v=9`]);
  });

  it('a missing file is not kept', async () => {
    const shell = await installed();
    const gone = (): Promise<Response> | null => answer(new Request(`${SCOPE}assets/gone.js`), shell, world);
    expect((await gone()!).status).toBe(404);
    files['assets/gone.js'] = 'back';
    expect(await textOf(gone())).toBe('back');
  });

  it('the catalogue is the newest, else the last seen, else the one of this version', async () => {
    const shell = await installed();
    const catalogue = (): Promise<string> => textOf(answer(new Request(`${SCOPE}models/catalogue.json`), shell, world));
    online = false;
    expect(await catalogue()).toBe('["one"]');
    online = true;
    files['models/catalogue.json'] = '["two"]';
    expect(await catalogue()).toBe('["two"]');
    online = false;
    expect(await catalogue()).toBe('["two"]');
    await expect(answer(new Request(`${SCOPE}own/manifest.json`), shell, world)).rejects.toThrow('Failed to fetch');
  });

  describe('of a catalogue that was seen before', () => {
    const catalogue = (): Promise<string> => textOf(answer(new Request(`${SCOPE}models/catalogue.json`), shell, world));
    const body = (pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Response =>
      new Response(new ReadableStream<Uint8Array>({ pull }));
    let shell: Shell;
    beforeEach(async () => {
      files['models/catalogue.json'] = '["one"]';
      shell = await installed();
    });
    const instead = (response: Response | Promise<Response>): void => {
      vi.mocked(world.fetch).mockImplementationOnce(() => Promise.resolve(response));
    };
    const half = new TextEncoder().encode('["tw');

    it.each<[string, () => Response | Promise<Response>]>([
      [
        'breaks off in the middle',
        () =>
          body((stream) => {
            stream.enqueue(half);
            stream.error(new TypeError('cut'));
          }),
      ],
      [
        'ends in the middle',
        () =>
          body((stream) => {
            stream.enqueue(half);
            stream.close();
          }),
      ],
      ['is the sign-in page of a network', () => new Response('<!doctype html><title>Sign in</title>')],
      ['is a host in trouble', () => new Response('', { status: 503 })],
    ])('an answer that %s is none: the copy is, and stays', async (_, response) => {
      instead(response());
      expect(await catalogue()).toBe('["one"]');
      online = false;
      expect(await catalogue()).toBe('["one"]');
    });

    it.each(['before its first byte', 'in the middle'])(
      'a network that hangs %s is not waited for; what comes late is kept',
      async (when) => {
        vi.useFakeTimers();
        let go: () => void = () => undefined;
        const gate = new Promise<void>((resolve) => (go = resolve));
        const late = new ReadableStream<Uint8Array>({
          async start(stream) {
            stream.enqueue(half);
            await gate;
            stream.enqueue(new TextEncoder().encode('o"]'));
            stream.close();
          },
        });
        instead(when === 'in the middle' ? new Response(late) : gate.then(() => new Response(late)));
        const asked = catalogue();
        await vi.advanceTimersByTimeAsync(4000);
        expect(await asked).toBe('["one"]');
        vi.useRealTimers();
        go();
        online = false;
        await vi.waitFor(async () => {
          expect(await catalogue()).toBe('["two"]');
        });
      },
    );
  });

  it('full storage does not cost the answer', async () => {
    const shell = await installed();
    const open = world.caches.open.bind(world.caches);
    vi.spyOn(world.caches, 'open').mockImplementation(async (name) =>
      Object.assign(await open(name), { put: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }),
    );
    expect(await textOf(answer(new Request(`${SCOPE}widget/engine/heic-to.js?v=9`), shell, world))).toBe('decoder');
  });
});

describe('a share', () => {
  const form = (texts: Readonly<Record<string, string>>, photos: readonly File[] = []): Request => {
    const body = new FormData();
    for (const [name, text] of Object.entries(texts)) body.append(name, text);
    for (const photo of photos) body.append('photos', photo);
    return new Request(`${SCOPE}share`, { method: 'POST', body });
  };
  const page = (href: string) => {
    const location = { href };
    const history = { replaceState: (_data: unknown, _title: string, next: string) => void (location.href = next) };
    return { location, history } as unknown as Pick<Window, 'location' | 'history'>;
  };
  const arrive = async (request: Request) => {
    expect(isShare(request, world)).toBe(true);
    const response = await receiveShare(request, world, 'id-1');
    const opened = page(response.headers.get('location') ?? '');
    return { response, opened, share: await takeShare(opened, world.caches) };
  };

  it('goes from the form to the page, photos with their names, and to no server', async () => {
    const photos = [
      new File(['one'], 'a.jpg', { type: 'image/jpeg' }),
      new File(['two'], 'b.png', { type: 'image/png' }),
    ];
    const { response, opened, share } = await arrive(form({ text: 'At the sea' }, photos));
    // Until it is written down as a draft, a reload finds it again, and so does another tab after a crash.
    expect(await takeShare(page(SCOPE), world.caches)).toMatchObject({ text: 'At the sea' });
    expect(response.status).toBe(303);
    expect(await takeShare(opened, world.caches)).toMatchObject({
      text: 'At the sea',
      photos: [{ size: 3 }, { size: 3 }],
    });
    await (share as Share).taken();
    expect(opened.location.href).toBe(`${SCOPE}#/`);
    expect(share).toMatchObject({
      text: 'At the sea',
      photos: [{ name: 'a.jpg', type: 'image/jpeg' }, { name: 'b.png' }],
    });
    expect(await (share as Share).photos[1]?.text()).toBe('two');
    expect(asked).toEqual([]);
    expect(await (await world.caches.open(SHARED_CACHE)).keys()).toEqual([]);
  });

  it('of which a part is lost is said to have failed, once', async () => {
    const response = await receiveShare(form({ text: 'x' }, [new File(['one'], 'a.jpg')]), world, 'id-1');
    const [photo] = await (await world.caches.open(SHARED_CACHE)).keys();
    await (await world.caches.open(SHARED_CACHE)).delete(photo?.url ?? '');
    expect(await takeShare(page(response.headers.get('location') ?? ''), world.caches)).toBe('failed');
    expect(await takeShare(page(SCOPE), world.caches)).toBeNull();
  });

  it('says each thing once, whichever field it came in', async () => {
    const texts = { title: 'A walk', text: 'A walk by the lake https://a.test/1', url: 'https://a.test/1' };
    expect((await arrive(form(texts))).share).toMatchObject({ text: 'A walk by the lake https://a.test/1' });
    expect((await arrive(form({ title: 'One', text: 'Two', url: '' }))).share).toMatchObject({ text: 'One\nTwo' });
    expect((await arrive(form({ title: 'Same', text: 'Same' }))).share).toMatchObject({ text: 'Same', photos: [] });
  });

  it('of a page of another site is not read, and the page says so', async () => {
    const foreign = (headers: HeadersInit, referrer = ''): Request =>
      Object.defineProperties(form({ text: 'x' }, [new File(['one'], 'a.jpg')]), {
        headers: { value: new Headers(headers) },
        referrer: { value: referrer },
      });
    for (const request of [foreign({ origin: 'https://evil.test' }), foreign({}, 'https://evil.test/page')]) {
      const { opened, share } = await arrive(request);
      expect([opened.location.href, share]).toEqual([`${SCOPE}#/`, 'foreign']);
      expect(request.bodyUsed).toBe(false);
    }
    expect(await (await world.caches.open(SHARED_CACHE)).keys()).toEqual([]);
    // The system's share has no page behind it.
    const { headers } = form({ text: 'x' });
    headers.set('origin', 'null');
    expect(isForeign({ headers, referrer: 'about:client' }, world)).toBe(false);
    expect(isForeign({ headers: new Headers({ origin: new URL(SCOPE).origin }), referrer: SCOPE }, world)).toBe(false);
  });

  it('that cannot be kept opens the page, which says so', async () => {
    vi.spyOn(world.caches, 'open').mockRejectedValue(new DOMException('', 'QuotaExceededError'));
    const { opened, share } = await arrive(form({ text: 'x' }));
    expect([opened.location.href, share]).toEqual([`${SCOPE}#/`, 'failed']);
  });

  it('is nothing else: other addresses and plain visits are left alone', async () => {
    expect(isShare(new Request(`${SCOPE}share`), world)).toBe(false);
    expect(isShare(new Request(`${SCOPE}other`, { method: 'POST' }), world)).toBe(false);
    expect(await takeShare(page(SCOPE), world.caches)).toBeNull();
  });
});
