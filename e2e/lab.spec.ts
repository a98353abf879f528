import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { nothingFound, noSidewaysScroll, soundInEveryLook } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { everythingStored } from './support/everything-stored.ts';
import { PHOTOS } from './support/fixtures.ts';
import type { TestFile } from './support/fixtures.ts';
import { test as returning } from './support/visited.ts';

/** The figures of a row of the table that is named so. */
async function cells(page: Page, table: RegExp, row: string): Promise<string[]> {
  const line = page
    .getByRole('region', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) });
  return line.getByRole('cell').allTextContents();
}

test('the grid is evaluated in the page, and the settings, the files and the intervals come along', async ({
  page,
}, info) => {
  test.setTimeout(300_000); // four networks over 1,210 posts, on a machine that may be busy
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(
    asked.filter((url) => /\/lab\/|\/lab[.-]/.test(new URL(url).pathname)),
    'the first screen fetches nothing of the Lab',
  ).toEqual([]);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Lab' }).click();

  // Stored lists first: the table of docs/results.md.
  await expect(page.getByRole('region', { name: /^Table 1: .*K = 7/ })).toBeVisible();
  const stored = await cells(page, /^Table 1/, 'ViT, weighted');
  expect(stored[0]).toBe('stored, 3 seeds');
  expect(stored.slice(1, 5)).toEqual(['.940', '.334', '.610', '.432']);
  await nothingFound(page);

  // Stopped in the middle, then whole.
  await page.getByRole('button', { name: 'Evaluate the four networks here' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped. What was finished stays')).toBeVisible();
  await page.getByRole('button', { name: /^Evaluate/ }).click();
  await expect(page.getByText(/^Evaluated here: 4 networks on (wasm|webgpu|cpu)/)).toBeVisible({ timeout: 120_000 });
  const here = await cells(page, /^Table 1/, 'ViT, weighted');
  expect(here[0]).toBe('computed here, seed 0');
  expect(here[4]).toBe('.432');
  expect((await cells(page, /^Table 1/, 'ViT, mean'))[0]).toBe('stored, 3 seeds');

  const uniform = await cells(page, /^Coverage, Gini/, 'ViT, weighted');
  expect(uniform.slice(0, 2)).toEqual([expect.stringMatching(/^\.\d{3}$/), expect.stringMatching(/^\.\d{3}$/)]);
  expect(await cells(page, /^Coverage, Gini/, 'assigned by the posts’ authors')).toHaveLength(3);
  await expect(
    page.getByRole('img', { name: /^Share of all recommendations.*ViT, weighted and the data/ }),
  ).toBeVisible();
  await nothingFound(page);

  // Another K from the keyboard; the address follows and brings it back.
  await page.getByLabel(/^K, hashtags recommended/).press('ArrowLeft');
  await page.getByRole('radio', { name: 'CNN' }).check({ force: true });
  await expect(page.getByRole('region', { name: /^Table 1: .*K = 6/ })).toBeVisible();
  await expect(page).toHaveURL(/#\/lab\?encoder=cnn&fusion=weighted&head=A2&k=6/);

  await page.getByRole('button', { name: 'Compute the intervals' }).click();
  await expect(page.getByRole('region', { name: /^CNN, weighted − …/ })).toBeVisible();
  const [difference, interval] = await cells(page, /^CNN, weighted − …/, 'CNN, sum');
  expect(difference).toMatch(/^[+−]\.\d{3}$/);
  expect(interval).toMatch(/^[+−]\.\d{3} … [+−]\.\d{3}$/);

  for (const [name, holds] of [
    ['Save as JSON', /"kind": "tagweave-lab"/],
    ['Save as CSV', /^system,lists,runs,k,hit,/],
  ] as const) {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const file = await coming;
    const path = info.outputPath(file.suggestedFilename());
    await file.saveAs(path);
    expect(await readFile(path, 'utf8')).toMatch(holds);
  }
  const drawing = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as SVG' }).first().click();
  expect((await drawing).suggestedFilename()).toMatch(/^CNN, weighted.*\.svg$/);

  await page.reload();
  await expect(page.getByRole('region', { name: /^Table 1: .*K = 6/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'CNN' })).toBeChecked();
});

test('the everyday network is evaluated in the page, and its figures are those of docs/results.md', async ({
  page,
}) => {
  await page.goto('./#/lab?part=everyday&given=photo');
  const table = /^people, photo only: K = 5, 532 posts/;
  await expect(page.getByRole('region', { name: table })).toBeVisible();
  const learnt = await cells(page, table, 'everyday network, as learnt (A2)');
  expect(learnt[3]).toBe('.177');
  expect((await cells(page, table, 'floor: nearest posts'))[3]).toBe('.142');
  await page.getByRole('button', { name: 'Evaluate the everyday network here' }).click();
  // What is looked at is evaluated first; the other cases would go on.
  await expect(page.getByRole('region', { name: table }).getByText('everyday network, computed here')).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped. Press the button')).toBeVisible();
  const here = await cells(page, table, 'everyday network, computed here');
  expect([here[0], here[3], here[4]]).toEqual(['.515', '.177', '.237']);
  await expect(page.getByRole('region', { name: /^Coverage, Gini and popularity/ })).toBeVisible();
  await page.getByRole('button', { name: 'Compute the intervals' }).click();
  await expect(page.getByRole('region', { name: /computed here − …/ })).toContainText('floor: nearest posts');
  await page.getByLabel('Posts of').selectOption('people, new persons');
  await expect(page).toHaveURL(/part=everyday&given=photo&of=people%2C\+new\+persons/);
  await soundInEveryLook(page, 'lab-1');
});

returning(
  'every backend of this device is checked and timed, and the report can be copied',
  async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('./#/lab');
    const link = page.getByRole('navigation', { name: 'Parts of the Lab' }).getByRole('link', { name: 'Backends' });
    await link.press('Enter');
    await expect(page).toHaveURL(/part=backends/);
    const run = page.getByRole('button', { name: 'Check and time everything here' });
    await run.click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('Stopped. Press the button')).toBeVisible();
    await run.click();
    const table = page.getByRole('region', { name: 'Models on this device' });
    await expect(table).toBeVisible({ timeout: 150_000 });
    for (const part of ['photo encoder', 'caption encoder', 'network']) {
      const taken = table.getByRole('row').filter({ hasText: part }).filter({ hasText: 'this one' });
      await expect(taken).toHaveCount(1);
      await expect(taken).toContainText('reproduced');
    }
    await expect(table.getByRole('row').filter({ hasText: 'webgpu' }).first()).toContainText('does not start');
    await soundInEveryLook(page, 'lab-2');
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await expect(page.getByText('Report copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^Tagweave [\s\S]*\| network \| design-everyday@\d+ \| wasm \| passed \|/,
    );
  },
);

returning('one post is shown step by step, and what is forced or left out changes the lists', async ({ page }) => {
  await page.goto('./#/lab?part=post');
  await page.getByRole('button', { name: 'Take a sample photo' }).click();
  await page.getByLabel('Caption').fill('Our new dog, first day at home');
  await page.getByRole('button', { name: 'Show the steps' }).click();
  const lists = page.getByRole('region', { name: 'Two heads and one list' });
  await expect(lists).toBeVisible({ timeout: 150_000 });
  await expect(page.getByText('src/network/layers/coattention.ts').first()).toBeVisible();
  await expect(page.getByRole('img', { name: 'The photo, with what the network looked at' })).toBeVisible();
  await page.getByRole('button', { name: 'dog', exact: true }).focus();
  await expect(page.getByText('Row of C of “dog”')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What if something were not there?' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByText('No earlier post: u is the learned u_0.')).toBeVisible();
  await soundInEveryLook(page, 'lab-3');
  const gate = page.getByLabel(/^Mean of w/);
  await gate.press('End');
  await expect(page.getByRole('img', { name: 'w, number by number; the line is the mean, 1.000' })).toBeVisible();
  const beta = page.getByLabel(/^β of the hybrid/);
  await beta.press('End');
  await expect(page.getByText('here with β = 1.000')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the network’s own' }).click();
  await expect(page.getByText('here with β = .800')).toBeVisible();
});

const OWN_TOPICS = ['dog', 'coffee', 'garden', 'zeppelin', 'origami'];

/** Sixty posts of one person, one of them with a photo; three lines are of no use. */
function ownPosts(): TestFile[] {
  const lines = Array.from({ length: 60 }, (_, n) => {
    const topic = OWN_TOPICS[n % OWN_TOPICS.length] ?? '';
    const date = new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString();
    const image = n === 0 ? { image: 'images/cat.jpg' } : n === 1 ? { image: 'images/gone.jpg' } : {};
    return JSON.stringify({
      id: String(n),
      user: 'me',
      date,
      caption: `${topic} again, number ${n}`,
      tags: [topic, `my${topic}`, 'everyday'],
      ...image,
    });
  });
  const list = [...lines, 'not json', JSON.stringify({ id: '0', caption: 'twice', tags: ['dog'] })].join('\n');
  return [{ name: 'posts.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(list) }, PHOTOS.cat];
}

test('Table 2 shows twelve posts, with marks that need no colour', async ({ page }) => {
  await page.goto('./#/lab?part=table2');
  const first = page.getByRole('region', { name: '1. a pair of light blue sneakers' });
  await expect(first.getByRole('img')).toBeVisible();
  const row = first.getByRole('row').filter({ hasText: 'ViT, weighted' });
  await expect(row.getByRole('listitem').first()).toHaveText('sports ✓, hit');
  await expect(page.locator('.table2__post img')).toHaveCount(12);
  await page.getByRole('radio', { name: 'sequence' }).check({ force: true });
  await expect(first.getByRole('row')).toHaveCount(14);
  await soundInEveryLook(page, 'lab-4');
});

returning(
  'own posts are measured and learnt from; the network is kept, recommends, is saved, brought in and forgotten',
  async ({ page }, info) => {
    test.setTimeout(400_000);
    await page.goto('./#/lab?part=own');
    await page.locator('.own__files').setInputFiles(ownPosts());
    await page.getByText('3 entries need a look').click();
    const problems = page.getByRole('list', { name: 'Entries that could not be used, or not wholly' });
    await expect(problems).toContainText('posts.jsonl, 2: its photo is not among the files');
    await expect(problems).toContainText('posts.jsonl, 61: this is not JSON');
    await expect(problems).toContainText('posts.jsonl, 62: another post before it has the same id');

    const measure = page.getByRole('button', { name: 'Measure', exact: true });
    await measure.click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await measure.click();
    const table = page.getByRole('region', { name: /^Your posts: hybrid A2, K = 7, 60 posts/ });
    await expect(table).toBeVisible({ timeout: 200_000 });
    await expect(table.getByRole('row')).toHaveCount(2);

    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByText(/^11 hashtags, best after epoch \d+ of \d+/)).toBeVisible({ timeout: 120_000 });
    await expect(page.getByRole('img', { name: /^Loss by epoch/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^F1@7 on the posts to watch, by epoch$/ })).toBeVisible();
    await expect(page.getByRole('region', { name: /^Before and after: 6 posts/ }).getByRole('row')).toHaveCount(3);

    // Every fusion over the body whose features are here already.
    const fusions = page.getByRole('region', { name: 'The paper’s Table 1 on your posts', exact: true });
    for (const [body, wanted] of [
      ['CNN, weighted', false],
      ['ViT, weighted', false],
      ['everyday (New post)', true],
    ] as const)
      await fusions.getByRole('checkbox', { name: body }).setChecked(wanted);
    await fusions.getByRole('button', { name: 'Train and compare the fusions' }).click();
    await expect(fusions.getByText('11 hashtags, trained on wasm.')).toBeVisible({ timeout: 120_000 });
    await expect(fusions.getByRole('region', { name: /^Table 1 on your posts: 6 posts/ }).getByRole('row')).toHaveCount(
      5,
    );
    await expect(fusions.getByRole('region', { name: /^Is the gate worth it/ }).getByRole('row')).toHaveCount(3);
    await expect(fusions.getByRole('img', { name: /^F1@7 on the posts to watch/ })).toBeVisible();
    await soundInEveryLook(page, 'lab-5');

    const head = page.getByRole('region', { name: 'Train a tag head on your hashtags' });
    await head.getByLabel('Name of the network').fill('My own words');
    await head.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'Use “My own words” for new posts' }).click();
    await expect(page.getByText('New posts use it')).toBeVisible({ timeout: 60_000 });
    await page.goto('./#/');
    const compose = new ComposePage(page);
    await compose.caption.fill('zeppelin again over the town');
    expect(await compose.tags()).toContain('myzeppelin');

    await page.goto('./#/lab?part=own');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save “My own words” as a file' }).click();
    const path = info.outputPath('own.zip');
    await (await coming).saveAs(path);
    await page.getByRole('button', { name: 'Forget “My own words”' }).click();
    await expect(page.getByText('None yet.')).toBeVisible();
    await expect.poll(async () => (await everythingStored(page)).text).not.toContain('own-my');
    await page.locator('.own__package').setInputFiles(path);
    await expect(page.getByRole('button', { name: 'Forget “My own words”' })).toBeVisible({ timeout: 60_000 });

    // Forgetting everything takes both away: what was learnt, and the numbers that it was learnt from.
    await page.goto('./#/data');
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
    await expect
      .poll(async () => {
        const { text, records } = await everythingStored(page);
        return text.includes('own-my') || (records['tagweave-lab/features'] ?? 0) > 0;
      })
      .toBe(false);
  },
);

test.describe('the Lab in every size and colour', () => {
  // Opened once: what follows only looks.
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    await page.goto('./#/lab');
    await expect(page.getByRole('region', { name: /^Table 1/ })).toBeVisible();
    await page.getByText('The chart’s numbers').first().click();
  });
  test.afterAll(() => page.close());

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390, 320]) {
      test(`axe finds nothing in the Lab at ${width} px, ${colorScheme}, and nothing scrolls sideways`, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 844 });
        await nothingFound(page);
        expect(await noSidewaysScroll(page)).toBe(true);
      });
    }
  }
});

