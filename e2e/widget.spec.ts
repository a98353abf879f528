import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type {} from '../src/widget/define.ts';
import { PHOTOS } from './support/fixtures.ts';
import { serveFolder } from './support/serve-folder.ts';
import type { Host } from './support/serve-folder.ts';

const RECIPES = ['plain-html', 'markdown-editor', 'iframe'];

/** A host with the widget and its models, as anybody's static host; another one with the pages that embed it. */
let host: Host;
let pages: Host;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagweave-recipes-'));
  host = await serveFolder({ '/widget/': 'dist/widget', '/models/': 'dist/models' }, (path) => ({
    'Access-Control-Allow-Origin': '*',
    ...(path.endsWith('/embed.html') ? { 'Document-Isolation-Policy': 'isolate-and-require-corp' } : {}),
  }));
  for (const name of RECIPES) {
    const text = readFileSync(`e2e/recipes/${name}.html`, 'utf8');
    const address = host.url.replace(/\/$/u, '');
    writeFileSync(join(folder, `${name}.html`), text.replaceAll('https://tagweave.example', address));
  }
  writeFileSync(join(folder, 'posted.html'), '<!doctype html><title>Posted</title>');
  pages = await serveFolder({ '/': folder });
});

test.afterAll(async () => {
  await Promise.all([host.close(), pages.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const open = (page: Page, name: string) => page.goto(`${pages.url}${name}.html`);
const tagsOf = (page: Page) => page.locator('tagweave-recommender li bdi').allTextContents();

test('plain HTML: a required field, suggestions, one’s own tag, reset and submit, under a strict policy', async ({
  page,
}) => {
  await open(page, 'plain-html');
  const widget = page.locator('tagweave-recommender');
  // What a screen reader gets: the role is the element's own (ElementInternals), no attribute tells it.
  const client = await page.context().newCDPSession(page);
  await expect(async () => {
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    const groups = nodes.filter((node) => node.role?.value === 'group').map((node) => node.name?.value as unknown);
    expect(groups).toContain('Tags');
  }).toPass();
  expect(host.asked.filter((path) => path.includes('engine/'))).toEqual([]);
  await page.getByRole('button', { name: 'Post' }).click();
  expect(
    await widget.evaluate((element: HTMLElementTagNameMap['tagweave-recommender']) => element.validity.valueMissing),
  ).toBe(true);

  await page.locator('input[slot="photo"]').setInputFiles(PHOTOS.cat);
  await page.getByRole('textbox', { name: 'Caption' }).fill('My cat and dog on the beach at sunset in summer');
  await page.getByRole('button', { name: /^Suggest hashtags/u }).click();
  await expect(page.getByText('5 hashtags suggested')).toBeVisible({ timeout: 120_000 });
  expect(await tagsOf(page)).toContain('#Cat');

  await page.getByRole('button', { name: 'Remove Cat', exact: true }).click();
  await page.getByRole('textbox', { name: 'Your own tag' }).fill('Chelsea the Cat');
  await page.keyboard.press('Enter');
  const chosen = await tagsOf(page);
  expect(chosen[0]).toBe('#ChelseaTheCat');
  expect(chosen).not.toContain('#Cat');

  await page.getByRole('button', { name: 'Post' }).click();
  await page.waitForURL(/posted\.html/u);
  expect(new URL(page.url()).searchParams.get('tags')).toBe(chosen.join(' '));
  await page.goBack();
  await page.getByRole('button', { name: 'Start again' }).click();
  expect(await tagsOf(page)).toEqual([]);
});

test('two widgets in shadow roots share one worker; one is moved, one removed while busy', async ({ page }) => {
  await open(page, 'plain-html');
  const outcome = await page.evaluate(async () => {
    const roots = [1, 2].map(() =>
      document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' }),
    );
    const [one, two] = roots.map((root) => root.appendChild(document.createElement('tagweave-recommender')));
    let heard = 0;
    document.addEventListener('tagweave-change', () => (heard += 1));
    const first = one!.recommend({ image: null, caption: 'My dog runs through the snow' });
    const second = two!
      .recommend({ image: null, caption: 'A cup of coffee' })
      .catch((error: unknown) => (error as { code: string }).code);
    document.body.append(one!); // moved while busy
    two!.remove();
    return { value: (await first).value, second: await second, heard };
  });
  expect(outcome.value).toMatch(/#\w+/u);
  expect(outcome.second).toBe('aborted');
  expect(outcome.heard).toBe(1);
  expect(page.workers().length).toBe(1);
});

test('tags come in the language that the attribute says', async ({ page }) => {
  await open(page, 'plain-html');
  const values = await page.evaluate(async () => {
    const widget = document.body.appendChild(document.createElement('tagweave-recommender'));
    const caption = 'Захід сонця над морем, справжня осінь';
    const { value: english } = await widget.recommend({ image: null, caption });
    widget.setAttribute('tag-language', 'caption');
    const { value: own } = await widget.recommend({ image: null, caption });
    return { english, own };
  });
  expect(values.english).not.toMatch(/\p{Script=Cyrillic}/u);
  expect(values.own).toMatch(/\p{Script=Cyrillic}/u);
});

test('a Markdown editor gets its front matter', async ({ page }) => {
  await open(page, 'markdown-editor');
  await page.getByRole('button', { name: /^Suggest hashtags/u }).click();
  await expect(page.getByRole('textbox', { name: 'Post in Markdown' })).toHaveValue(
    /^---\ntags: \[\w+, \w+, \w+\]\ntitle: Snow/u,
    {
      timeout: 120_000,
    },
  );
});

test('in a frame: only pages of the list are answered, threads come with the header', async ({ page }) => {
  const allow = (origins: string[]) =>
    page.route('**/embed-origins.json', (route) => route.fulfill({ json: { schema: 1, origins } }));
  await allow([]);
  await open(page, 'iframe');
  const frame = page.frame({ url: /embed\.html/u })!;
  await expect(frame.getByRole('button', { name: /^Suggest hashtags/u })).toBeVisible();
  expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.waitForTimeout(500);
  await expect(page.locator('#tags')).not.toHaveAttribute('height');
  await allow([new URL(pages.url).origin]);
  await page.reload();
  await expect(page.locator('#found')).toHaveText(/^\w+ \w+ \w+$/u, { timeout: 120_000 });
  expect(Number(await page.locator('#tags').getAttribute('height'))).toBeGreaterThan(50);
});

for (const [what, missing, code] of [
  ['the worker', '**/engine.worker.js', 'engine-missing'],
  ['a runtime’s module', '**/ort-wasm*.mjs', 'engine-missing'],
  ['a runtime’s WebAssembly', '**/ort-wasm*.wasm-gz', 'engine-missing'],
  ['the catalogue', '**/catalogue.json', 'model-missing'],
] as const) {
  test(`${what} is not there: the widget says so, with a code and what to do`, async ({ page }) => {
    await page
      .context()
      .route(missing, (route) => route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } }));
    await open(page, 'plain-html');
    const error = await page.evaluate(async () => {
      const widget = document.querySelector('tagweave-recommender')!;
      const told = new Promise<{ code: string; message: string }>((resolve) => {
        widget.addEventListener(
          'tagweave-error',
          ({ detail }) => {
            resolve(detail);
          },
          { once: true },
        );
      });
      widget.recommend({ image: null, caption: 'Snow' }).catch(() => undefined);
      return told;
    });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/Copy the folder/u);
    await expect(page.getByRole('alert')).not.toBeEmpty();
  });
}
