import { TagweaveError } from '../../domain/errors/errors.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import type { HistoryStore, HistoryWriter } from '../history-store.ts';

/** A history with room for so many posts. */
export function roomFor(room: { readonly posts: number }, disk: HistoryStore): HistoryStore {
  const checked = async (posts: readonly SavedPost[], put: () => Promise<void>): Promise<void> => {
    if ((await disk.count()) + posts.length > room.posts) throw new TagweaveError('storage-full', 'Full.');
    await put();
  };
  const begin = async (): Promise<HistoryWriter> => {
    const writer = await disk.begin();
    return {
      add: (post) => checked([post], () => writer.add(post)),
      addAll: (posts) => checked(posts, () => writer.addAll(posts)),
      setVectors: (vectors) => writer.setVectors(vectors),
      changeOwn: (name, change) => writer.changeOwn(name, change),
      get isOver() {
        return writer.isOver;
      },
    };
  };
  return new Proxy(disk, {
    get: (target, name) => {
      if (name === 'begin') return begin;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
