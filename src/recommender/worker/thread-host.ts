import type { FromThread, ThreadRequest, ToThread } from './thread-relay.ts';

/** The part of a worker that threads need. */
interface Owner {
  addEventListener(type: 'message', listener: (event: Event) => void): void;
  terminate(): void;
}

function isRequest(data: unknown): data is ThreadRequest {
  return typeof data === 'object' && data !== null && 'tagweaveThread' in data;
}

/**
 * The page's side of thread-relay.ts: makes the threads that a worker asks for, hands their messages on, and ends them with it.
 * @param startThread starts a module worker (by default as this project's own page may); one that cannot be started is told to whoever asked
 * @returns the worker
 */
export function hostThreads<Of extends Owner>(
  worker: Of,
  startThread = (address: string, name: string): Worker => new Worker(address, { type: 'module', name }),
): Of {
  const threads = new Set<Worker>();
  worker.addEventListener('message', (event) => {
    const { data: asked } = event as MessageEvent<unknown>;
    if (!isRequest(asked)) return;
    const { address, name, port } = asked.tagweaveThread;
    const tell = (said: FromThread): void => {
      port.postMessage(said);
    };
    try {
      const thread = startThread(address, name);
      threads.add(thread);
      thread.addEventListener('message', ({ data }) => {
        tell({ type: 'message', data });
      });
      thread.addEventListener('error', (failed) => {
        failed.preventDefault();
        tell({ type: 'error', message: failed.message });
      });
      port.onmessage = ({ data: said }: MessageEvent<ToThread>) => {
        if (said.type === 'message') {
          thread.postMessage(said.data);
          return;
        }
        threads.delete(thread);
        thread.terminate();
        port.close();
      };
    } catch (error) {
      tell({ type: 'error', message: String(error) });
    }
  });
  const terminate = worker.terminate.bind(worker);
  worker.terminate = () => {
    for (const thread of threads) thread.terminate();
    threads.clear();
    terminate();
  };
  return worker;
}
