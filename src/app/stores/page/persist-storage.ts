type Lasting = Partial<Pick<StorageManager, 'persist' | 'persisted'>>;

let asked = false;

/**
 * Asks the browser not to clear this page's storage when it needs room: after the first kept post or import, when there is something
 * to lose, and once a visit, because some browsers put the question to the person.
 * @returns whether the storage stays
 */
export async function persistStorage(storage: Lasting | null = ownStorage()): Promise<boolean> {
  if (storage?.persist === undefined) return false;
  try {
    if ((await storage.persisted?.()) === true) return true;
    if (asked) return false;
    asked = true;
    return await storage.persist();
  } catch {
    // Denied: nothing is different from before.
    return false;
  }
}

/** Absent in old browsers and on pages without https. */
function ownStorage(): Lasting | null {
  return (globalThis as { readonly navigator?: { readonly storage?: Lasting } }).navigator?.storage ?? null;
}
