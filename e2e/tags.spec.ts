import { expect, test as firstVisit } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { NOT_AN_IMAGE, PHOTOS } from './support/fixtures.ts';
import { test } from './support/visited.ts';

/** A post with photo and caption whose tags are there. */
async function written(page: Page): Promise<ComposePage> {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('A dog and a cat on the beach at sunset');
  await compose.choosePhoto(PHOTOS.beagle);
  await compose.tags();
  return compose;
}

const number = (text: string): number => Number(text.replace('−', '-').replace('+', ''));

firstVisit('nothing is downloaded before the person acts, and the size is said', async ({ page }) => {
  const models: string[] = [];
  page.context().on('request', (request) => {
    if (/\.(onnx|bin|wasm)$/.test(new URL(request.url()).pathname)) models.push(request.url());
  });
  const compose = new ComposePage(page);
  await compose.open();
  await page.mouse.move(200, 200);
  const size = page.getByText(/\d+ MB to download, once: about \d+ (seconds|minutes?) on this connection/);
  await expect(size).toBeVisible();
  // The runtime is downloaded packed: what is said holds on every host, and stays within the budget (scripts/budgets.mjs).
  expect(Number(/\d+/.exec(await size.innerText())?.[0])).toBeLessThanOrEqual(60);
  // Going by with the Tab key is no act yet.
  await compose.caption.focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Download now' })).toBeFocused();
  expect(models).toEqual([]);
  await page.getByRole('button', { name: 'Download now' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
});

firstVisit('the download is cancelled, said, and gone on with', async ({ page }) => {
  await page.route('**/models/**/*.onnx', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('A dog in the snow');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Download stopped at/)).toBeVisible();
  await expect(compose.caption).toHaveValue('A dog in the snow');
  // Of a first file nothing may have come yet: then it does not go on, it begins.
  await page.getByRole('button', { name: /^(?:Go on|Download now)$/ }).click();
  expect((await compose.tags()).length).toBeGreaterThan(0);
});

test('tags by keyboard: walk, choose and say why, move, remove, bring back', async ({ page }) => {
  const compose = await written(page);
  const [first = '', second = '', third = ''] = await compose.tags();
  const chip = (name: string) => page.locator('.chip__label').filter({ hasText: new RegExp(`^${name}$`, 'i') });

  await chip(first).focus();
  await page.keyboard.press('ArrowRight');
  await expect(chip(second)).toBeFocused();
  // Walking by asks for nothing.
  await expect(page.locator('.reason')).toHaveCount(0);

  await page.keyboard.press('Alt+ArrowRight');
  expect((await compose.tags()).slice(0, 3)).toEqual([first, third, second]);
  await expect(chip(second)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(chip(second)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('region', { name: new RegExp(`^Why ${second}$`, 'i') })).toBeVisible();
  await expect(page.getByText('1 of 5 on Instagram')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy 1 · only chosen' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.reason')).toHaveCount(0);
  await expect(chip(second)).toBeFocused();

  await page.keyboard.press('Delete');
  expect(await compose.tags()).not.toContain(second);
  expect((await compose.tags()).length).toBeGreaterThan(2);
  await page.getByRole('button', { name: /bring back/i }).click();
  expect(await compose.tags()).toContain(second);
});

test('a reason’s numbers add up to what stands under them', async ({ page }) => {
  await written(page);
  for (let index = 0; index < 3; index += 1) {
    await page.locator('.chip__label').nth(index).click();
    const sum = page.locator('.reason details');
    if ((await sum.getAttribute('open')) === null) await sum.locator('summary').click();
    await expect(page.locator('.reason dd').nth(1)).toBeVisible();
    const values = (await page.locator('.reason dd').allTextContents()).map(number);
    const total = values.pop() ?? NaN;
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 6);
  }
});

