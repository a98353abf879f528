/** Tells the other tabs of this origin that the history changed. Where there is no BroadcastChannel, nobody is told. */
export interface ChangeChannel {
  tell(): void;
  close(): void;
}

export function openChangeChannel(name: string, heard: () => void): ChangeChannel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    // A sandboxed frame may refuse it.
    return { tell: () => undefined, close: () => undefined };
  }
  channel.onmessage = heard;
  // Node would wait for messages for ever.
  (channel as BroadcastChannel & { unref?: () => void }).unref?.();
  return {
    tell: () => {
      channel.postMessage('changed');
    },
    close: () => {
      channel.close();
    },
  };
}
