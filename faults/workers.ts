import { expect } from '@playwright/test';
import { all, writtenDown } from './fault.ts';
import type { Fault } from './fault.ts';
import { PATIENCE_MS } from './world.ts';
import type { World } from './world.ts';

/** The worker dies once it has stored a post, before it says so; whoever kept it asks again. */
const diesUnheard = (then: string, meanwhile: (world: World) => Promise<boolean>): Fault => ({
  name: `worker dies between storing and answering; one ${then}`,
  comesInto: ({ name }) => name === 'keep',
  lurk: async (world) => {
    await world.inWorker(() => {
      const { put } = IDBObjectStore.prototype as { readonly put: (...args: unknown[]) => IDBRequest<IDBValidKey> };
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: unknown[]) {
        if (this.name === 'posts') {
          this.transaction.addEventListener('complete', () => {
            globalThis.postMessage = () => undefined;
            MessagePort.prototype.postMessage = () => undefined;
            setTimeout(() => {
              throw new Error('killed');
            });
          });
        }
        return put.apply(this, args);
      };
    });
  },
  strike: async (world) => {
    const isStored = async (): Promise<boolean> =>
      (await world.stored('tagweave-history', 'posts')).some((post) => world.written.has(String(post['caption'])));
    await expect.poll(isStored, { message: 'the post is stored', timeout: PATIENCE_MS }).toBe(true);
    const isGone = await meanwhile(world);
    // It can be pressed again once the page knows that no answer comes.
    await world.page.getByRole('button', { name: 'Keep this post' }).click({ timeout: PATIENCE_MS });
    await expect(world.page.getByText('Kept on this device').first()).toBeVisible({ timeout: PATIENCE_MS });
    for (const caption of world.written) world.saved.add(caption);
    return isGone;
  },
});

/**
 * Chromium's software adapter as if it were a graphics processor, and one that wins every race: time stands still while it is measured.
 * `loseDevices` takes away what was given out and says how many there were.
 */
const SOFTWARE_AS_HARDWARE = `{
  const told = { isFallbackAdapter: false, vendor: 'somebody', architecture: 'hardware', device: '', description: '' };
  for (const [name, value] of Object.entries(told)) Object.defineProperty(GPUAdapterInfo.prototype, name, { get: () => value });
  performance.now = () => 0;
  const devices = [];
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...args) {
    const device = await request.apply(this, args);
    devices.push(device);
    return device;
  };
  globalThis.loseDevices = () => {
    for (const device of devices) device.destroy();
    return devices.length;
  };
}
`;

/** What happens to the worker that computes, and to its graphics processor. */
export const OF_WORKERS: readonly Fault[] = [
  {
    name: 'worker throws',
    comesInto: all,
    strike: async (world) => {
      await world.inWorker(() => {
        setTimeout(() => {
          throw new Error('killed');
        });
      });
      return false;
    },
  },
  {
    name: 'worker is killed without a word',
    comesInto: all,
    // The page's looks at this worker (src/recommender/worker/worker-pulse.ts) ten times as often once it is dead: six seconds instead of
    // a minute. Not at one that lives, this one before or the next: on a busy machine it may take longer than that to start.
    arm: async (world) => {
      await world.context.addInitScript(`{
        const [every, clear] = [globalThis.setInterval, globalThis.clearInterval];
        const looking = new Set();
        let isMourned = false;
        globalThis.setInterval = (work, ms, ...args) => {
          if (ms !== 10000) return every(work, ms, ...args);
          const isDead = () => globalThis.workerIsDead === true;
          const isOfTheDead = !isDead() || (looking.size === 0 && !isMourned);
          if (isDead()) isMourned = true;
          let seconds = 0;
          const timer = every(() => {
            seconds += 1;
            if ((isDead() && isOfTheDead) || seconds % 10 === 0) work(...args);
          }, 1000);
          looking.add(timer);
          return timer;
        };
        globalThis.clearInterval = (timer) => {
          looking.delete(timer);
          clear(timer);
        };
      }`);
    },
    strike: async (world) => {
      const worker = await world.worker();
      await worker.evaluate('self.close()').catch(() => undefined);
      // A page that is started anew meanwhile has another worker, which lives.
      for (const frame of world.page.frames())
        await frame.evaluate('globalThis.workerIsDead = true').catch(() => undefined);
      return false;
    },
  },
  diesUnheard('asks again', () => Promise.resolve(false)),
  diesUnheard('asks again after a new start', async (world) => {
    await writtenDown(world);
    await world.page.close();
    await world.newTab();
    await world.go('');
    return true;
  }),
  {
    name: 'graphics device is lost',
    comesInto: all,
    graphics: true,
    arm: (world) => {
      world.host.before = SOFTWARE_AS_HARDWARE;
      return Promise.resolve();
    },
    strike: async (world) => {
      const lose = (): Promise<number> => world.inWorker<number>('globalThis.loseDevices()');
      await expect.poll(lose, { message: 'devices that were lost', timeout: world.patienceMs }).toBeGreaterThan(0);
      return false;
    },
  },
];
