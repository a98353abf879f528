/**
 * Lets the thread hear its messages. Promises alone never do: learning on WebAssembly waits for nothing but promises, so that without a
 * breath between two slices no abort and no recommendation would come through until all of it is done.
 */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
