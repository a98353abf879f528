import { expect } from '@playwright/test';
import { instagramExport } from '../e2e/support/exports.ts';
import { PHOTOS } from '../e2e/support/fixtures.ts';
import { SHARED_CACHE } from '../src/domain/post/shared-post.ts';
import { PATIENCE_MS } from './world.ts';
import type { World } from './world.ts';

/** What a person does, with a place in it for something to go wrong. */
export interface Journey {
  readonly name: string;
  /** Where it takes place: the page itself, or a page of somebody else's with the widget in it. */
  readonly where: 'page' | 'embedded';
  /** What is written in it is on the disk alone from some moment on: the post is kept, the page is started anew. */
  readonly endsOnDisk?: true;
  /** The page is left in it, and opened again. */
  readonly leavesPage?: true;
  /** What was done before, in peace. */
  readonly begin: (world: World) => Promise<void>;
  /** What the fault comes into; does not wait for its end. */
  readonly go: (world: World) => Promise<void>;
  /** The same again from a fresh tab or after a reload, as far as the person would go. */
  readonly reopen: (world: World) => Promise<void>;
  /** Everything that was written or kept is there. */
  readonly intact: (world: World) => Promise<void>;
  /** The next recommendation: works (null), or one sentence says why. */
  readonly next: (world: World) => Promise<string | null>;
  /** After a sentence, with the fault gone: what it offers, or a reload. Must end in a recommendation. */
  readonly again: (world: World) => Promise<void>;
}

const EARLIER = 'A dog in the snow';

async function write(world: World, caption: string): Promise<void> {
  await world.compose.caption.fill(caption);
  world.written.add(caption);
}

/** A post is kept, in peace, and a new one begun. */
async function keepOne(world: World, caption = EARLIER): Promise<void> {
  await world.newTab();
  await world.go('');
  await world.compose.caption.fill(caption);
  expect(await world.outcome()).toBeNull();
  await world.compose.keep();
  world.saved.add(caption);
  await world.go('#/compose');
  await expect(world.compose.caption).toHaveValue('');
}

/** Captions on the table: of the post in front, and of those of the queue. */
async function onTheTable({ page, compose }: World): Promise<string[]> {
  const captions = [await compose.caption.inputValue()];
  const picks = page.locator('.queue__pick');
  for (let place = 0; place < (await picks.count()); place += 1) {
    await picks.nth(place).click();
    captions.push(await compose.caption.inputValue());
  }
  return captions;
}

async function pagesOwn(world: World): Promise<void> {
  const { page, compose } = world;
  await world.go('#/history');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Of many posts the list shows the newest; the others are looked for where they are kept.
  const stored = (await world.stored('tagweave-history', 'posts').catch(() => [])).map((post) => post['caption']);
  for (const caption of world.saved) {
    if (stored.includes(caption)) continue;
    await expect(page.getByText(caption, { exact: true }).first(), `kept: ${caption}`).toBeVisible();
  }
  for (const caption of [...world.saved, ...world.written]) {
    expect(stored.filter((one) => one === caption).length, `stored more than once: ${caption}`).toBeLessThan(2);
  }
  const kept = [...stored, await page.locator('main').innerText()].join('\n');
  await world.go('#/');
  await expect(compose.caption).toBeVisible();
  const missing = async (): Promise<string[]> => {
    const table = await onTheTable(world);
    return [...world.written].filter((caption) => !table.includes(caption) && !kept.includes(caption));
  };
  await expect.poll(missing, { message: 'written, and neither on the table nor kept' }).toEqual([]);
  if (world.photos > 1) {
    await expect(page.locator('.queue__pick').first()).toBeVisible();
    expect(await page.locator('.queue__pick').count()).toBeGreaterThanOrEqual(world.photos);
  } else if (world.photos === 1 && !(await onTheTable(world)).every((caption) => world.saved.has(caption))) {
    await expect(page.locator('.stage img, .queue__pick img').first()).toBeVisible();
  }
}

