/**
 * Starts requests of one transaction; when one of them cannot even start, the others' failures are still looked at.
 * @param requests as one list: so many arguments as there are posts do not fit on the stack
 */
export async function together(requests: readonly (() => Promise<unknown>)[]): Promise<void> {
  await Promise.all(requests.map(async (request) => request()));
}

/** Waits for the work and the transaction; if either fails, nothing of it is kept. */
export async function atomically<Result>(
  transaction: { readonly done: Promise<void>; abort(): void },
  work: () => Promise<Result>,
): Promise<Result> {
  // Both promises are watched from the start: neither may become an unhandled rejection while the other is awaited.
  const done = transaction.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // Already over, which is what was wanted.
    }
    await done;
    throw error;
  }
  const failed = await done;
  if (failed !== null) throw failed.error;
  return result;
}
