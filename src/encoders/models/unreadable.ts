import { TagweaveError } from '../../domain/errors/errors.ts';

/** What the runtimes say when the machine, not the model, is the reason: no memory, or no WebAssembly. */
const OF_THE_MACHINE = /memory|alloc|no available backend|abort/iu;

/**
 * Opens a model and says whose fault it is when that fails: configuration and networks are read by libraries, which throw whatever
 * they like at a file that is not what it should be.
 * @throws TagweaveError `model-invalid` for what cannot be read; whatever `open` throws where that is not the model's fault
 */
export async function readable<T>(name: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof TagweaveError || !(error instanceof Error)) throw error;
    if (error instanceof RangeError || OF_THE_MACHINE.test(`${error.name} ${error.message}`)) throw error;
    throw new TagweaveError(
      'model-invalid',
      `${name} cannot be read: ${error.message.replace(/\.+$/u, '')}. Download the model again or choose another one.`,
      { cause: error },
    );
  }
}
