/** Work that waits for a pause in what the person does, apart for each thing that is worked on. */
export interface Pauses {
  /** Does the work when nothing was asked again for this thing in the meantime. */
  readonly after: (id: number, ms: number, work: () => void) => void;
  /** It is done already, or not wanted any more. */
  readonly drop: (id: number) => void;
}

export function createPauses(): Pauses {
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const drop = (id: number): void => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  return {
    drop,
    after: (id, ms, work) => {
      drop(id);
      const timer = setTimeout(() => {
        timers.delete(id);
        work();
      }, ms);
      timers.set(id, timer);
    },
  };
}
