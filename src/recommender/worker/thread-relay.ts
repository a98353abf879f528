/** What a worker asks its page for: a thread, which it talks to through the port. */
export interface ThreadRequest {
  readonly tagweaveThread: { readonly address: string; readonly name: string; readonly port: MessagePort };
}

/** Through the port, to the page. */
export type ToThread = { readonly type: 'message'; readonly data: unknown } | { readonly type: 'end' };

/** Through the port, from the page. */
export type FromThread =
  { readonly type: 'message'; readonly data: unknown } | { readonly type: 'error'; readonly message: string };

/** The part of a worker's global scope that is used. */
export interface ThreadScope {
  readonly navigator: { readonly userAgent: string };
  Worker: unknown;
  postMessage(message: ThreadRequest, transfer: Transferable[]): void;
}

/**
 * Has the page make this worker's threads where a worker that makes them itself may never come back. Firefox makes a worker's worker
 * while its maker waits for the page, and now and then the answer is lost: on a busy machine 8 of 300 such makers hung for good, and
 * none of 300 whose page did it (Firefox 153 ESR, docs/reliability.md). ONNX Runtime Web makes its threads that way.
 */
export function relayThreads(scope: ThreadScope): void {
  if (!scope.navigator.userAgent.includes('Firefox/')) return;
  /** What ONNX Runtime Web (Emscripten's threads) uses of a Worker. */
  scope.Worker = class {
    onmessage: ((event: MessageEvent) => void) | null = null;
    onerror: ((event: ErrorEvent) => void) | null = null;
    readonly #port: MessagePort;

    constructor(address: string | URL, { name = '' }: WorkerOptions = {}) {
      const { port1, port2 } = new MessageChannel();
      this.#port = port1;
      port1.onmessage = ({ data: said }: MessageEvent<FromThread>) => {
        if (said.type === 'error') this.onerror?.(new ErrorEvent('error', { message: said.message }));
        else this.onmessage?.(new MessageEvent('message', { data: said.data }));
      };
      scope.postMessage({ tagweaveThread: { address: String(address), name, port: port2 } }, [port2]);
    }

    postMessage(data: unknown): void {
      this.#port.postMessage({ type: 'message', data } satisfies ToThread);
    }

    terminate(): void {
      this.#port.postMessage({ type: 'end' } satisfies ToThread);
    }
  };
}
