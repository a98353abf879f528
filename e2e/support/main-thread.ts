import { expect } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';

/** An event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

const MARK = 'tagweave-begins';

/**
 * Milliseconds that the tasks of the page's main thread computed while `work` went on, the longest first. Time on the processor: a
 * task that other programs keep waiting is longer by the clock only.
 */
export async function tasksDuring(browser: Browser, page: Page, work: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await page.evaluate((mark) => performance.mark(mark), MARK);
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const begin = traceEvents.find((event) => event.name === MARK);
  if (begin === undefined) throw new Error('The trace does not know the page.');
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid, ts }) =>
      ph === 'X' && name.endsWith('RunTask') && pid === begin.pid && tid === begin.tid && ts >= begin.ts,
  );
  // Without tasks and their processor time the trace could never show one that is too long.
  expect(tasks.some(({ tdur }) => tdur !== undefined && tdur > 0)).toBe(true);
  return tasks.map(({ tdur, dur }) => Math.round((tdur ?? dur ?? 0) / 1000)).sort((a, b) => b - a);
}
