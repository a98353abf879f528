/**
 * Lets the thread hear its messages. Promises alone never do: learning on WebAssembly waits for nothing but promises, so that without a
 * breath between two slices no abort and no recommendation would come through until all of it is done.
 */
export function breath(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    // No timer: browsers let one that follows another wait for 4 ms, a twelfth of the time in which a long history is learnt.
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
