import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { openHost } from './host.ts';
import type { Host } from './host.ts';
import { JOURNEYS, PAGES } from './journeys.ts';
import type { Journey } from './journeys.ts';
import { writeTinyModels } from './tiny-models.ts';
import { World } from './world.ts';
import { expect } from '@playwright/test';

const test = base.extend<object, { host: Host }>({
  host: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing
    async ({}, use, { workerIndex }) => {
      const folder = join('test-results', 'faults', `models-${String(workerIndex)}`);
      writeTinyModels(folder);
      const host = await openHost(folder, PAGES);
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
});

/** One cell: the journey, the fault in it, and that nothing is lost and it goes on. */
async function cell(world: World, journey: Journey, fault: Fault): Promise<void> {
  await fault.arm?.(world);
  if (fault.firstVisit === true && journey.where === 'page') {
    await world.newTab();
    await world.go('');
  } else await journey.begin(world);
  await fault.lurk?.(world);
  if (fault.inMemory !== undefined) {
    await expect(world.page.getByText(fault.inMemory)).toBeVisible();
    if (journey.leavesPage === true) world.saved.clear();
  }
  await journey.go(world);
  const isGone = (await fault.strike?.(world, journey)) ?? false;
  if (isGone) await journey.reopen(world);
  if (fault.takesTheDisk === true) {
    world.saved.clear();
    if (journey.endsOnDisk === true) world.written.clear();
  }
  world.why = await journey.next(world);
  if (fault.hidesViews !== true) await journey.intact(world);
  if (world.why !== null) {
    await fault.mend?.(world, journey);
    await journey.again(world);
  } else await fault.mend?.(world, journey);
  await journey.intact(world);
  expect(world.unhandled).toEqual([]);
}

/** Of these cells the browser has a WebGPU in software (faults/playwright.config.ts). */
const GRAPHICS = '@graphics';

for (const fault of FAULTS) {
  for (const journey of JOURNEYS.filter((one) => fault.comesInto(one))) {
    const tag = fault.graphics === true ? GRAPHICS : [];
    test(`${fault.name} × ${journey.name}`, { tag }, async ({ browser, host }, info) => {
      Object.assign(host, { trouble: null, before: '', resumed: 0, models: fault.models ?? 'tiny' });
      const context = await browser.newContext({
        locale: 'en-GB',
        viewport: { width: 1280, height: 900 },
        serviceWorkers: fault.withoutServiceWorker === true ? 'block' : 'allow',
      });
      const world = new World(host, context);
      if (fault.graphics === true) {
        world.patienceMs *= 3;
        test.setTimeout(info.timeout * 3);
      }
      try {
        await cell(world, journey, fault);
      } finally {
        info.annotations.push({ type: 'why', description: world.why ?? '' });
        await context.close();
      }
    });
  }
}
