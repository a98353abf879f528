import { TagweaveError } from '../../domain/errors/errors.ts';

/** What the runtimes say when the machine, not the model, is the reason: no memory, no WebAssembly, or that it was stopped. */
const NO_MEMORY = /memory|alloc/iu;
const OF_THE_MACHINE = /no available backend|abort/iu;

/**
 * Opens a model and says whose fault it is when that fails: configuration and networks are read by libraries, which throw whatever
 * they like at a file that is not what it should be.
 * @throws TagweaveError `model-invalid` for what cannot be read, `worker-crashed` where there is no memory for it: a worker that is started
 * anew may find some; whatever else `open` throws where that is not the model's fault
 */
export async function readable<T>(name: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof TagweaveError || !(error instanceof Error)) throw error;
    const said = `${error.name} ${error.message}`;
    if (NO_MEMORY.test(said)) {
      throw new TagweaveError(
        'worker-crashed',
        `There is not enough memory to start ${name}. Close other pages or programs, and start again.`,
        { cause: error },
      );
    }
    if (OF_THE_MACHINE.test(said)) throw error;
    throw new TagweaveError(
      'model-invalid',
      `${name} cannot be read: ${error.message.replace(/\.+$/u, '')}. Download the model again or choose another one.`,
      { cause: error },
    );
  }
}
