import { hashtagKey } from '../../../domain/tags/hashtag.ts';
import { acceptAll, addTyped, outputTags, remove } from '../../post/chips.ts';
import type { Table } from '../../post/chips.ts';
import type { Post, PostChange } from '../../post/post.ts';
import { isKept } from '../../post/post.ts';

/** The same caption for all. */
export const withCaption =
  (caption: string): PostChange =>
  () => ({ caption });

/** The tags for all, as the person's own; those that a post has already become its own. */
export const withTags =
  (labels: readonly string[]): PostChange =>
  ({ table }) => ({ table: labels.reduce(addTyped, table) });

/** The tags off all; each waits among “not these” of its post. */
export const withoutTags = (labels: readonly string[]): PostChange => {
  const keys = labels.map(hashtagKey).filter((key) => key !== null);
  return ({ table, recommendation }, count) => ({
    table: keys.reduce<Table>((now, key) => remove(now, key, recommendation, count), table),
  });
};

export const withAllChosen: PostChange = ({ table }) => ({ table: acceptAll(table) });

/** Which posts can be kept: they have tags, and are not kept as they stand. */
export function toKeep(posts: readonly Post[]): readonly Post[] {
  return posts.filter((post) => !isKept(post) && outputTags(post.table).length > 0);
}
