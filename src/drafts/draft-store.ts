import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { OnceMade } from '../domain/once-made.ts';
import type { Draft } from './draft.ts';

const DATABASE = 'tagweave-drafts';
const VERSION = 1;
const DAY_MS = 24 * 3_600_000;
/** What nobody came back for in a month is thrown away, */
const FORGOTTEN_MS = 30 * DAY_MS;
/** but only when it was found too old so long before, too: a clock that was set wrong for a day is no month. */
const FOUND_OLD_MS = 7 * DAY_MS;

type Key = [slot: string, id: number];

interface DraftSchema extends DBSchema {
  drafts: { key: Key; value: unknown };
  /** Apart from the words, so that typing never writes a photo again. */
  photos: { key: Key; value: Blob };
}

const recordSchema = v.object({
  slot: v.string(),
  id: v.number(),
  writtenAt: v.number(),
  caption: v.string(),
  photoName: v.string(),
  tags: v.array(
    v.object({ key: v.string(), label: v.string(), typed: v.boolean(), kept: v.boolean(), removed: v.boolean() }),
  ),
  // Drafts of older versions have none of these.
  altText: v.optional(v.nullable(v.string()), null),
  cleared: v.optional(v.boolean(), false),
  keepId: v.optional(v.nullable(v.string()), null),
  savedId: v.optional(v.nullable(v.string()), null),
  /** When it was first found to be older than a month. */
  foundOldAt: v.optional(v.number()),
});

/** What changes in one slot, all of it or nothing. */
export interface DraftChange {
  /** Posts whose words are to be written. */
  readonly words: readonly Draft[];
  /** Posts whose photo is to be written, too. */
  readonly photos: readonly Draft[];
  readonly gone: readonly number[];
}

/** Drafts in IndexedDB, a slot for each open window (slot.ts). Methods reject as IndexedDB does (denied, full). */
export interface DraftStore {
  /** In the order of their ids; records that make no sense are left out. */
  read(slot: string): Promise<readonly Draft[]>;
  write(slot: string, change: DraftChange): Promise<void>;
  /** Slots with drafts, the one written last first. Throws away what is older than a month and was so a week ago. */
  slots(): Promise<readonly string[]>;
  /** Throws away what is in the slot but for these. */
  forget(slot: string, but: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

function isOld(writtenAt: number, now: number): boolean {
  return now - writtenAt >= FORGOTTEN_MS;
}

function isForgotten(
  { writtenAt, foundOldAt = Infinity }: { readonly writtenAt: number; readonly foundOldAt?: number | undefined },
  now: number,
): boolean {
  return isOld(writtenAt, now) && now - foundOldAt >= FOUND_OLD_MS;
}

export function openDraftStore(now: () => number = Date.now, name = DATABASE): DraftStore {
  const opened = new OnceMade((): Promise<IDBPDatabase<DraftSchema>> =>
    openDB<DraftSchema>(name, VERSION, {
      upgrade(database) {
        database.createObjectStore('drafts');
        database.createObjectStore('photos');
      },
      blocking(_from, _to, event) {
        // A newer version in another tab waits for this connection; the next call opens another.
        opened.forget();
        (event.target as IDBDatabase).close();
      },
      terminated() {
        opened.forget();
      },
    }),
  );
  const open = (): Promise<IDBPDatabase<DraftSchema>> => opened.get();

  return {
    async read(slot) {
      const change = (await open()).transaction(['drafts', 'photos']);
      const all = IDBKeyRange.bound([slot, -Infinity], [slot, Infinity]);
      const records: unknown[] = await change.objectStore('drafts').getAll(all);
      const drafts: Draft[] = [];
      for (const record of records) {
        const parsed = v.safeParse(recordSchema, record);
        if (!parsed.success) continue;
        const { id, caption, altText, photoName, tags, cleared, keepId, savedId } = parsed.output;
        const bytes = await change.objectStore('photos').get([slot, id]);
        const photo = bytes === undefined ? null : new File([bytes], photoName, { type: bytes.type });
        if (photo !== null || caption !== '' || tags.length > 0) {
          drafts.push({ id, caption, altText, photo, photoName, tags, cleared, keepId, savedId });
        }
      }
      return drafts;
    },

    async write(slot, { words, photos, gone }) {
      const change = (await open()).transaction(['drafts', 'photos'], 'readwrite');
      const stores = { drafts: change.objectStore('drafts'), photos: change.objectStore('photos') };
      const requests: Promise<unknown>[] = [change.done];
      for (const { id, caption, altText, photoName, tags, cleared, keepId, savedId } of words) {
        const said = { caption, altText, photoName, tags: [...tags], cleared, keepId, savedId };
        requests.push(stores.drafts.put({ slot, id, writtenAt: now(), ...said }, [slot, id]));
      }
      for (const { id, photo } of photos) {
        requests.push(photo === null ? stores.photos.delete([slot, id]) : stores.photos.put(photo, [slot, id]));
      }
      for (const id of gone) requests.push(stores.drafts.delete([slot, id]), stores.photos.delete([slot, id]));
      await Promise.all(requests);
    },

    async slots() {
      const change = (await open()).transaction(['drafts', 'photos'], 'readwrite');
      const newest = new Map<string, number>();
      for (
        let cursor = await change.objectStore('drafts').openCursor();
        cursor !== null;
        cursor = await cursor.continue()
      ) {
        const record = v.safeParse(recordSchema, cursor.value);
        if (!record.success || isForgotten(record.output, now())) {
          await cursor.delete();
          await change.objectStore('photos').delete(cursor.key);
          continue;
        }
        const { slot, writtenAt, foundOldAt = Infinity } = record.output;
        newest.set(slot, Math.max(newest.get(slot) ?? 0, writtenAt));
        if (isOld(writtenAt, now()) && foundOldAt > now()) await cursor.update({ ...record.output, foundOldAt: now() });
      }
      await change.done;
      return [...newest].sort((a, b) => b[1] - a[1]).map(([slot]) => slot);
    },

    async forget(slot, but) {
      const change = (await open()).transaction(['drafts', 'photos'], 'readwrite');
      const all = IDBKeyRange.bound([slot, -Infinity], [slot, Infinity]);
      const requests: Promise<unknown>[] = [change.done];
      for (const store of [change.objectStore('drafts'), change.objectStore('photos')]) {
        for (const key of await store.getAllKeys(all)) if (!but.includes(key[1])) requests.push(store.delete(key));
      }
      await Promise.all(requests);
    },

    async close() {
      const last = opened.peek();
      opened.forget();
      (await last?.catch(() => null))?.close();
    },
  };
}
