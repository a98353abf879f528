import type { PostTag } from '../../domain/post/post.ts';
import { tagListOf } from '../../domain/tags/tag-list.ts';
import type { HistoryStore, HistoryWriter } from '../../history/history-store.ts';

/** Under this name the history keeps a person's own list of hashtags, as labels. */
export const TAG_LIST = 'tag-list';

export async function keptList(history: Pick<HistoryStore, 'own'>): Promise<readonly PostTag[]> {
  return tagListOf(await history.own(TAG_LIST));
}

/** Puts these in the place of the list; none: there is no list any more. */
export async function keepList(writer: HistoryWriter, tags: readonly PostTag[]): Promise<void> {
  const labels = tagListOf(tags).map(({ label }) => label);
  await writer.changeOwn(TAG_LIST, () => (labels.length === 0 ? undefined : labels));
}

/** Puts hashtags of a file behind those that are here. @returns what was added */
export async function joinList(writer: HistoryWriter, came: readonly PostTag[]): Promise<readonly PostTag[]> {
  let added: readonly PostTag[] = [];
  if (came.length === 0) return added;
  await writer.changeOwn(TAG_LIST, (now) => {
    const here = tagListOf(now);
    const after = tagListOf([...here, ...came]);
    added = after.slice(here.length);
    return added.length === 0 ? now : after.map(({ label }) => label);
  });
  return added;
}
