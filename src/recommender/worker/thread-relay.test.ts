import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hostThreads } from './thread-host.ts';
import { relayThreads } from './thread-relay.ts';
import type { ThreadRequest, ThreadScope } from './thread-relay.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36';

/** A thread as the page gets one: answers in capitals. */
class Thread extends EventTarget {
  isTerminated = false;
  postMessage(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: String(data).toUpperCase() }));
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

/** A worker whose messages to its page are events of it. */
class Owner extends EventTarget {
  isTerminated = false;
  terminate(): void {
    this.isTerminated = true;
  }
}

const own = Symbol("the browser's own");
const threads: Thread[] = [];
const ports: MessagePort[] = [];
let asked: [address: string, name: string][] = [];

beforeEach(() => {
  vi.stubGlobal(
    'ErrorEvent',
    class extends Event {
      readonly message: string;
      constructor(type: string, { message }: { readonly message: string }) {
        super(type);
        this.message = message;
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (const port of ports.splice(0)) port.close();
  threads.length = 0;
  asked = [];
});

function inBrowser(userAgent: string, start: () => Thread): { scope: ThreadScope; owner: Owner } {
  const owner = new Owner();
  const scope: ThreadScope = {
    navigator: { userAgent },
    Worker: own,
    postMessage: (data: ThreadRequest) => {
      ports.push(data.tagweaveThread.port);
      owner.dispatchEvent(new MessageEvent('message', { data }));
    },
  };
  hostThreads(owner, (address, name) => {
    asked.push([address, name]);
    const thread = start();
    threads.push(thread);
    return thread as unknown as Worker;
  });
  relayThreads(scope);
  return { scope, owner };
}

/** As ONNX Runtime Web makes one. */
function made(scope: ThreadScope): Worker {
  const made = new (scope.Worker as typeof Worker)(new URL('https://host.test/ort.mjs'), {
    type: 'module',
    name: 'em-pthread',
  });
  return made;
}

it('the page makes the threads of a worker in Firefox, and hands on what they say to each other', async () => {
  const { scope } = inBrowser(FIREFOX, () => new Thread());
  const thread = made(scope);
  const heard = new Promise((resolve) => {
    thread.onmessage = ({ data }: MessageEvent) => {
      resolve(data);
    };
  });
  thread.postMessage('load'); // at once, as the runtime does
  expect(await heard).toBe('LOAD');
  expect(asked).toEqual([['https://host.test/ort.mjs', 'em-pthread']]);
});

it('a thread that fails, or that cannot be made, is told to the worker', async () => {
  for (const start of [
    (): Thread => new Thread(),
    (): Thread => {
      throw new TypeError('refused by a policy');
    },
  ]) {
    const { scope } = inBrowser(FIREFOX, start);
    const thread = made(scope);
    const failure = new Promise((resolve) => {
      thread.onerror = ({ message }: ErrorEvent) => {
        resolve(message);
      };
    });
    threads[0]?.dispatchEvent(
      Object.assign(new Event('error', { cancelable: true }), { message: 'refused by a policy' }),
    );
    expect(await failure).toContain('refused by a policy');
    threads.length = 0;
  }
});

it('threads end when the worker ends them, and with it', async () => {
  const { scope, owner } = inBrowser(FIREFOX, () => new Thread());
  made(scope).terminate();
  made(scope);
  await vi.waitFor(() => {
    expect(threads.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });
  owner.terminate();
  expect([...threads, owner].map(({ isTerminated }) => isTerminated)).toEqual([true, true, true]);
});

it('elsewhere workers make their threads themselves', () => {
  expect(inBrowser(CHROME, () => new Thread()).scope.Worker).toBe(own);
});
