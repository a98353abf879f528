import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * axe finds nothing against WCAG 2.2 AA and its own good practice, in the page's own document (none of those looked at has a frame). In
 * forced colours it compares the system's text colour with the author's background, which is not painted; there the system sees to the
 * contrast: `without: ['color-contrast']`. axe runs in the page itself and only what it finds comes back: through @axe-core/playwright,
 * which opens a page for the report of every element that is sound, a look took three to eight times as long.
 */
export async function nothingFound(page: Page, { without = [] as string[] } = {}): Promise<void> {
  // Gone with every document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const found = await page.evaluate(
    async ([tags, ruledOut]) => {
      const { axe: run } = globalThis as unknown as { axe: typeof axe };
      const { violations, passes } = await run.run({
        runOnly: [...tags],
        rules: Object.fromEntries(ruledOut.map((id) => [id, { enabled: false }])),
        resultTypes: ['violations'],
      });
      const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
      return { said, passed: passes.length };
    },
    [RULES, without] as const,
  );
  expect(found.said).toEqual([]);
  expect(found.passed, 'axe looked at the page').toBeGreaterThan(10);
}

export const noSidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Every width and both colours, each of them once: what only a pair of them would show is looked for in views.spec.ts. */
const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
] as const;

/**
 * Nothing found and no sideways scroll in {@link LOOKS}. With TAGWEAVE_PICTURES=1 each leaves a picture of this name, for a person to look
 * at. The page is wide again afterwards.
 */
export async function soundInEveryLook(page: Page, name: string): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
    await nothingFound(page);
    expect(await noSidewaysScroll(page), `${String(width)} px`).toBe(true);
    if (process.env['TAGWEAVE_PICTURES'] === '1') {
      const path = test.info().outputPath(`${name}-${String(width)}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 844 });
}
