/** One file wanted on the device. What is null is not known beforehand and not checked. */
export interface WantedFile {
  /** URL or path to read it from. */
  readonly address: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** Where the cache keeps it: revision and sum are part of it. Null: never kept (it is on this machine already). */
  readonly cacheKey: string | null;
}
