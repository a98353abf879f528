/** Absent on plain http; in a sandboxed frame the very look at it throws. */
export function ownCaches(): CacheStorage | undefined {
  try {
    return (window as { readonly caches?: CacheStorage }).caches;
  } catch {
    return undefined;
  }
}
