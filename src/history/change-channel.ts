/** Tells the other tabs of this origin that the history changed. Where there is no BroadcastChannel, nobody is told. */
export interface ChangeChannel {
  /** @param epoch after everything was forgotten: the epoch that began (wipe-record.ts) */
  tell(epoch?: number): void;
  close(): void;
}

export function openChangeChannel(name: string, heard: (epoch: number | null) => void): ChangeChannel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    // A sandboxed frame may refuse it.
    return { tell: () => undefined, close: () => undefined };
  }
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    heard(typeof data === 'number' ? data : null);
  };
  // Node would wait for messages for ever.
  (channel as BroadcastChannel & { unref?: () => void }).unref?.();
  return {
    tell: (epoch) => {
      channel.postMessage(epoch ?? 'changed');
    },
    close: () => {
      channel.close();
    },
  };
}
