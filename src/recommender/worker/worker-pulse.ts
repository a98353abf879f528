/** How often a busy worker is asked whether it lives. */
export const PULSE_MS = 10_000;
/** Looks without an answer after which it counts as dead: no honest piece of work holds its event loop for a minute. */
const MOST_MISSED = 6;
/** Its script may still be on its way over a bad connection. */
const MOST_MISSED_AT_START = 30;

export interface Pulse {
  /** Something is asked of the worker, which is looked after until it has answered. */
  readonly watch: (answer: Promise<unknown>) => void;
  readonly stop: () => void;
}

/**
 * Notices a worker that hangs, or that ended without an `error` event (closed, killed by the system), while it has something to
 * answer. Looks are counted, not time: a computer that slept, or a tab that the browser slows down, has looked less often.
 * @param ping settles when the worker's event loop has come round
 * @param hasSpoken whether anything has ever come from the worker
 */
export function takePulse(ping: () => Promise<unknown>, hasSpoken: () => boolean, died: () => void): Pulse {
  let open = 0;
  let missed = 0;
  let waiting = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const look = (): void => {
    if (!waiting) {
      waiting = true;
      missed = 0;
      const heard = (): void => {
        waiting = false;
      };
      ping().then(heard, heard);
      return;
    }
    missed += 1;
    if (missed < (hasSpoken() ? MOST_MISSED : MOST_MISSED_AT_START)) return;
    stop();
    died();
  };

  return {
    stop,
    watch: (answer) => {
      open += 1;
      timer ??= setInterval(look, PULSE_MS);
      const answered = (): void => {
        open -= 1;
        if (open === 0) stop();
      };
      answer.then(answered, answered);
    },
  };
}
