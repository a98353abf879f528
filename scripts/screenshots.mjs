// npm run screenshots [-- --all] [-- --fake] [-- --lab]: looks at every view of the page. Without options the few pictures that the
// documents show go to docs/screenshots/; --all takes every view at 1280 and 390 px, light and dark, in both languages, into
// test-results/screenshots/, the Lab's parts as whole pages among them; --lab makes the pictures of docs/how-it-works.md alone, and with --all
// looks at the Lab alone. Looks at the built page (npm run build first); --fake shows the stand-in engine's tags
// (src/app/fake-engine.ts) on the development server where no models are at hand.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { createServer } from 'vite';
import { chromiumOptions } from './lib/chromium.mjs';
import { documentPictures, labViews } from './lib/lab-pictures.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PORT = 5178;
const all = process.argv.includes('--all');
const labOnly = process.argv.includes('--lab');
const fake = process.argv.includes('--fake') || !existsSync(join(ROOT, 'public/models/catalogue.json'));
const folder = join(ROOT, all ? 'test-results/screenshots' : 'docs/screenshots');

const WIDTHS = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
const WORDS = {
  en: {
    locale: 'en-GB',
    own: 'FirstDay',
    keep: 'Keep this post',
    next: 'New post',
    history: 'History',
    taste: 'Your taste',
    settings: 'Settings',
  },
  uk: {
    locale: 'uk-UA',
    own: 'ПершийДень',
    keep: 'Зберегти допис',
    next: 'Новий допис',
    history: 'Історія',
    taste: 'Ваш смак',
    settings: 'Налаштування',
  },
};
/** A sample, and a caption for it, per post; the first is the one that is shown. */
const POSTS = [
  { sample: 0, en: 'Our new puppy, first day at home', uk: 'Наше нове цуценя, перший день удома' },
  { sample: 1, en: 'Chelsea keeps an eye on everything', uk: 'Челсі за всім наглядає' },
  { sample: 2, en: 'Slow Sunday coffee', uk: 'Неквапна недільна кава' },
];
/** The pictures that the documents show. */
const SHOWN = new Set([
  'compose-light-en',
  'compose-dark-uk',
  'reason-light-en',
  'history-light-en',
  'compose-light-en-phone',
  'empty-dark-uk-phone',
]);

const wanted = (name) => all || SHOWN.has(name);

async function shoot(page, view, { theme, language, size }) {
  const name = [view, theme, language, ...(size === 'phone' ? ['phone'] : [])].join('-');
  if (!wanted(name)) return;
  await page.waitForTimeout(400);
  const raw = await page.screenshot();
  await sharp(raw)
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(join(folder, `${name}.png`));
  console.log(`${name}.png`);
}

/** Tags are there and nothing is being read. */
async function settled(page) {
  await page.locator('.chip').first().waitFor({ timeout: 180_000 });
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached', timeout: 180_000 });
}

async function walk(browser, address, look) {
  const words = WORDS[look.language];
  const context = await browser.newContext({
    viewport: WIDTHS[look.size],
    locale: words.locale,
    colorScheme: look.theme,
    deviceScaleFactor: look.size === 'phone' ? 2 : 1,
    hasTouch: look.size === 'phone',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${look.size} ${look.theme} ${look.language}: ${error.message}`));
  await page.goto(address);
  await page.locator('.sample img').last().waitFor();
  await page.waitForTimeout(fake ? 300 : 1500);
  await shoot(page, 'empty', look);
  for (const post of POSTS) {
    await page.locator('textarea').fill(post[look.language]);
    await page.locator('.sample').nth(post.sample).click();
    await page.waitForTimeout(900);
    await settled(page);
    if (post === POSTS[0]) {
      // The pointer and the focus leave, so that no reason is open yet.
      // A caption may name no more than one tag.
      for (const chip of (await page.locator('.chip__label').all()).slice(0, 2)) await chip.click();
      await page.locator('.tags__input').fill(words.own);
      await page.keyboard.press('Enter');
      await page.mouse.move(2, 2);
      await page.evaluate('document.activeElement.blur()');
      await shoot(page, 'compose', look);
      await page.locator('.chip__label').nth(1).focus();
      await page.keyboard.press('ArrowLeft');
      await shoot(page, 'reason', look);
      await page.keyboard.press('Escape');
      // On a phone the words stand folded under "Why these?".
      const why = page.locator('details:has(.words__word):not([open]) > summary');
      if ((await why.count()) > 0) await why.first().click();
      await page.locator('.words__word').nth(2).click();
      await page.evaluate('window.scrollTo(0, 0)');
      await shoot(page, 'word', look);
    }
    await page.getByRole('button', { name: words.keep }).click();
    await page.getByRole('button', { name: words.next }).click();
  }
  await page.getByRole('status').getByRole('button').last().click();
  await page.getByRole('link', { name: words.history }).first().click();
  await page.locator('.past').nth(2).waitFor();
  await shoot(page, 'history', look);
  await page.getByRole('link', { name: words.taste }).first().click();
  await page.locator('.tag-row').first().waitFor();
  await shoot(page, 'taste', look);
  await page.evaluate("window.location.hash = '#/data'");
  await page.locator('.data__drop').waitFor();
  await shoot(page, 'data', look);
  await page.getByRole('link', { name: words.settings }).first().click();
  await shoot(page, 'settings', look);
  await context.close();
}

async function serveSource() {
  const vite = await createServer({ root: ROOT, logLevel: 'error', server: { port: PORT } });
  await vite.listen();
  return { address: `${vite.resolvedUrls.local[0]}?fake`, close: () => vite.close() };
}

async function serveBuilt() {
  const dist = process.env.TAGWEAVE_DIST ?? 'dist';
  if (!existsSync(join(ROOT, 'dist-node/cli.js')) || !existsSync(resolve(ROOT, dist))) {
    console.error('screenshots: there is no built page; run “npm run build” first, or use --fake.');
    process.exit(1);
  }
  const child = spawn(process.execPath, ['dist-node/cli.js', 'serve', dist, '--port', String(PORT)], { cwd: ROOT });
  await new Promise((ready, failed) => {
    child.stdout.once('data', ready);
    child.once('exit', () => failed(new Error('The server did not start.')));
  });
  return { address: `http://localhost:${PORT}/`, close: () => child.kill() };
}

mkdirSync(folder, { recursive: true });
const server = fake ? await serveSource() : await serveBuilt();
const browser = await chromium.launch(await chromiumOptions());
try {
  for (const size of ['wide', 'phone']) {
    for (const theme of ['light', 'dark']) {
      for (const language of ['en', 'uk']) {
        const suffix = `-${theme}-${language}${size === 'phone' ? '-phone' : ''}`;
        if (!all && ![...SHOWN].some((name) => name.replace(/^[a-z]+/, '') === suffix)) continue;
        const look = { size, theme, language };
        if (!labOnly) await walk(browser, server.address, look);
        if (!all || fake) continue;
        const { locale } = WORDS[language];
        await labViews(browser, server.address, folder, look, {
          ...{ viewport: WIDTHS[size], locale, caption: POSTS[0][language] },
        });
      }
    }
  }
  if (!all && !fake) await documentPictures(browser, server.address, folder);
} finally {
  await browser.close();
  await server.close();
}