const onPage = {
  where: 'page',
  begin: keepOne,
  reopen: async (world) => {
    await world.go('');
    await expect(world.compose.caption).toBeVisible();
  },
  intact: pagesOwn,
  next: async (world) => {
    // What was shared comes to the table a moment after the page; nobody types over it before they have seen it.
    const isSharing = (): Promise<boolean> => world.evaluate(`caches.has(${JSON.stringify(SHARED_CACHE)})`);
    await expect.poll(isSharing).toBe(false);
    // Again where the page is started anew in that very moment: it opens what was on the table.
    await expect(async () => {
      await world.go('#/compose');
      await expect(world.compose.caption).toHaveValue('', { timeout: 10_000 });
    }).toPass({ timeout: PATIENCE_MS });
    await world.compose.caption.fill('A walk on the beach with a dog');
    return world.outcome();
  },
  again: async (world) => {
    const button = world.page.getByRole('alert').getByRole('button').first();
    if (await button.isVisible()) await button.click();
    else await world.page.reload();
    await expect(async () => {
      expect(await world.outcome()).toBeNull();
    }).toPass({ timeout: world.patienceMs });
  },
} as const satisfies Partial<Journey>;

const WIDGET_CAPTION = 'My cat sleeps on the sofa';

const embedded = {
  where: 'embedded',
  reopen: async (world) => {
    await world.page.reload();
  },
} as const satisfies Partial<Journey>;

/** Presses the widget's button and waits for tags or a sentence. */
async function suggest({ page, patienceMs }: World): Promise<string | null> {
  await page
    .getByRole('button', { name: /^(?:Suggest hashtags|Try again)/u })
    .first()
    .click();
  const alert = page.getByRole('alert').filter({ hasText: /\S/u });
  const tags = page.locator('tagweave-recommender li bdi');
  await expect(async () => {
    expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
    expect((await alert.count()) + (await tags.count())).toBeGreaterThan(0);
  }).toPass({ timeout: patienceMs });
  return (await alert.count()) > 0 ? alert.first().innerText() : null;
}

async function askFrame(world: World, caption: string): Promise<string | null> {
  const asked = await world.page.evaluate(
    (text) => (window as unknown as { ask: (text: string) => number }).ask(text),
    caption,
  );
  const found = world.page.locator(`#answer-${String(asked)}`);
  await expect(found).toBeAttached({ timeout: world.patienceMs });
  return (await found.getAttribute('data-type')) === 'error' ? found.innerText() : null;
}

const frameReady = async ({ page }: World): Promise<void> => {
  await expect(page.locator('#ready')).toBeAttached({ timeout: PATIENCE_MS });
};

