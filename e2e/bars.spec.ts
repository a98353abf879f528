import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';

/** What the browser itself recorded since the page began. */
interface Record {
  readonly shift: number;
  readonly longTasks: readonly number[];
  readonly blocking: readonly { readonly name: string; readonly bytes: number }[];
}

declare global {
  interface Window {
    barsShift: number;
    barsLong: number[];
  }
}

/** A task is long from 50 ms on; the bar is twice that. */
const LONGEST_MS = 100;

const watch = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    window.barsShift = 0;
    window.barsLong = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!hadRecentInput) window.barsShift += value;
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
    longTasks: window.barsLong,
    blocking: performance
      .getEntriesByType('resource')
      .map((entry) => entry as PerformanceResourceTiming & { readonly renderBlockingStatus?: string })
      .filter((entry) => entry.renderBlockingStatus === 'blocking')
      .map((entry) => ({ name: new URL(entry.name).pathname, bytes: entry.decodedBodySize })),
  }));

test('nothing jumps, nothing holds the page up: loading the models and a recommendation', async ({ page }) => {
  await watch(page);
  const compose = new ComposePage(page);
  await compose.open();
  await page.waitForLoadState('load');
  await page.waitForTimeout(500);
  // From here on: models and recommendation.
  await page.evaluate(() => void (window.barsLong.length = 0));
  await compose.choosePhoto(PHOTOS.cat);
  await compose.caption.fill('Sunday on the sofa');
  await compose.tags();
  const { shift, longTasks, blocking } = await recorded(page);
  expect(shift).toBeLessThan(0.02);
  expect(longTasks.filter((ms) => ms > LONGEST_MS)).toEqual([]);
  // What the first paint waits for: one small script and one style sheet, together far below 100 ms of any connection we aim at.
  expect(blocking.map(({ name }) => name.replace(/-[\w-]{8}\./u, '.'))).toEqual(
    expect.arrayContaining(['/boot.js', '/assets/index.css']),
  );
  expect(blocking).toHaveLength(2);
  expect(blocking.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(60_000);
});
