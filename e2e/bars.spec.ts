import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';
import { tasksDuring } from './support/main-thread.ts';

/** What the browser itself recorded since the page began. */
interface Record {
  readonly shift: number;
  /** By how much, and what it was. */
  readonly moved: readonly string[];
  readonly longTasks: readonly number[];
  readonly blocking: readonly { readonly name: string; readonly bytes: number }[];
}

declare global {
  interface Window {
    barsShift: number;
    barsLong: number[];
    barsMoved: string[];
  }
}

/** A task is long from 50 ms on; the bar is twice that. */
const LONGEST_MS = 100;

const watch = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    window.barsShift = 0;
    window.barsLong = [];
    window.barsMoved = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        };
        if (hadRecentInput) continue;
        window.barsShift += value;
        for (const { node } of sources) {
          window.barsMoved.push(`${value.toFixed(3)} ${node instanceof Element ? node.outerHTML.slice(0, 80) : ''}`);
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.barsLong.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
  });
};

const recorded = (page: Page): Promise<Record> =>
  page.evaluate(() => ({
    shift: window.barsShift,
    moved: window.barsMoved,
    longTasks: window.barsLong,
    blocking: performance
      .getEntriesByType('resource')
      .map((entry) => entry as PerformanceResourceTiming & { readonly renderBlockingStatus?: string })
      .filter((entry) => entry.renderBlockingStatus === 'blocking')
      .map((entry) => ({ name: new URL(entry.name).pathname, bytes: entry.decodedBodySize })),
  }));

/** The photo takes the place of the drop zone: that is the person's own act, which a shift does not count after real input. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.stage__photo img')).toBeVisible();
  await expect(page.locator('.stage__photo img')).toHaveJSProperty('complete', true);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // Its frame takes the picture's shape with the first frame after it, what moved is told with the second.
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            window.barsShift = 0;
            window.barsMoved = [];
            resolve();
          });
        });
      }),
  );
}

test.describe('a first visit', () => {
  // What it stores for later comes after everything else and is not what the page waits for.
  test.use({ serviceWorkers: 'block' });

  test('fetches little JavaScript before somebody uses the page, workers included', async ({ page }) => {
    const sizes = new Map<string, number>();
    page.on('response', async (response) => {
      const { pathname } = new URL(response.url());
      if (/\.m?js$/u.test(pathname)) sizes.set(pathname, gzipSync(await response.body(), { level: 9 }).length);
    });
    const compose = new ComposePage(page);
    await compose.open();
    await page.waitForLoadState('networkidle');
    expect(sizes.size).toBeGreaterThan(2);
    const bytes = [...sizes.values()].reduce((sum, one) => sum + one, 0);
    expect(bytes, JSON.stringify([...sizes])).toBeLessThanOrEqual(128_000);
    // How much is to come stands there before anything was touched; the engine, which knows it exactly, comes when it may be needed.
    const size = page.getByText(/MB to download, once: about/u);
    const sizeOf = async (): Promise<string> => /^\S+ MB/u.exec(await size.innerText())?.[0] ?? '';
    const said = await sizeOf();
    const workers = (): number => [...sizes.keys()].filter((name) => name.includes('worker')).length;
    expect(workers()).toBe(0);
    await page.mouse.move(200, 200);
    await expect.poll(workers).toBe(1);
    expect(await sizeOf()).toBe(said);
  });
});

test('nothing jumps, nothing holds the page up: loading the models and a recommendation', async ({ page, browser }) => {
  await watch(page);
  const compose = new ComposePage(page);
  await compose.open();
  await page.waitForLoadState('load');
  await page.waitForTimeout(500);
  // From here on: models and recommendation.
  await page.evaluate(() => void (window.barsLong.length = 0));
  const loaded = await recorded(page);
  const computed = await tasksDuring(browser, page, async () => {
    await compose.choosePhoto(PHOTOS.cat);
    await settled(page);
    await compose.caption.fill('Sunday on the sofa');
    await compose.tags();
  });
  const { shift, moved, longTasks, blocking } = await recorded(page);
  expect(loaded.shift + shift, [...loaded.moved, ...moved].join('\n')).toBeLessThan(0.02);
  // What is long by the clock may only have waited for other programs: then no task computed as long.
  const long = longTasks.filter((ms) => ms > LONGEST_MS);
  expect(long.length === 0 ? [] : computed.filter((ms) => ms > LONGEST_MS)).toEqual([]);
  // What the first paint waits for: a tiny script and the styles, together far below 100 ms of any connection we aim at.
  expect(blocking.map(({ name }) => name)).toContain('/boot.js');
  expect(blocking.filter(({ name }) => name !== '/boot.js' && !name.endsWith('.css'))).toEqual([]);
  expect(blocking.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(60_000);
});
