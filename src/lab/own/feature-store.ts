/** What a network makes of a post before its heads (systems.md §3), d numbers each: with them every gate and every head can be tried. */
export interface PostFeatures {
  /** t: the caption. */
  readonly caption: Float32Array;
  /** v: the photo. */
  readonly photo: Float32Array;
  /** p. */
  readonly post: Float32Array;
}

/** Keeps features on the device, so that a stopped run goes on where it was. */
export interface FeatureStore {
  get(key: string): Promise<PostFeatures | null>;
  /** Never rejects for lack of room: then nothing is kept. */
  put(key: string, features: PostFeatures): Promise<void>;
}

/** One that lasts as long as the object: tests, and browsers without IndexedDB. */
export function memoryFeatures(): FeatureStore {
  const kept = new Map<string, PostFeatures>();
  return {
    get: (key) => Promise.resolve(kept.get(key) ?? null),
    put: (key, features) => {
      kept.set(key, features);
      return Promise.resolve();
    },
  };
}
