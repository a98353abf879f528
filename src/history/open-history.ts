import { openDB } from 'idb';
import type { HistoryStore } from './history-store.ts';
import { IndexedDbHistory } from './indexeddb/indexeddb-history.ts';
import type { Connect } from './indexeddb/indexeddb-history.ts';
import { createMemoryHistory } from './memory/memory-history.ts';
import { OverflowHistory } from './memory/overflow-history.ts';
import { DATABASE_NAME, UPGRADES, climb } from './indexeddb/schema.ts';
import type { HistoryDatabase, HistorySchema, Upgrade } from './indexeddb/schema.ts';
import { isNamed, unavailable } from './records/storage-errors.ts';

export interface OpenOptions {
  readonly name?: string;
  /** A wipe that was asked for in an earlier visit, or in another tab, and may not have been carried out: it is, before anything is read. */
  readonly unfinished?: string | undefined;
  /** For tests: another ladder. */
  readonly upgrades?: readonly Upgrade[];
  /** How long a tab with an older version may hold the history before memory is used instead. */
  readonly blockedMs?: number;
  /**
   * How long nothing at all may be heard. Behind another tab that waits for an older one there is no `blocked`: who comes second waits in
   * a queue of which nobody tells, for as long as the older tab is open.
   */
  readonly silentMs?: number;
}

class Blocked extends Error {}

/**
 * The history of this device. Never rejects: where IndexedDB is absent, denied, held by an older tab or of a newer version, the
 * posts live in memory and `problem` says why.
 */
export async function openHistory({
  name = DATABASE_NAME,
  unfinished,
  upgrades = UPGRADES,
  blockedMs = 3000,
  silentMs = 10_000,
}: OpenOptions = {}): Promise<HistoryStore> {
  let store: IndexedDbHistory | null = null;
  const connect: Connect = (lost) => connectTo(name, upgrades, { blockedMs, silentMs }, lost);
  try {
    // Inside, because where storage is denied the very look at it may throw.
    if (typeof indexedDB === 'undefined') return createMemoryHistory(unavailable('absent'));
    const first = await connect(() => store?.drop());
    store = new IndexedDbHistory(first, connect, `${name}-changes`);
    // The first look tells whether a transaction works at all (some private modes open and then refuse).
    await store.count();
    if (unfinished !== undefined) await store.wipe({ id: unfinished, elsewhere: true });
    await store.begin();
    return new OverflowHistory(store);
  } catch (error) {
    store?.close();
    const why = error instanceof Blocked ? 'blocked' : isNamed(error, 'VersionError') ? 'newer' : 'denied';
    return createMemoryHistory(unavailable(why));
  }
}

async function connectTo(
  name: string,
  upgrades: readonly Upgrade[],
  { blockedMs, silentMs }: { readonly blockedMs: number; readonly silentMs: number },
  lost: () => void,
): Promise<HistoryDatabase> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting = { gaveUp: false };
  const giveUpAfter = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      waiting.gaveUp = true;
      giveUp(new Blocked());
    }, ms);
  };
  let opened: HistoryDatabase | null = null;
  const opening = (async () => {
    opened = await openDB<HistorySchema>(name, upgrades.length, {
      upgrade(database, from, _to, transaction) {
        clearTimeout(timer); // its turn has come; how long it takes is its own affair
        transaction.done.catch(() => undefined); // an upgrade that fails is told by the opening itself
        climb(upgrades, from, database, transaction);
      },
      blocked() {
        giveUpAfter(blockedMs);
      },
      blocking() {
        // A newer version in another tab, or the deletion of the database, waits for this connection.
        lost();
        opened?.close();
      },
      terminated: lost,
    });
    return opened;
  })();
  let giveUp: (error: Error) => void = () => undefined;
  const tooLong = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  giveUpAfter(silentMs);
  try {
    return await Promise.race([opening, tooLong]);
  } finally {
    clearTimeout(timer);
    // A connection that arrives after nobody waits for it would block the others in turn.
    if (waiting.gaveUp) {
      void opening.then(
        (late) => {
          late.close();
        },
        () => undefined,
      );
    }
  }
}
