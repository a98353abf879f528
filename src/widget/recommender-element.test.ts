// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { LibraryRecommender } from '../recommender/calls/library-door.ts';

const world = vi.hoisted(() => ({
  learnt: [] as { readonly id: string }[],
  changed: [] as unknown[],
  failNext: false,
  /** What is asked next is done, and nobody hears of it. */
  diesAfter: false,
  refuse: false,
  /** The library does not come. */
  isOffline: false,
  options: {},
  opened: [] as unknown[],
  aborted: 0,
  gate: Promise.resolve(),
}));
vi.mock('../recommender/worker/library-recommender.ts', () => ({
  createRecommender: (opened: unknown) => {
    world.opened.push(opened);
    if (world.isOffline) throw new TypeError('Failed to fetch dynamically imported module');
    return {
      on: () => () => undefined,
      models: { downloadSize: () => Promise.resolve({ totalBytes: 1, cachedBytes: 1 }) },
      load: async ({ signal }: { signal: AbortSignal }) => {
        signal.addEventListener('abort', () => (world.aborted += 1));
        await world.gate;
        return { backends: {}, historyKept: true };
      },
      recommend: (_draft: unknown, { signal, ...options }: { signal: AbortSignal }) => {
        world.options = options;
        if (world.refuse) return Promise.reject(new TagweaveError('model-missing', 'No model.'));
        return signal.aborted
          ? Promise.reject(new TagweaveError('aborted', 'Stopped.'))
          : Promise.resolve({ id: 'r', tags: [{ key: 'dog', label: 'Dog' }] });
      },
      posts: {
        save: (request: { readonly id: string }) => {
          if (world.failNext) {
            world.failNext = false;
            world.refuse = false;
            return Promise.reject(new TagweaveError('storage-full', 'Full.'));
          }
          world.learnt.push(request);
          if (world.diesAfter) {
            world.diesAfter = false;
            return Promise.reject(new TagweaveError('worker-crashed', 'It stopped.'));
          }
          return Promise.resolve({ id: 'saved' });
        },
        update: (id: string, change: unknown) => {
          world.changed.push(change);
          return Promise.resolve({ id });
        },
      },
      dispose: () => Promise.resolve(),
    } as unknown as LibraryRecommender;
  },
}));

async function widget() {
  await import('./define.ts');
  document.body.innerHTML = '<form></form>';
  const form = document.querySelector('form')!;
  const element = document.createElement('tagweave-recommender');
  element.setAttribute('history', 'own');
  form.append(element);
  element.formAssociatedCallback(form);
  return { form, element };
}
const submit = async (form: HTMLFormElement): Promise<void> => {
  vi.useFakeTimers();
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await vi.advanceTimersByTimeAsync(1);
  vi.useRealTimers();
};

