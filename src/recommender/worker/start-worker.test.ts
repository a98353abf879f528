import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** As a browser does it on a page that enforces Trusted Types: only what a policy made may be a worker's address. */
class TrustedAddress {
  readonly address: string;
  constructor(address: string) {
    this.address = address;
  }
}
const started: unknown[] = [];
let enforced = true;

beforeEach(() => {
  started.length = 0;
  enforced = true;
  vi.resetModules();
  vi.stubGlobal('origin', 'https://host.test');
  vi.stubGlobal(
    'Worker',
    class {
      constructor(address: unknown) {
        if (enforced && !(address instanceof TrustedAddress)) {
          throw new TypeError("This document requires 'TrustedScriptURL' assignment.");
        }
        started.push(address);
      }
      readonly addEventListener = vi.fn();
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const allow = (...names: string[]): void => {
  vi.stubGlobal('trustedTypes', {
    createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => {
      if (!names.includes(name)) throw new TypeError(`Policy "${name}" disallowed.`);
      names.splice(names.indexOf(name), 1); // once only, as without 'allow-duplicates'
      return { createScriptURL: (address: string) => new TrustedAddress(rules.createScriptURL(address)) };
    },
  });
};
const start = async (address: string): Promise<void> => {
  (await import('./start-worker.ts')).startModuleWorker(address);
};

it('starts by the policy that the page lists, the second time too, from its own and from another host', async () => {
  allow('tagweave');
  await start('https://host.test/engine.worker.js');
  await start('https://other.test/engine.worker.js');
  expect(started).toMatchObject([
    { address: 'https://host.test/engine.worker.js' },
    { address: expect.stringMatching(/^blob:/u) as unknown },
  ]);
});

it('says which policy is missing', async () => {
  allow('another');
  await expect(start('https://host.test/engine.worker.js')).rejects.toMatchObject({
    code: 'worker-crashed',
    message: expect.stringContaining('“tagweave” to its trusted-types') as unknown,
  });
});

it('takes the plain address where nothing is enforced', async () => {
  enforced = false;
  allow('another');
  await start('https://host.test/engine.worker.js');
  vi.stubGlobal('trustedTypes', undefined);
  await start('https://host.test/engine.worker.js');
  expect(started).toEqual(Array(2).fill('https://host.test/engine.worker.js'));
});
