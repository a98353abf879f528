import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { PostRecord, ThumbnailRecord } from '../records/post-record.ts';
import type { WipeRecord } from './wipe-record.ts';

export const DATABASE_NAME = 'tagweave-history';

export interface HistorySchema extends DBSchema {
  posts: { key: string; value: PostRecord; indexes: { createdAt: string } };
  thumbnails: { key: string; value: ThumbnailRecord };
  /** One record (wipe-record.ts) under one key. */
  wipes: { key: 'all'; value: WipeRecord };
  /** What a person made besides posts (saved sets), each under a name; whoever reads it checks it. */
  own: { key: string; value: unknown };
}

export type HistoryDatabase = IDBPDatabase<HistorySchema>;
export type UpgradeTransaction = IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>;

/** One rung: from version n to n + 1, on whatever an earlier version of the app left. */
export type Upgrade = (database: HistoryDatabase, transaction: UpgradeTransaction) => void;

/** The ladder. The database's version is its length; a rung that was once released never changes. */
export const UPGRADES: readonly Upgrade[] = [
  (database) => {
    const posts = database.createObjectStore('posts', { keyPath: 'id' });
    posts.createIndex('createdAt', 'createdAt');
    retired(posts).createIndex('tags', 'tagKeys', { multiEntry: true });
    database.createObjectStore('thumbnails', { keyPath: 'id' });
  },
  // Uses of a tag are counted in memory since; reading them from the database for every list took 3 to 5 ms.
  (_, transaction) => {
    retired(transaction.objectStore('posts')).deleteIndex('tags');
  },
  // Every writing transaction looks here whether everything was forgotten since its work began.
  (database) => {
    database.createObjectStore('wipes');
  },
  // What a person made besides posts lives beside them, so that forgetting everything takes it along in the same transaction.
  (database) => {
    database.createObjectStore('own');
  },
];

/** A store as it was before the present schema: with whatever indexes a rung made. */
function retired(posts: object): Pick<IDBObjectStore, 'createIndex' | 'deleteIndex'> {
  return posts as IDBObjectStore;
}

/** Climbs from the version found to the top. */
export function climb(
  ladder: readonly Upgrade[],
  from: number,
  database: HistoryDatabase,
  transaction: UpgradeTransaction,
): void {
  for (const rung of ladder.slice(from)) rung(database, transaction);
}
