import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CDPSession, Page } from '@playwright/test';
import { PHOTOS } from '../e2e/support/fixtures.ts';
import type { TestFile } from '../e2e/support/fixtures.ts';
import { openHost } from './host.ts';
import { writeTinyModels } from './tiny-models.ts';
import { World } from './world.ts';

const MINUTES = Number(process.env['TAGWEAVE_SOAK_MINUTES'] ?? 30);
/**
 * Rounds before the first look: what is made once (caches, compiled code) has been made, and what is held up to a limit is full (a hundred
 * steps back, three a round).
 */
const WARM_ROUNDS = 40;

/** What must not grow with the number of posts that were written and deleted. */
interface Load {
  readonly round: number;
  readonly pageHeapMb: number;
  /** Of the engine's worker, after a collection: its objects; the bytes of its buffers and of WebAssembly's memory. */
  readonly workerHeapMb: number;
  readonly workerBuffersMb: number;
  /** Tensors that TensorFlow.js holds there. */
  readonly tensors: number;
  /** Nodes that anything still holds, and elements of the document. */
  readonly nodes: number;
  readonly elements: number;
  readonly listeners: number;
  readonly openUrls: number;
  readonly openDatabases: number;
}

/** Counts object URLs and connections to databases that were not closed, in the page and in its worker. */
const COUNTING = `{
  const count = { urls: 0, databases: 0 };
  globalThis.tagweaveCount = count;
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (...args) => (count.urls++, createObjectURL.apply(URL, args));
  URL.revokeObjectURL = (...args) => (count.urls--, revokeObjectURL.apply(URL, args));
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const opening = open.apply(this, args);
    opening.addEventListener('success', () => count.databases++);
    return opening;
  };
  const { close } = IDBDatabase.prototype;
  IDBDatabase.prototype.close = function () { count.databases--; return close.call(this); };
}\n`;

interface Count {
  readonly urls: number;
  readonly databases: number;
}
const counted = (): Count => (globalThis as unknown as { tagweaveCount: Count }).tagweaveCount;

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}
interface Answer {
  readonly id?: number;
  readonly result: HeapUsage;
}

/** Speaks the DevTools protocol with the engine's worker, through the page's session: Playwright has no session of its own for it. */
async function workerSession(session: CDPSession): Promise<(method: string) => Promise<HeapUsage>> {
  const waiting = new Map<number, (result: HeapUsage) => void>();
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker' && targetInfo.url.includes('engine.worker')) resolve(sessionId);
    });
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as Answer;
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let lastId = 0;
  return async (method) => {
    const sessionId = await attached;
    const id = (lastId += 1);
    const answer = new Promise<HeapUsage>((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answer.finally(() => waiting.delete(id));
  };
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
/** TensorFlow.js keeps its engine in the global namespace. */
const tensorsHeld = (): number =>
  (globalThis as unknown as { _tfengine?: { memory: () => { numTensors: number } } })._tfengine?.memory().numTensors ??
  -1;

async function look(
  page: Page,
  session: CDPSession,
  inEngine: (method: string) => Promise<HeapUsage>,
  round: number,
): Promise<Load> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await inEngine('HeapProfiler.collectGarbage');
  const workerUsage = await inEngine('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const worker = page.workers().find((one) => one.url().includes('engine.worker'))!;
  const inWorker = await worker.evaluate(counted);
  const inPage = await page.evaluate(counted);
  return {
    round,
    pageHeapMb: megabytes(usedSize),
    workerHeapMb: megabytes(workerUsage.usedSize),
    workerBuffersMb: megabytes(workerUsage.backingStorageSize ?? 0),
    tensors: await worker.evaluate(tensorsHeld),
    nodes,
    elements: await page.evaluate(() => document.querySelectorAll('*').length),
    listeners: jsEventListeners,
    openUrls: inPage.urls + inWorker.urls,
    openDatabases: inPage.databases + inWorker.databases,
  };
}

/** By a drop made in the page: Playwright's own way keeps a handle on the input, and with it every screen that was. */
async function dropPhoto(page: Page, { name, mimeType, buffer }: TestFile): Promise<void> {
  await expect(page.locator('input[type="file"]').first()).toBeAttached();
  await page.evaluate(
    ([data, called, type]) => {
      const bytes = Uint8Array.from(atob(data!), (letter) => letter.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], called!, { type: type! }));
      const drop = new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true });
      document.querySelector('main')?.dispatchEvent(drop);
    },
    [buffer.toString('base64'), name, mimeType],
  );
  await expect(page.locator('.stage img')).toBeVisible();
}

test('hours of use leave nothing behind', async ({ browser }) => {
  test.setTimeout((MINUTES + 10) * 60_000);
  const folder = join('test-results', 'faults', 'models-soak');
  writeTinyModels(folder);
  const host = await openHost(folder, {});
  host.before = COUNTING;
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  await context.addInitScript(COUNTING);
  const world = new World(host, context);
  await world.newTab();
  const { page } = world;
  const session = await context.newCDPSession(page);
  const inEngine = await workerSession(session);
  await world.go('');
  const photos = [PHOTOS.cat, PHOTOS.boot, PHOTOS.coffee];
  const looks: Load[] = [];
  const end = Date.now() + MINUTES * 60_000;
  for (let round = 0; Date.now() < end || round <= WARM_ROUNDS; round += 1) {
    const caption = `A dog in the snow, the ${String(round)}th time`;
    await world.go('#/compose');
    await dropPhoto(page, photos[round % photos.length]!);
    await world.compose.caption.fill(caption);
    await world.compose.settled();
    expect(await world.outcome()).toBeNull();
    await world.compose.keep();
    // The kept post leaves the table first: one that is deleted while it stands there becomes a draft again, and drafts stay.
    await world.go('#/compose');
    await expect(world.compose.caption).toHaveValue('');
    await world.go('#/history');
    await page.getByRole('button', { name: `Delete “${caption}”` }).click();
    // The toast still names it: only the list must have lost it.
    await expect(page.getByRole('button', { name: `Delete “${caption}”` })).toHaveCount(0);
    if (round >= WARM_ROUNDS && (round - WARM_ROUNDS) % 10 === 0)
      looks.push(await look(page, session, inEngine, round));
  }
  looks.push(await look(page, session, inEngine, -1));
  writeFileSync(join('test-results', 'faults', 'soak.json'), JSON.stringify(looks));
  console.table(looks);
  const [first, last] = [looks[0]!, looks.at(-1)!];
  expect(last.openUrls).toBeLessThanOrEqual(first.openUrls + 2);
  expect(last.openDatabases).toBeLessThanOrEqual(first.openDatabases);
  expect(last.nodes).toBeLessThanOrEqual(first.nodes * 1.2 + 200);
  expect(last.listeners).toBeLessThanOrEqual(first.listeners * 1.2 + 50);
  expect(first.tensors).toBeGreaterThan(0);
  expect(last.tensors).toBeLessThanOrEqual(first.tensors);
  // A tenth and half a megabyte: 700 posts of a kilobyte each would be seen.
  for (const heap of ['pageHeapMb', 'workerHeapMb', 'workerBuffersMb'] as const) {
    expect(first[heap]).toBeGreaterThan(0);
    expect(last[heap], heap).toBeLessThanOrEqual(first[heap] * 1.1 + 0.5);
  }
  expect(world.unhandled).toEqual([]);
  await context.close();
  await host.close();
});
