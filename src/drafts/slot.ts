const KEY = 'tagweave.slot';
const LOCK = 'tagweave-draft-';
/** A page that is loaded again may have to wait a moment until its former self has let go. */
const RELOAD_MS = 1500;

/** `sessionStorage`, as far as it is used. */
export interface SessionMemory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The part of the platform that choosing a slot needs; tests bring their own. */
export interface SlotWorld {
  /** Null where the browser has no Web Locks (plain http). */
  readonly locks: Pick<LockManager, 'request'> | null;
  /** The tab's own memory; null where storage is denied. */
  readonly session: SessionMemory | null;
  /** Slots with drafts, newest first. */
  readonly stored: () => Promise<readonly string[]>;
  readonly newName: () => string;
}

/**
 * The slot of this window, held as long as the window lives: its own after a reload, else one that a crashed or closed window left
 * behind, else a fresh one. Two windows never share one, so neither overwrites the other's posts.
 */
export async function claimSlot({ locks, session, stored, newName }: SlotWorld): Promise<string> {
  const own = remembered(session);
  // Without locks nobody can tell whether another window still writes to a slot: then only a reload finds its own.
  if (locks === null) return own ?? keep(session, newName());
  if (own !== null && (await hold(locks, own, { signal: AbortSignal.timeout(RELOAD_MS) }))) return own;
  const left = await stored().catch(() => []);
  for (const slot of left) if (await hold(locks, slot, { ifAvailable: true })) return keep(session, slot);
  const fresh = newName();
  await hold(locks, fresh, { ifAvailable: true });
  return keep(session, fresh);
}

/** Does something to a slot that no open window holds; without locks nobody can tell, and it is done. */
export async function whenFree(locks: SlotWorld['locks'], slot: string, work: () => Promise<void>): Promise<void> {
  if (locks === null) return work();
  await locks.request(LOCK + slot, { ifAvailable: true }, (lock) => (lock === null ? undefined : work()));
}

/** Takes the lock for the life of the window; false when another window has it. */
function hold(locks: Pick<LockManager, 'request'>, slot: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve) => {
    locks
      .request(LOCK + slot, options, (lock) => {
        resolve(lock !== null);
        return lock === null ? Promise.resolve() : new Promise<void>(() => undefined);
      })
      .catch(() => {
        resolve(false);
      });
  });
}

function remembered(session: SlotWorld['session']): string | null {
  try {
    return session?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

function keep(session: SlotWorld['session'], slot: string): string {
  try {
    session?.setItem(KEY, slot);
  } catch {
    // Denied: a reload then finds the slot as a new window would.
  }
  return slot;
}
