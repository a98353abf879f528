import { TagweaveError } from '../../domain/errors/errors.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import type { EncodedDraft } from '../../recommender/reading/encodings.ts';
import type { Models } from '../../recommender/models/engine-parts.ts';
import { postVector } from '../../recommender/workshop/fused-vector.ts';
import type { OwnPost } from '../../recommender/suggest/own-posts.ts';
import { oneLine } from '../terminal/output.ts';
import type { PostEncoder } from './post-encoder.ts';
import type { FolderPost } from './post-folder.ts';
import type { Occasion } from './timelines.ts';

/** A post on its turn, with the posts of the same person before it. */
export interface Turn {
  readonly post: FolderPost;
  readonly encoded: EncodedDraft;
  /** Oldest first; as the history would give them. */
  readonly earlier: readonly OwnPost[];
}

export interface WalkTools {
  readonly models: Pick<Models, 'network' | 'networkRef' | 'photo' | 'caption'>;
  readonly encoder: Pick<PostEncoder, 'encode'>;
  /** Which posts get a turn; the others are only learnt. */
  readonly isScored: (post: FolderPost) => boolean;
  /** A post that cannot be read, or has nothing to read. */
  readonly skip: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Goes through one person's posts in time order (systems.md §7): each gets its turn, then it is learnt. */
export async function* walk(line: readonly Occasion[], tools: WalkTools): AsyncGenerator<Turn> {
  const earlier: OwnPost[] = [];
  for (const { posts } of line) {
    let first: SavedPost['vector'] = null;
    for (const post of posts) {
      tools.signal?.throwIfAborted();
      const encoded = await encodedPost(post, tools);
      if (encoded === null) continue;
      if (first === null && line.length > 1) first = await postVector(tools.models, encoded);
      if (post.tags.length > 0 && tools.isScored(post)) yield { post, encoded, earlier: [...earlier] };
    }
    const [post] = posts;
    if (post !== undefined) earlier.push(learntPost(post, first, earlier.length));
  }
}

/** Null for a post that has nothing to read, or cannot be read; it is told. */
async function encodedPost(post: FolderPost, { encoder, skip }: WalkTools): Promise<EncodedDraft | null> {
  if (post.image === null && post.caption.trim() === '') return null;
  try {
    return await encoder.encode(post);
  } catch (error) {
    if (!(error instanceof TagweaveError) || error.code === 'unexpected') throw error;
    skip(`${post.id}: ${oneLine(error.message)}`);
    return null;
  }
}

function learntPost({ id, caption, tags }: FolderPost, vector: SavedPost['vector'], place: number): OwnPost {
  const createdAt = new Date(place * 1000).toISOString();
  return { id, createdAt, caption, tags: tags.map((key) => ({ key, label: key })), removedTags: [], vector };
}
