import { throwIfAborted } from '../../encoders/download/abort.ts';
import type { EarlierPost } from '../../network/layers/history.ts';
import { rank } from '../../network/heads/hybrid.ts';
import type { OpenNetwork } from '../../network/open-network.ts';
import type { Judgement } from '../../network/judgement.ts';
import { breath } from '../../recommender/work/breath.ts';
import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import { headScores } from '../head-scores.ts';
import { LARGEST_K, metOf } from '../judged.ts';
import type { Met } from '../judged.ts';
import { HEADS } from '../lists.ts';
import type { Head } from '../lists.ts';
import type { FeatureCalls } from './compute-features.ts';
import type { PostFeatures } from './feature-store.ts';
import type { OwnPost } from './own-post.ts';
import { timelinesOf } from './parts.ts';

/** What a network's lists met in every post; posts without features met nothing and are in no `rows`. */
export interface JudgedPosts {
  /** Heads that the network has. */
  readonly heads: Readonly<Partial<Record<Head, Met>>>;
  /** How many different hashtags of the posts the network knows. */
  readonly known: number;
}

/** A judgement of a post by the network whose vectors these are. */
type Judge = Pick<OpenNetwork, 'judge' | 'config'>;

/**
 * Lists for every post, with the earlier posts of its user as history (systems.md §4 and §7), judged against all its hashtags: what the
 * network does not know counts as missed.
 * @throws TagweaveError `aborted`
 */
export async function judgePosts(
  posts: readonly OwnPost[],
  features: readonly (PostFeatures | null)[],
  { network, vocabulary }: { readonly network: Judge; readonly vocabulary: VocabularyIndex },
  { signal, onProgress }: FeatureCalls = {},
): Promise<JudgedPosts> {
  const has: readonly Head[] = network.config.head === 'classification' ? ['classification'] : HEADS;
  const heads = Object.fromEntries(has.map((head) => [head, new Uint16Array(posts.length)] as const));
  const assigned = posts.map(({ tags }) => vocabulary.indicesOf(tags));
  let done = 0;
  for (const { post, features: own, earlier } of inOrder(posts, features, vocabulary, network.config.history.length)) {
    if (done % 16 === 0) {
      onProgress?.(done, posts.length);
      await breath(); // lets an abort come in
      throwIfAborted(signal);
    }
    const judgement = await network.judge(own.post, earlier);
    const wanted = new Set(assigned[post]);
    for (const head of has) {
      const met = heads[head];
      if (met !== undefined) met[post] = metOf(rank(scoresOf(head, judgement, network), LARGEST_K), wanted);
    }
    done += 1;
  }
  onProgress?.(posts.length, posts.length);
  return { heads, known: new Set(assigned.flat()).size };
}

/** Every post that has features, with the last `length` of its user's earlier ones. */
export function* inOrder(
  posts: readonly OwnPost[],
  features: readonly (PostFeatures | null)[],
  vocabulary: VocabularyIndex,
  length: number,
): Generator<{ readonly post: number; readonly features: PostFeatures; readonly earlier: readonly EarlierPost[] }> {
  for (const group of timelinesOf(posts)) {
    const before: EarlierPost[] = [];
    for (const post of group) {
      const own = features[post] ?? null;
      if (own === null) continue;
      yield { post, features: own, earlier: length === 0 ? [] : before.slice(-length) };
      before.push({ vector: own.post, tags: vocabulary.indicesOf(posts[post]?.tags ?? []) });
    }
  }
}

function scoresOf(head: Head, { probabilities, q, sequence, scores }: Judgement, { config }: Judge): Float32Array {
  const { hybrid, sequence: lists } = config;
  // Its own list is there already.
  if (head === 'A2' && hybrid.rule === 'A2') return scores;
  return headScores(head, probabilities, { tags: sequence, q }, { beta: hybrid.beta, steps: lists.steps });
}
