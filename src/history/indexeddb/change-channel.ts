/**
 * What crosses: posts changed; or everything was forgotten, with the epoch that began (wipe-record.ts); or what is kept under a name changed.
 * Anything else, of another version of the page, counts as `changed`.
 */
export type ChangeNews = 'changed' | number | { readonly own: string };

/** Tells the other tabs of this origin that the history changed. Where there is no BroadcastChannel, nobody is told. */
export interface ChangeChannel {
  tell(news: ChangeNews): void;
  close(): void;
}

export function openChangeChannel(name: string, heard: (news: ChangeNews) => void): ChangeChannel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    // A sandboxed frame may refuse it.
    return { tell: () => undefined, close: () => undefined };
  }
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    heard(newsOf(data));
  };
  // Node would wait for messages for ever.
  (channel as BroadcastChannel & { unref?: () => void }).unref?.();
  return {
    tell: (news) => {
      channel.postMessage(news);
    },
    close: () => {
      channel.close();
    },
  };
}

function newsOf(data: unknown): ChangeNews {
  if (typeof data === 'number') return data;
  if (typeof data === 'object' && data !== null && 'own' in data && typeof data.own === 'string') {
    return { own: data.own };
  }
  return 'changed';
}