for (const { width, height } of [
  { width: 1280, height: 900 },
  { width: 390, height: 664 },
  { width: 320, height: 568 },
]) {
  test(`a reason is in the window, and over no tag, not over Copy or Keep, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await written(page);
    const boxOf = async (what: Locator) => {
      const { x = 0, y = 0, width: w = 0, height: h = 0 } = (await what.boundingBox()) ?? {};
      return { left: x, top: y, right: x + w, bottom: y + h };
    };
    const count = await page.locator('.chip__label').count();
    for (let index = 0; index < count; index += 1) {
      await page.locator('.chip__label').nth(index).click();
      // What goes with the tag comes a moment later, and makes the card higher.
      if (index === 0) await expect(page.locator('.reason .add-row')).toBeVisible();
      const reason = await boxOf(page.locator('.reason'));
      expect(reason.left).toBeGreaterThanOrEqual(0);
      expect(reason.right).toBeLessThanOrEqual(width);
      expect(reason.top).toBeGreaterThanOrEqual(0);
      expect(reason.bottom).toBeLessThanOrEqual(height);
      const others = [
        page.locator('.dock__copy'),
        page.getByRole('button', { name: 'Keep this post' }),
        ...(await page.locator('.chip').all()),
      ];
      for (const other of others) {
        const box = await boxOf(other);
        const apart =
          box.bottom <= reason.top || box.top >= reason.bottom || box.right <= reason.left || box.left >= reason.right;
        expect(apart, JSON.stringify({ reason, box })).toBe(true);
      }
    }
  });
}

test('a long press says why without choosing', async ({ page }) => {
  await written(page);
  const chip = page.locator('.chip__label').first();
  const { x = 0, y = 0 } = (await chip.boundingBox()) ?? {};
  await page.mouse.move(x + 8, y + 8);
  await page.mouse.down();
  await expect(page.locator('.reason')).toBeVisible();
  await page.mouse.up();
  await expect(chip).toHaveAttribute('aria-pressed', 'false');
});

test('a caption’s words are one stop for Tab; the arrow keys go along them and light up the photo', async ({
  page,
}) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.choosePhoto(PHOTOS.cat);
  await compose.caption.fill('A cat on the sofa');
  await compose.tags();
  await compose.caption.focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('.words__word').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  const word = page.locator('.words__word').nth(1);
  await expect(word).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(word).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'What it saw' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(word).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'for which platform' })).toBeFocused();
});

test('tags come in the caption’s language, and a translation says what it translates', async ({ page }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('Собака бігає по снігу');
  await compose.tags();
  await page.getByRole('combobox', { name: 'Language of the tags' }).selectOption('In the caption’s language');
  const translated = page
    .locator('.chip__label')
    .filter({ hasText: /[а-яії]/iu })
    .first();
  await translated.click();
  await expect(page.locator('.reason__sentence')).toContainText('Ukrainian for #');
});

test('a tag whose reason is open lights up the photo, and only while it is open', async ({ page }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.choosePhoto(PHOTOS.coffee);
  await compose.tags();
  const veil = page.locator('.regions__veil');
  await expect(veil).toHaveCount(0);
  let lit = 0;
  for (let index = 0; index < (await compose.tagList.count()); index += 1) {
    await page.locator('.chip__label').nth(index).click();
    await expect(page.locator('.reason')).toBeVisible();
    lit += await veil.count();
    await page.keyboard.press('Escape');
    await expect(page.locator('.reason')).toHaveCount(0);
    await expect(veil).toHaveCount(0);
  }
  expect(lit).toBeGreaterThan(0);
});

test('the gate moves by keyboard and goes back; without the caption and without the photo differ', async ({ page }) => {
  const compose = await written(page);
  const gate = page.getByRole('slider');
  const own = await gate.getAttribute('aria-valuetext');
  expect(own).toMatch(/as Tagweave chose$/);
  await gate.press('Home');
  await expect(gate).toHaveAttribute('aria-valuetext', 'caption 100%, photo 0%, as you ask');
  await compose.settled();
  await gate.press('Escape');
  await expect(gate).toHaveAttribute('aria-valuetext', own ?? '');
  await page.getByRole('button', { name: 'No photo' }).click();
  await compose.settled();
  const words = await compose.tags();
  await page.getByRole('button', { name: 'No caption' }).click();
  await compose.settled();
  expect(await compose.tags()).not.toEqual(words);
});

test('copying gives the text that is shown, as asked for', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const compose = await written(page);
  const labels = await compose.tagList.allTextContents();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Copy 5 tags' }).click();
  expect(await copied()).toBe(labels.map((label) => `#${label}`).join(' '));
  await page.getByRole('combobox', { name: 'How to copy' }).selectOption('plain-line');
  await page.getByRole('button', { name: 'Copy 5 tags' }).click();
  expect(await copied()).toBe(labels.join(', '));
  await expect(page.getByText('5 tags copied')).toBeVisible();
});

test('what is copied is what the button says: all, all with an own one, only the chosen ones, none', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const compose = await written(page);
  const labels = await compose.tagList.allTextContents();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('combobox', { name: 'Your own tag' }).fill('Milo');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`6 of 5 on Instagram · left out: #${labels[4] ?? ''}`)).toBeVisible();
  await page.getByRole('button', { name: 'Copy 5 tags' }).click();
  expect(await copied()).toBe([...labels.slice(0, 4), 'Milo'].map((label) => `#${label}`).join(' '));

  await page.locator('.chip__label').first().click();
  await page.getByRole('button', { name: 'Copy 2 · only chosen' }).click();
  expect(await copied()).toBe(`#${labels[0] ?? ''} #Milo`);

  await page.getByRole('button', { name: 'Accept all' }).click();
  await expect(page.locator('.chip__label[aria-pressed="false"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page.locator('.chip')).toHaveCount(0);
  await page.getByRole('button', { name: 'Suggest again' }).click();
  expect(await compose.tagList.allTextContents()).toEqual(labels);
});

