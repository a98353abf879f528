// The Lab's pictures: those of docs/how-it-works.md (`--lab`), and every part as a whole page, for looking (`--all`).
import { join } from 'node:path';
import sharp from 'sharp';

const PARTS = ['rerun', 'everyday', 'own', 'table2', 'post', 'backends'];
/** Waits for what a part shows by itself. */
const SHOWN = { rerun: '.number-table:visible', everyday: '.number-table:visible', table2: '.lab > * img' };

async function write(raw, folder, name) {
  await sharp(raw)
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(join(folder, `${name}.png`));
  console.log(`${name}.png`);
}

/** See one post, with its steps. */
async function seePost(page, address, caption) {
  await page.goto(`${address}#/lab?part=post`);
  // Rerun's parts stay beside it, hidden.
  const input = page.locator('.lab > .lab__part').first();
  await input.locator('.lab__run').first().getByRole('button').nth(2).click();
  await input.locator('textarea').fill(caption);
  await input.locator('.button--primary').click();
  await page.locator('.see__matrix').waitFor({ timeout: 240_000 });
}

/** The pictures of docs/how-it-works.md: a step each, as the page draws it. */
export async function documentPictures(browser, address, folder) {
  const context = await browser.newContext({
    // Wide enough for the bar of phones not to lie over what is taken.
    viewport: { width: 960, height: 1400 },
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const shoot = async (locator, name) => write(await locator.screenshot(), folder, name);
  const step = (title) =>
    page.locator('.lab > .lab__part', { has: page.getByRole('heading', { name: title, exact: true }) });
  await page.goto(`${address}#/lab`);
  await page.locator('.number-table').first().waitFor();
  await shoot(page.locator('.lab-chart').first(), 'how-curves');
  await seePost(page, address, 'Our new puppy, first day at home');
  await shoot(step('What counts in the photo'), 'how-regions');
  await page.locator('.see__word').nth(2).click();
  await shoot(step('What counts in the photo'), 'how-word');
  await shoot(page.locator('.see__matrix'), 'how-affinity');
  await shoot(step('The gate'), 'how-gate');
  await shoot(step('Two heads and one list'), 'how-lists');
  await context.close();
}

/** Every part of the Lab as a whole page. */
export async function labViews(browser, address, folder, { size, theme, language }, { viewport, locale, caption }) {
  const context = await browser.newContext({ viewport, locale, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const part of PARTS) {
    if (part === 'post') await seePost(page, address, caption);
    else await page.goto(`${address}#/lab?part=${part}`);
    await page
      .locator(SHOWN[part] ?? '.lab > .lab__part')
      .first()
      .waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (wide > 0) console.error(`lab-${part} ${theme} ${language} ${size}: ${wide} px too wide`);
    const name = ['lab', part, theme, language, ...(size === 'phone' ? ['phone'] : [])].join('-');
    await write(await page.screenshot({ fullPage: true }), folder, name);
  }
  await context.close();
}
