import { TagweaveError } from '../domain/errors/errors.ts';

/** So many milliseconds pass. @throws TagweaveError `aborted` */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new TagweaveError('aborted', 'Stopped.'));
    };
    if (signal?.aborted === true) {
      reject(new TagweaveError('aborted', 'Stopped.'));
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
