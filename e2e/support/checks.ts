import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

/**
 * axe finds nothing against WCAG 2.2 AA and its own good practice. In forced colours it compares the system's text colour with the
 * author's background, which is not painted; there the system sees to the contrast: `without: ['color-contrast']`.
 */
export async function nothingFound(page: Page, { without = [] as string[] } = {}): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .disableRules(without)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

export const noSidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Every width and both colours, each of them once: what only a pair of them would show is looked for in views.spec.ts. */
const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
] as const;

/** Nothing found and no sideways scroll in {@link LOOKS}; each leaves a picture of this name. The page is wide again afterwards. */
export async function soundInEveryLook(page: Page, name: string): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
    await nothingFound(page);
    expect(await noSidewaysScroll(page), `${String(width)} px`).toBe(true);
    const path = test.info().outputPath(`${name}-${String(width)}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 844 });
}