beforeEach(() => {
  // What happy-dom has not: a field's tie to its form.
  Object.assign(HTMLElement.prototype, {
    attachInternals: () => ({ labels: [], setFormValue: () => undefined, setValidity: () => undefined }),
  });
  Object.assign(world, {
    learnt: [],
    changed: [],
    failNext: false,
    refuse: false,
    aborted: 0,
    gate: Promise.resolve(),
  });
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('a form that is submitted', () => {
  it('keeps the post once; submitted again, it changes that one', async () => {
    const { form, element } = await widget();
    await element.recommend({ caption: 'x' });
    await submit(form);
    element.value = '#Dog #Mine';
    await submit(form);
    await element.keep();
    expect(world.learnt).toMatchObject([{ recommendationId: 'r', tags: [{ key: 'dog' }], typedTags: [] }]);
    expect(world.changed).toMatchObject([{ typedTags: ['dog', 'mine'] }, { typedTags: ['dog', 'mine'] }]);
    await element.recommend({ caption: 'another' });
    await submit(form);
    expect(world.learnt).toHaveLength(2);
  });

  it('tries again what could not be kept', async () => {
    const { element } = await widget();
    await element.recommend({ caption: 'x' });
    world.failNext = true;
    await expect(element.keep()).rejects.toMatchObject({ code: 'storage-full' });
    await element.keep();
    expect([world.learnt.length, world.changed.length]).toEqual([1, 0]);
  });

  it('asks for the same post again under the same name, and for another one under another', async () => {
    const { element } = await widget();
    await element.recommend({ caption: 'x' });
    world.diesAfter = true;
    await expect(element.keep()).rejects.toMatchObject({ code: 'worker-crashed' });
    await element.keep();
    await element.recommend({ caption: 'another' });
    await element.keep();
    const names = world.learnt.map(({ id }) => id);
    expect([names.length, new Set(names).size, names[0] === names[1]]).toEqual([3, 2, true]);
  });

  it('keeps nothing when the page sends it itself, wherever it listens', async () => {
    const { form, element } = await widget();
    await element.recommend({ caption: 'x' });
    const prevent = (event: Event): void => {
      event.preventDefault();
    };
    window.addEventListener('submit', prevent);
    await submit(form);
    expect(world.learnt).toEqual([]);
    window.removeEventListener('submit', prevent);
  });
});

it('a new request takes the place of the old one, not the loading with it', async () => {
  const { element } = await widget();
  let go: () => void = () => undefined;
  world.gate = new Promise<void>((resolve) => (go = resolve));
  const first = element.recommend({ caption: 'x' });
  await vi.dynamicImportSettled();
  const second = element.recommend({ caption: 'y' });
  go();
  await expect(first).rejects.toMatchObject({ code: 'aborted' });
  expect((await second).tags).toHaveLength(1);
  expect(world.aborted).toBe(0);
});

it('takes what was written and left without Enter', async () => {
  const { element } = await widget();
  const own = [...element.shadowRoot!.querySelectorAll('input')].find((one) => one.type === 'text')!;
  own.value = 'My own';
  own.dispatchEvent(new Event('change'));
  expect(element.value).toContain('#My');
});

it('asks again for the library that did not come', async () => {
  const { element } = await widget();
  element.setAttribute('model-base', '/of-this-test/');
  world.isOffline = true;
  await expect(element.recommend({ caption: 'x' })).rejects.toThrow('Failed to fetch');
  world.isOffline = false;
  await expect(element.recommend({ caption: 'x' })).resolves.toMatchObject({ tags: [{ key: 'dog' }] });
});

describe('what a page says to the element', () => {
  it('are tags that every list carries and tags that none has', async () => {
    const { element } = await widget();
    element.always = '#Own Mine';
    element.setAttribute('exclude', 'Cat, #GoodDog');
    await element.recommend({ image: null, caption: 'x' });
    expect(world.options).toMatchObject({
      always: [
        { key: 'own', label: 'Own' },
        { key: 'mine', label: 'Mine' },
      ],
      exclude: ['cat', 'gooddog'],
    });
  });

  it('is where the engine lies', async () => {
    const { element } = await widget();
    element.setAttribute('engine-base', '/engine/');
    await element.recommend({ image: null, caption: 'x' });
    expect(world.opened.at(-1)).toMatchObject({ engineBase: '/engine/' });
  });

  it('are words of its own', async () => {
    const { element } = await widget();
    element.messages = { suggest: 'Tags, please' };
    const { shadowRoot } = element;
    expect(shadowRoot!.querySelector('[part~=suggest]')!.textContent).toBe('Tags, please');
    expect(shadowRoot!.querySelector('[part~=stop]')!.textContent).toBe('Stop');
  });
});

it('tells of a change as every field does, and not of what is typed inside it before that', async () => {
  const { form, element } = await widget();
  const heard: string[] = [];
  for (const name of ['input', 'change'])
    form.addEventListener(name, (event) =>
      heard.push(`${name} ${(event.target as Element).localName} ${element.value}`),
    );
  await element.recommend({ image: null, caption: 'x' });
  expect(heard).toEqual(['input tagweave-recommender #Dog', 'change tagweave-recommender #Dog']);
  const own = element.shadowRoot!.querySelector<HTMLInputElement>('[part~=tag-input]')!;
  own.value = 'Sea';
  own.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  expect(heard).toHaveLength(2);
  const slotted = element.appendChild(document.createElement('textarea'));
  slotted.slot = 'caption';
  slotted.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  expect(heard).toHaveLength(3);
});

it('says in the person’s language what went wrong', async () => {
  const { element } = await widget();
  element.lang = 'uk';
  world.refuse = true;
  await expect(element.recommend({ image: null, caption: 'x' })).rejects.toMatchObject({ code: 'model-missing' });
  const alert = element.shadowRoot!.querySelector('[role=alert]')!;
  await vi.waitFor(() => {
    expect(alert.textContent).toMatch(/бракує файла/u);
  });
});
