import { TagweaveError } from '../domain/errors/errors.ts';
import { abortedError } from '../encoders/download/abort.ts';
import { fromCrossing } from '../recommender/calls/errors.ts';
import type { LabCalls } from './lab.ts';
import type { FromLab, LabBases, LabTask, LabWork, ToLab } from './lab-protocol.ts';

/** The part of a Worker that is used. */
export type LabWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** Asks the Lab for something. Rejects with a TagweaveError. */
export type AskLab = <Task extends LabTask>(
  task: Task,
  ask: LabWork[Task]['ask'],
  calls?: LabCalls,
) => Promise<LabWork[Task]['answer']>;

interface Waiting {
  readonly calls: LabCalls;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: TagweaveError) => void;
}

/** The Lab in a worker of its own. A worker that crashes rejects what is asked of it; the next question starts a fresh one. */
export function createLabClient(startWorker: () => LabWorker, bases: LabBases): { ask: AskLab; close: () => void } {
  let worker: LabWorker | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const giveUp = (error: TagweaveError): void => {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const hear = (message: FromLab): void => {
    const asked = waiting.get(message.id);
    if (asked === undefined) return;
    switch (message.type) {
      case 'progress':
        asked.calls.onProgress?.(message.done, message.of);
        return;
      case 'epoch':
        asked.calls.onEpoch?.(message.report);
        return;
      case 'download':
        asked.calls.onDownload?.(message.progress);
        return;
      case 'answer':
        asked.resolve(message.answer);
        break;
      case 'error':
        asked.reject(fromCrossing(message.error));
    }
    waiting.delete(message.id);
  };
  const started = (): LabWorker => {
    if (worker !== null) return worker;
    const made = startWorker();
    made.addEventListener('message', (event) => {
      hear((event as MessageEvent<FromLab>).data);
    });
    made.addEventListener('error', () => {
      if (worker === made)
        giveUp(
          new TagweaveError('worker-crashed', 'The Lab’s worker stopped. Press the button again to start afresh.'),
        );
    });
    worker = made;
    return made;
  };

  return {
    ask: (task, ask, calls = {}) =>
      new Promise((resolve, reject) => {
        const { signal } = calls;
        if (signal?.aborted === true) {
          reject(abortedError());
          return;
        }
        const post = (message: ToLab): void => {
          started().postMessage(message);
        };
        const id = (last += 1);
        const stop = (): void => {
          post({ type: 'abort', id });
        };
        const settled = (): void => {
          signal?.removeEventListener('abort', stop);
        };
        waiting.set(id, {
          calls,
          resolve: (answer) => {
            settled();
            resolve(answer as LabWork[typeof task]['answer']);
          },
          reject: (error) => {
            settled();
            reject(error);
          },
        });
        signal?.addEventListener('abort', stop, { once: true });
        post({ type: 'ask', id, bases, task, ask });
      }),
    close: () => {
      giveUp(abortedError());
    },
  };
}
