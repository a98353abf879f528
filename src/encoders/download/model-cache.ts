/** Keeps downloaded model files on the device. Keys hold revision and sha256, so what is found under a key never changes. */
export interface ModelCache {
  /** Byte count of what is kept under the key; null when nothing is. */
  size(key: string): Promise<number | null>;
  read(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Never rejects for lack of room: then nothing is kept. */
  write(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(key: string): Promise<void>;
  /** Everything that is kept. */
  list(): Promise<readonly { readonly key: string; readonly bytes: number }[]>;
}

/** For folders on this machine, and where the browser denies storage: every start reads again. */
export const noCache: ModelCache = {
  size: () => Promise.resolve(null),
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  list: () => Promise.resolve([]),
};

/** A cache that lives as long as the object (tests). */
export function memoryCache(): ModelCache {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    size: (key) => Promise.resolve(kept.get(key)?.length ?? null),
    read: (key) => Promise.resolve(kept.get(key)?.slice() ?? null),
    write(key, bytes) {
      kept.set(key, bytes.slice());
      return Promise.resolve();
    },
    remove(key) {
      kept.delete(key);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...kept].map(([key, bytes]) => ({ key, bytes: bytes.length }))),
  };
}
