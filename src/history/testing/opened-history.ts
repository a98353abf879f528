import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { SavedPost } from '../../domain/post/post.ts';
import type { HistoryStore } from '../history-store.ts';
import { openHistory } from '../open-history.ts';
import type { OpenOptions } from '../open-history.ts';

const opened: HistoryStore[] = [];

/** The history "test" in an IndexedDB that `freshDatabase` made; `closeAll` closes it. */
export async function open(options: OpenOptions = {}): Promise<HistoryStore> {
  const store = await openHistory({ name: 'test', blockedMs: 50, ...options });
  opened.push(store);
  return store;
}

/** Before each test: an IndexedDB with nothing in it. */
export function freshDatabase(): void {
  vi.stubGlobal('indexedDB', new IDBFactory());
}

/** After each test. */
export function closeAll(): void {
  for (const store of opened.splice(0)) store.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
}

/** A post of a day in March 2026, with every field that a record has. */
export function post(id: string, day: number, change: Partial<SavedPost> = {}): SavedPost {
  return {
    id,
    createdAt: `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`,
    caption: `Caption of ${id}`,
    tags: [{ key: 'dog', label: 'Dog' }],
    removedTags: ['cat'],
    thumbnail: null,
    platform: 'instagram',
    vector: { maker: 'n@1/p@1/c@1', values: Float32Array.of(0.5, -1.25, 3) },
    ...change,
  };
}

export const ids = (posts: readonly Pick<SavedPost, 'id'>[]): string[] => posts.map((one) => one.id);
