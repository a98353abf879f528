import { expect } from '@playwright/test';
import type { Journey } from './journeys.ts';
import type { World } from './world.ts';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** The journeys that it can come into. */
  readonly comesInto: (journey: Journey) => boolean;
  /** Before the first page is opened. */
  readonly arm?: (world: World) => Promise<void>;
  /** After what was done before the journey, in peace. */
  readonly lurk?: (world: World) => Promise<void>;
  /** In the middle of the journey. Gives true when the page has to be opened again afterwards. */
  readonly strike?: (world: World, journey: Journey) => Promise<boolean>;
  /** What the person, the system or the network mends. */
  readonly mend?: (world: World, journey: Journey) => Promise<void>;
  /** The service worker would hide it. */
  readonly withoutServiceWorker?: true;
  /** Views that were not opened before cannot come: looked at once it is mended. */
  readonly hidesViews?: true;
  /** It comes into the very first visit: nothing can have been kept before. */
  readonly firstVisit?: true;
  /** The browser has to be one with WebGPU. */
  readonly graphics?: true;
  readonly models?: 'shipped';
  /** It takes away everything that is on the disk alone, by nobody's fault: kept posts, and a draft whose page is being left. */
  readonly takesTheDisk?: true;
  /** The page's sentence that posts last only as long as it does: they go where it is left. */
  readonly inMemory?: RegExp;
}

export const all = (): boolean => true;
export const onPage = ({ where }: Journey): boolean => where === 'page';
/** No service worker is needed for it. */
export const withoutWorkerScript = ({ name }: Journey): boolean => name !== 'update' && name !== 'share';

/** What is written on the table has come to the disk (src/app/stores/compose/draft-keeper.ts): what follows must not lose it. */
export async function writtenDown(world: World): Promise<void> {
  await expect
    .poll(async () => {
      const drafts = (await world.stored('tagweave-drafts', 'drafts')).map((one) => one['caption']);
      const posts = (await world.stored('tagweave-history', 'posts')).map((one) => one['caption']);
      return [...world.written].filter((caption) => ![...drafts, ...posts].includes(caption));
    })
    .toEqual([]);
}