test('every part of the Lab is sound in Ukrainian on a phone, too', async ({ browser }) => {
  const context = await browser.newContext({
    ...{ locale: 'uk-UA', colorScheme: 'dark', reducedMotion: 'reduce', viewport: { width: 390, height: 844 } },
  });
  const page = await context.newPage();
  for (const [part, shown] of [
    ['rerun', 'Результати'],
    ['everyday', 'Результати'],
    ['own', 'Збережені тут мережі'],
    ['table2', '1. пара світло-блакитних кросівок'],
    ['post', 'Допис'],
  ] as const) {
    await page.goto(`./#/lab?part=${part}`);
    await expect(page.getByRole('heading', { name: shown, exact: true })).toBeVisible();
    await nothingFound(page);
    expect(await noSidewaysScroll(page), part).toBe(true);
  }
  await context.close();
});

test('without its data the Lab says so, and the page goes on', async ({ page }) => {
  // A copy that comes without it (the npm package) is no failure; a host that fails is.
  await page.route('**/lab/manifest.json', (route) => route.fulfill({ status: 404 }));
  await page.goto('./#/lab');
  await expect(page.getByText('This copy of Tagweave comes without the Lab')).toBeVisible();
  await page.unroute('**/lab/manifest.json');
  await page.route('**/lab/manifest.json', (route) => route.fulfill({ status: 500 }));
  await page.reload();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('link', { name: 'New post' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Drop a photo');
});
