import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type {} from '../src/widget/define.ts';
import { serveFolder } from './support/serve-folder.ts';
import type { Host } from './support/serve-folder.ts';

/** The element as a field among others. Nothing here needs the models, except where a test says so. */
const FORM = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Form</title>
    <style>
      * { color: rgb(255, 0, 0) !important; font: 40px/3 cursive; letter-spacing: 9px; text-transform: uppercase; }
      button, input, li, .widget { display: none; background: rgb(255, 0, 0) !important; }
      :root { --ink: red; --accent: red; }
    </style>
  </head>
  <body>
    <p class="quiet trouble" id="outside">Outside</p>
    <form id="form" action="posted.html">
      <label for="tags" style="display: block">Tags of the post</label>
      <fieldset id="set">
        <tagweave-recommender id="tags" name="tags" value="#One, two"></tagweave-recommender>
      </fieldset>
    </form>
    <script type="module" src="widget/tagweave-widget.js"></script>
  </body>
</html>`;

let host: Host;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagweave-field-'));
  writeFileSync(join(folder, 'form.html'), FORM);
  writeFileSync(
    join(folder, 'early.html'),
    FORM.replace('<script', '<script>tags.value = "Early"; tags.k = 3;</script><script'),
  );
  writeFileSync(
    join(folder, 'sandbox.html'),
    `<!doctype html><title>Sandbox</title><iframe sandbox="allow-scripts" src="widget/embed.html?history=own&k=3"></iframe>`,
  );
  writeFileSync(join(folder, 'posted.html'), '<!doctype html><title>Posted</title>');
  host = await serveFolder({ '/widget/': 'dist/widget', '/models/': 'dist/models', '/': folder }, () => ({
    'Access-Control-Allow-Origin': '*',
  }));
});
test.afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(page: Page, name = 'form'): Promise<void> {
  await page.goto(`${host.url}${name}.html`);
  await page.evaluate(() => customElements.whenDefined('tagweave-recommender').then(() => undefined));
}
const sent = (page: Page) =>
  page.evaluate(() => [...new FormData(document.querySelector('form')!).entries()].map(String));

test('attributes are properties, and nonsense in them is what it is in any field', async ({ page }) => {
  await open(page);
  const found = await page.evaluate(() => {
    const field = document.querySelector('tagweave-recommender')!;
    const first = [field.k, field.platform, field.theme, field.history, field.value, field.type, field.name];
    Object.assign(field, {
      k: 4,
      platform: 'mastodon',
      theme: 'dark',
      history: 'own',
      modelBase: '/m/',
      required: true,
    });
    const attributes = field.getAttributeNames().sort().join(' ');
    const { modelBase } = field;
    Object.assign(field, { k: 99, theme: 'pink', history: 'yes' });
    const clamped = [field.k, field.theme, field.history];
    Object.assign(field, { k: 'many', value: null });
    return { first, attributes, modelBase, clamped, empty: [field.k, field.value, field.validity.valueMissing] };
  });
  expect(found).toEqual({
    first: [5, '', 'auto', 'off', '#One #two', 'tagweave-recommender', 'tags'],
    attributes: 'history id k model-base name platform required theme value',
    modelBase: `${host.url}m/`,
    clamped: [30, 'auto', 'off'],
    empty: [5, '', true],
  });
});

test('a language is its own, or that of the page around it', async ({ page }) => {
  await open(page);
  const add = page.locator('tagweave-recommender').locator('[part~="add"]');
  await expect(add).toHaveText('Add');
  await page.evaluate(() => (document.querySelector('tagweave-recommender')!.lang = 'uk-UA'));
  await expect(add).toHaveText('Додати');
});

test('what a page set before the element was defined counts', async ({ page }) => {
  await open(page, 'early');
  expect(
    await page.evaluate(() => {
      const field = document.querySelector('tagweave-recommender')!;
      return [field.value, field.k, Object.hasOwn(field, 'value')];
    }),
  ).toEqual(['#Early', 3, false]);
  expect(await sent(page)).toEqual(['tags,#Early']);
});

test('in a form: label, fieldset, disabled, reset, validation, as any field', async ({ page }) => {
  await open(page);
  const field = page.locator('tagweave-recommender');
  await page.getByText('Tags of the post').click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('tags');
  expect(await sent(page)).toEqual(['tags,#One #two']);

  // A disabled fieldset takes it out of the form, with everything inside.
  await page.evaluate(() => document.querySelector('fieldset')!.toggleAttribute('disabled', true));
  expect(await sent(page)).toEqual([]);
  await expect(field.locator('[part~="suggest"]')).toBeDisabled();
  await expect(field.locator('[part~="tag-input"]')).toBeDisabled();
  expect(await field.evaluate((one: HTMLElementTagNameMap['tagweave-recommender']) => one.willValidate)).toBe(false);
  await page.evaluate(() => document.querySelector('fieldset')!.toggleAttribute('disabled', false));
  await expect(field.locator('[part~="suggest"]')).toBeEnabled();

  const states = await field.evaluate((one: HTMLElementTagNameMap['tagweave-recommender']) => {
    const heard: string[] = [];
    for (const name of ['invalid', 'tagweave-change'])
      one.addEventListener(name, () => {
        heard.push(name);
      });
    const form = one.form!;
    one.value = 'a b, c';
    const own = one.value;
    one.required = true;
    one.value = '';
    const missing = [one.checkValidity(), form.checkValidity(), one.validationMessage];
    form.reset();
    const back = [one.value, one.checkValidity()];
    one.setCustomValidity('Ask the editor.');
    const custom = [one.checkValidity(), one.validity.customError, one.validationMessage];
    one.setCustomValidity('');
    return { own, missing, back, custom, valid: form.checkValidity(), heard, labels: one.labels.length };
  });
  expect(states).toEqual({
    own: '#AB #c',
    missing: [false, false, expect.stringContaining('At least one hashtag')],
    back: ['#One #two', true],
    custom: [false, true, 'Ask the editor.'],
    valid: true,
    heard: ['invalid', 'invalid', 'invalid'],
    labels: 1,
  });

  // Enter in the tag field adds a tag and sends nothing; the browser brings the value back with its history.
  await page.evaluate(() => (document.querySelector('tagweave-recommender')!.value = '#Kept'));
  await page.evaluate(() => {
    document.querySelector('form')!.submit();
  });
  await page.waitForURL(/posted\.html/u);
  expect(new URL(page.url()).searchParams.get('tags')).toBe('#Kept');
});

test('the page’s styles stay outside, ours inside', async ({ page }) => {
  await open(page);
  const found = await page.evaluate(() => {
    const field = document.querySelector('tagweave-recommender')!;
    const of = (selector: string) => getComputedStyle(field.shadowRoot!.querySelector(selector)!);
    const pick = ({ color, fontSize, letterSpacing, textTransform, display, backgroundColor }: CSSStyleDeclaration) =>
      [color, fontSize, letterSpacing, textTransform, display, backgroundColor].join(' | ');
    const outside = getComputedStyle(document.querySelector('#outside')!);
    return {
      widget: pick(of('.widget')),
      suggest: pick(of('.suggest')),
      item: of('li').display,
      outside: outside.fontSize,
    };
  });
  expect(found.widget).toBe('rgb(22, 24, 29) | 15px | normal | none | grid | rgb(251, 250, 247)');
  expect(found.suggest).toMatch(
    /^rgb\(255, 255, 255\) \| 15px \| normal \| none \| (inline-)?block \| rgb\(11, 122, 117\)$/u,
  );
  expect(found.item).toBe('flex');
  expect(found.outside).toBe('40px');
});

test('where nothing may be stored it works, says so once, and keeps no history', async ({ page }) => {
  await page.goto(`${host.url}sandbox.html`);
  const frame = page.frameLocator('iframe');
  const storage = await page.frames()[1]!.evaluate(() => {
    try {
      return typeof indexedDB.open('x');
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(storage).toBe('SecurityError');
  await frame.getByRole('textbox', { name: 'Caption' }).fill('My dog runs through the snow');
  const ready = page.frames()[1]!.evaluate(
    () =>
      new Promise((resolve) => {
        document.querySelector('tagweave-recommender')!.addEventListener('tagweave-ready', ({ detail }) => {
          resolve(detail.historyKept);
        });
      }),
  );
  await frame.getByRole('button', { name: /^Suggest hashtags/u }).click();
  await expect(frame.getByText('3 hashtags suggested')).toBeVisible({ timeout: 120_000 });
  expect(await ready).toBe(false);
  await expect(frame.getByText('does not let the page store anything')).toBeVisible();
  await expect(frame.getByRole('alert')).toBeEmpty();
});

test('tagweave serve lends element and frame to a page of another origin, an isolated one at that', async ({
  page,
  baseURL,
}) => {
  const own = baseURL ?? '';
  writeFileSync(
    join(folder, 'lent.html'),
    `<!doctype html><title>Lent</title><script type="module" src="${own}widget/tagweave-widget.js"></script>
     <tagweave-recommender k="3"><textarea slot="caption">My dog runs through the snow</textarea></tagweave-recommender>
     <iframe src="${own}widget/embed.html?k=3"></iframe>`,
  );
  const isolated = await serveFolder({ '/': folder }, () => ({
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  }));
  try {
    await page.goto(`${isolated.url}lent.html`);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('button', { name: /^Suggest hashtags/u })).toBeVisible();
    const frames = page.frames().map((one) => one.evaluate(() => [location.pathname, crossOriginIsolated]));
    expect(await Promise.all(frames)).toEqual([
      ['/lent.html', true],
      ['/widget/embed.html', true],
    ]);
    await page
      .getByRole('button', { name: /^Suggest hashtags/u })
      .first()
      .click();
    await expect(page.getByText('3 hashtags suggested')).toBeVisible({ timeout: 120_000 });
    await frame.getByRole('textbox', { name: 'Caption' }).fill('A dog and a cat on the beach at sunset');
    await frame.getByRole('button', { name: /^Suggest hashtags/u }).click();
    await expect(frame.getByText('3 hashtags suggested')).toBeVisible({ timeout: 120_000 });
  } finally {
    await isolated.close();
  }
});