export const JOURNEYS: readonly Journey[] = [
  {
    ...onPage,
    name: 'compose',
    go: async (world) => {
      await world.compose.choosePhoto(PHOTOS.cat);
      world.photos = 1;
      await write(world, 'My cat sleeps on the sofa');
    },
  },
  {
    ...onPage,
    name: 'keep',
    endsOnDisk: true,
    go: async (world) => {
      await write(world, 'My cat sleeps on the sofa');
      await world.outcome();
      await world.page.getByRole('button', { name: 'Keep this post' }).click();
    },
  },
  {
    ...onPage,
    name: 'import',
    go: async (world) => {
      await write(world, 'A cup of coffee before the import');
      await world.go('#/data');
      await world.page.locator('.data__files').setInputFiles(await instagramExport());
      await world.page.getByRole('button', { name: 'Bring in 5 posts' }).click();
    },
  },
  {
    ...onPage,
    name: 'batch',
    go: async (world) => {
      await world.page.locator('input[type="file"]').first().setInputFiles([PHOTOS.cat, PHOTOS.coffee, PHOTOS.boot]);
      await expect(world.page.locator('.queue__pick')).toHaveCount(3);
      world.photos = 3;
      await write(world, 'The first of three');
    },
  },
  {
    ...onPage,
    name: 'learn',
    begin: async (world) => {
      await keepOne(world);
      for (const caption of ['Coffee in the morning', 'A boot in the mud', 'The sea at night']) {
        await world.compose.caption.fill(caption);
        expect(await world.outcome()).toBeNull();
        await world.compose.keep();
        world.saved.add(caption);
        await world.go('#/compose');
        await expect(world.compose.caption).toHaveValue('');
      }
    },
    go: async (world) => {
      await write(world, 'A cat while the page learns');
      await world.go('#/taste');
      await world.page.getByRole('button', { name: 'Find out' }).click();
    },
  },
  {
    ...onPage,
    name: 'update',
    endsOnDisk: true,
    leavesPage: true,
    begin: async (world) => {
      await keepOne(world);
      await world.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await world.page.reload();
    },
    go: async (world) => {
      await write(world, 'A cat before the update');
      world.host.version += 1;
      await world.page.evaluate(async () => {
        await (await navigator.serviceWorker.ready).update();
      });
      await world.page.getByRole('button', { name: 'Start it' }).click();
    },
  },
  {
    ...onPage,
    name: 'share',
    leavesPage: true,
    begin: async (world) => {
      await keepOne(world);
      await write(world, 'Already begun');
      await world.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await expect
        .poll(async () => (await world.stored('tagweave-drafts', 'drafts')).map((one) => one['caption']))
        .toContain('Already begun');
    },
    go: async (world) => {
      await world.go('sharing.html');
      await world.page.locator('[name="photos"]').setInputFiles(PHOTOS.boot);
      world.written.add('Shared from elsewhere');
      await world.page.getByRole('button', { name: 'Share' }).click();
      await expect(world.compose.caption).toBeVisible();
    },
  },
  {
    ...embedded,
    name: 'widget',
    begin: async (world) => {
      await world.newTab();
      await world.go('host.html');
    },
    go: async ({ page }) => {
      await page.getByRole('textbox', { name: 'Caption' }).fill(WIDGET_CAPTION);
      await page.getByRole('textbox', { name: 'Your own tag' }).fill('Chelsea');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Suggest hashtags/u }).click();
    },
    intact: async ({ page }) => {
      await expect(page.getByRole('textbox', { name: 'Caption' })).toHaveValue(WIDGET_CAPTION);
      await expect(page.locator('tagweave-recommender li bdi').filter({ hasText: '#Chelsea' })).toHaveCount(1);
    },
    next: suggest,
    again: async (world) => {
      expect(await suggest(world)).toBeNull();
    },
  },
  {
    ...embedded,
    name: 'frame',
    begin: async (world) => {
      await world.newTab();
      await world.go('frame.html');
      await frameReady(world);
    },
    go: async ({ page }) => {
      await page.evaluate((text) => (window as unknown as { ask: (text: string) => number }).ask(text), WIDGET_CAPTION);
    },
    reopen: async (world) => {
      await world.page.reload();
      await frameReady(world);
    },
    // The frame keeps nothing: what was written is the host's.
    intact: async ({ page }) => {
      await expect(page.locator('iframe')).toBeVisible();
    },
    next: (world) => askFrame(world, 'A dog in the snow'),
    again: async (world) => {
      expect(await askFrame(world, 'A dog on the beach')).toBeNull();
    },
  },
];

/** Pages of the host that are not ours: with the widget, with its frame, with a form that shares as the system does. */
export const PAGES: Readonly<Record<string, string>> = {
  '/host.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
    <script type="module" src="/widget/tagweave-widget.js"></script>
    <form><tagweave-recommender name="tags" history="own">
    <textarea slot="caption" aria-label="Caption"></textarea></tagweave-recommender></form></html>`,
  '/frame.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Frame</title><link rel="icon" href="data:,">
    <iframe src="/widget/embed.html" title="Hashtags"></iframe>
    <script type="module">
      const frame = document.querySelector('iframe');
      const say = (message) => frame.contentWindow.postMessage({ tagweave: 1, ...message }, location.origin);
      const note = (id, type, text) => {
        const p = document.body.appendChild(document.createElement('p'));
        Object.assign(p, { id, textContent: text });
        p.dataset.type = type;
      };
      let asked = 0;
      window.ask = (caption) => { say({ type: 'recommend', id: ++asked, image: null, caption }); return asked; };
      addEventListener('message', ({ data }) => {
        if (data.type === 'hello' && document.getElementById('ready') === null) note('ready', 'hello', '');
        if (data.type === 'result') note('answer-' + data.id, 'result', data.tags.map((tag) => tag.label).join(' '));
        if (data.type === 'error' && 'id' in data) note('answer-' + data.id, 'error', data.message);
      });
      const greet = () => { if (document.getElementById('ready') === null) { say({ type: 'hello' }); setTimeout(greet, 200); } };
      frame.addEventListener('load', greet);
    </script></html>`,
  '/sharing.html': `<!doctype html><meta charset="utf-8"><title>Sharing</title><link rel="icon" href="data:,">
    <form method="post" enctype="multipart/form-data" action="/share">
    <input name="text" value="Shared from elsewhere"><input name="photos" type="file" multiple><button>Share</button></form>`,
  '/beside.html': `<!doctype html><meta charset="utf-8"><title>Beside</title><link rel="icon" href="data:,">`,
};
