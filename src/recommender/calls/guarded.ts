import { asTagweaveError } from './errors.ts';

/** Whatever goes wrong leaves the engine as a TagweaveError. */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asTagweaveError(error);
  }
}
