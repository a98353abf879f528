import type { SavedPost } from '../../domain/post/post.ts';
import type { NewVector } from '../history-store.ts';
import { postOf, recordOf } from '../records/post-record.ts';
import type { PostRecord, ThumbnailRecord } from '../records/post-record.ts';
import type { HistoryDatabase } from './schema.ts';
import { forgottenMeanwhile, isNamed } from '../records/storage-errors.ts';
import { atomically, together } from './transaction.ts';
import { WIPES_KEY, afterWipe, wipesOf } from './wipe-record.ts';

/** The epoch in which some work was begun, and whom to tell of the one that is found. */
export interface InEpoch {
  readonly epoch: number;
  readonly see: (epoch: number) => void;
}

interface WithWipes {
  objectStore(name: 'wipes'): { get(key: typeof WIPES_KEY): Promise<unknown> };
}

export async function epochOf(database: HistoryDatabase): Promise<number> {
  return wipesOf(await database.get('wipes', WIPES_KEY)).epoch;
}

/** @throws TagweaveError `history-forgotten` */
export async function putPosts(
  database: HistoryDatabase,
  records: readonly { readonly record: PostRecord; readonly thumbnail: ThumbnailRecord | null }[],
  since: InEpoch,
): Promise<void> {
  const change = database.transaction(['posts', 'thumbnails', 'wipes'], 'readwrite');
  await atomically(change, async () => {
    await refuseStale(change, since);
    const [posts, thumbnails] = [change.objectStore('posts'), change.objectStore('thumbnails')];
    await together([
      ...records.map(
        ({ record }) =>
          () =>
            posts.put(record),
      ),
      ...records.map(
        ({ record, thumbnail }) =>
          () =>
            thumbnail === null ? thumbnails.delete(record.id) : thumbnails.put(thumbnail),
      ),
    ]);
  });
}

/** @returns the posts that got theirs @throws TagweaveError `history-forgotten` */
export async function putVectors(
  database: HistoryDatabase,
  vectors: readonly NewVector[],
  since: InEpoch,
): Promise<ReadonlyMap<string, SavedPost>> {
  const given = new Map<string, SavedPost>();
  const change = database.transaction(['posts', 'wipes'], 'readwrite');
  await atomically(change, async () => {
    await refuseStale(change, since);
    const posts = change.objectStore('posts');
    for (const { id, caption, vector } of vectors) {
      const post = postOf(await posts.get(id), null);
      if (post?.caption !== caption) continue;
      given.set(id, { ...post, vector });
      await posts.put((await recordOf({ ...post, vector })).record);
    }
  });
  return given;
}

/** @returns whether anything was written @throws TagweaveError `history-forgotten`, and what `change` throws */
export async function putOwn(
  database: HistoryDatabase,
  name: string,
  change: (now: unknown) => unknown,
  since: InEpoch,
): Promise<boolean> {
  const transaction = database.transaction(['own', 'wipes'], 'readwrite');
  return atomically(transaction, async () => {
    await refuseStale(transaction, since);
    const own = transaction.objectStore('own');
    const before: unknown = await own.get(name);
    const after = change(before);
    if (after === before) return false;
    await (after === undefined ? own.delete(name) : own.put(after, name));
    return true;
  });
}

export async function deletePosts(database: HistoryDatabase, ids: readonly string[]): Promise<void> {
  const change = database.transaction(['posts', 'thumbnails'], 'readwrite');
  await atomically(change, async () => {
    await together([
      ...ids.map((id) => () => change.objectStore('posts').delete(id)),
      ...ids.map((id) => () => change.objectStore('thumbnails').delete(id)),
    ]);
  });
}

/** Forgets everything, unless this very wish was granted already. @returns the epoch after it */
export async function wipeAll(database: HistoryDatabase, id: string | undefined): Promise<number> {
  try {
    return await wipeAtOnce(database, id);
  } catch (error) {
    if (!isNamed(error, 'QuotaExceededError')) throw error;
    // No room even for the note that goes with it: there is some as soon as the posts are gone.
    const change = database.transaction(['posts', 'thumbnails', 'own'], 'readwrite');
    await atomically(change, async () => {
      await together([
        () => change.objectStore('posts').clear(),
        () => change.objectStore('thumbnails').clear(),
        () => change.objectStore('own').clear(),
      ]);
    });
    return wipeAtOnce(database, id);
  }
}

async function wipeAtOnce(database: HistoryDatabase, id: string | undefined): Promise<number> {
  const change = database.transaction(['posts', 'thumbnails', 'own', 'wipes'], 'readwrite');
  return atomically(change, async () => {
    const before = wipesOf(await change.objectStore('wipes').get(WIPES_KEY));
    if (id !== undefined && before.granted.includes(id)) return before.epoch;
    const after = afterWipe(before, id);
    await together([
      () => change.objectStore('posts').clear(),
      () => change.objectStore('thumbnails').clear(),
      () => change.objectStore('own').clear(),
      () => change.objectStore('wipes').put(after, WIPES_KEY),
    ]);
    return after.epoch;
  });
}

/** In the transaction that is to add something. */
async function refuseStale(change: WithWipes, { epoch, see }: InEpoch): Promise<void> {
  const now = wipesOf(await change.objectStore('wipes').get(WIPES_KEY)).epoch;
  see(now);
  if (now !== epoch) throw forgottenMeanwhile();
}