test('undo and redo: by button and by key, of tags, of a photo, of a post kept, and not inside a text field', async ({
  page,
}) => {
  const compose = await written(page);
  const before = await compose.tags();
  await page.getByRole('button', { name: new RegExp(`^Remove ${before[1] ?? ''}`, 'i') }).click();
  expect(await compose.tags()).not.toContain(before[1]);
  await page.getByRole('button', { name: 'Undo: change of tags' }).click();
  expect(await compose.tags()).toEqual(before);
  await page.getByRole('button', { name: 'Redo: change of tags' }).click();
  expect(await compose.tags()).not.toContain(before[1]);
  await page.keyboard.press('Control+z');
  expect(await compose.tags()).toEqual(before);

  await page.locator('.stage__tools').getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('.stage')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.stage img')).toBeVisible();
  await compose.settled();

  await compose.caption.focus();
  await compose.caption.press('End');
  await compose.caption.pressSequentially('!');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.stage img')).toBeVisible();
  await compose.settled();

  await compose.keep();
  await expect(page.getByText('Kept', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo: post kept' }).click();
  await expect(page.getByRole('button', { name: 'Keep this post' })).toBeVisible();
  await page.keyboard.press('Shift+Control+z');
  await expect(page.getByText('Kept', { exact: true })).toBeVisible();
});

test('New post starts one; the old one is found among the drafts, also after a reload', async ({ page }) => {
  const compose = await written(page);
  await page.getByRole('link', { name: 'New post' }).click();
  await expect(compose.caption).toHaveValue('');
  await expect(page.locator('.stage')).toHaveCount(0);
  await page.reload();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: '1 draft' })).toBeVisible();
  await page.getByRole('link', { name: 'Go on with: A dog and a cat on the beach at sunset' }).click();
  await expect(compose.caption).toHaveValue('A dog and a cat on the beach at sunset');
  await expect(page.locator('.stage img')).toBeVisible();
});

test('on a phone the tags and Copy are on the first screen, the instruments folded', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(navigator, { share: () => Promise.resolve() });
  });
  await page.setViewportSize({ width: 390, height: 844 });
  const compose = await written(page);
  const fold = 844 - 60;
  for (const chip of await page.locator('.chip').all()) {
    const { y = 0, height = 0 } = (await chip.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(fold);
  }
  const { y: copy = 0 } = (await page.locator('.dock__copy').boundingBox()) ?? {};
  expect(copy).toBeGreaterThan(fold - 140);
  const { y: caption = 0 } = (await compose.caption.boundingBox()) ?? {};
  const { y: tags = 0 } = (await page.locator('.chip').last().boundingBox()) ?? {};
  expect(caption).toBeGreaterThan(tags);
  await expect(page.getByRole('slider')).toBeHidden();
  await page.getByText('Why these?').click();
  await expect(page.getByRole('slider')).toBeVisible();
  // The bar's longest words push none of its buttons off the narrowest screen, Share among them.
  await page.setViewportSize({ width: 320, height: 844 });
  await page.locator('.chip__label').first().click();
  await expect(page.locator('.dock__copy')).toContainText('only chosen');
  await expect(page.locator('.dock__row > *')).toHaveCount(4);
  for (const control of await page.locator('.dock__row > *').all()) {
    const { x = 0, width = 0 } = (await control.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(320);
  }
});

test('several photos wait in a row; a bad one does not stop the others', async ({ page }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await page.locator('input[type="file"]').first().setInputFiles([PHOTOS.beagle, NOT_AN_IMAGE, PHOTOS.coffee]);
  await expect(page.getByText('2 of 3 ready')).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'holiday.jpg: not read' }).click();
  await expect(compose.trouble).toContainText('not a photo we can open');
  await page.getByRole('button', { name: 'Delete holiday.jpg' }).click();
  await expect(page.getByText('2 of 2 ready')).toBeVisible();
});

test('the caption survives a reload, and nothing left the page since it was ready', async ({ page }) => {
  const compose = await written(page);
  await expect(page.getByText('This page has sent nothing since the models loaded.')).toBeVisible();
  await page.reload();
  await expect(compose.caption).toHaveValue('A dog and a cat on the beach at sunset');
});

test('the history is searched, edited, forgotten with undo, and wiped', async ({ page }) => {
  const compose = await written(page);
  await compose.keep();
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByText('0 posts found')).toBeVisible();
  await page.getByRole('searchbox').fill('sunset');
  await expect(page.getByText('1 post found')).toBeVisible();

  await page.getByRole('button', { name: /^Edit: A dog/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('#FirstSnow');
  await dialog.getByRole('button', { name: 'Keep the changes' }).click();
  await expect(page.getByText('#FirstSnow')).toBeVisible();

  await page.getByRole('button', { name: /^Delete “A dog/ }).click();
  await expect(page.getByText('0 posts found')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('#FirstSnow')).toBeVisible();

  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Start a post' })).toBeVisible();
});
