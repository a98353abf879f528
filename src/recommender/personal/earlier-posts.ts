import type { SavedPost } from '../../domain/post/post.ts';
import type { EarlierPost } from '../../network/layers/history.ts';
import type { Models } from '../models/engine-parts.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';

/** Who made a vector: vectors of other models never mix with these (docs/formats.md). */
export function makerOf(models: Pick<Models, 'networkRef' | 'vectorsOf' | 'photo' | 'caption'>): string {
  return `${models.vectorsOf ?? models.networkRef}/${models.photo.ref}/${models.caption.ref}`;
}

/** Saved posts as the network's history (systems.md §4), oldest first; those without a vector of these models are left out. */
export function earlierPosts(
  posts: readonly Pick<SavedPost, 'vector' | 'tags'>[],
  maker: string,
  vocabulary: VocabularyIndex,
): EarlierPost[] {
  return posts.flatMap(({ vector, tags }) =>
    vector?.maker === maker ? [{ vector: vector.values, tags: vocabulary.indicesOf(tags) }] : [],
  );
}
