import { throwIfAborted } from '../../encoders/download/abort.ts';
import type { Vocabulary } from '../../domain/models/network-manifest.ts';
import type { OpenNetwork } from '../../network/open-network.ts';
import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import type { ComputedFeatures, FeatureCalls } from './compute-features.ts';
import { inOrder } from './judge-posts.ts';
import type { OwnPosts } from './own-post.ts';
import { OWN_PARTS } from './parts.ts';
import type { OwnPart } from './parts.ts';
import type { TrainingSet } from './train-own.ts';

/** Posts that were read, each with its part. */
export interface HeldPosts extends OwnPosts {
  readonly parts: readonly OwnPart[];
}

/** |G| of each post. */
export function sizesOf({ posts }: HeldPosts): number[] {
  return posts.map(({ tags }) => tags.length);
}

/** Posts of each part. */
export function countsOf(parts: readonly OwnPart[]): Record<OwnPart, number> {
  const count = (wanted: OwnPart): number => parts.filter((part) => part === wanted).length;
  return { train: count('train'), validation: count('validation'), test: count('test') };
}

/** Posts that have features, by part. */
export function rowsOf({ parts }: HeldPosts, { features }: ComputedFeatures): Record<OwnPart, number[]> {
  const of = (wanted: OwnPart): number[] =>
    parts.flatMap((part, n) => (part === wanted && (features[n] ?? null) !== null ? [n] : []));
  const [train, validation, test] = OWN_PARTS.map(of) as [number[], number[], number[]];
  return { train, validation, test };
}

/** The parts, but a post without features teaches nothing. */
export function trainable({ parts }: HeldPosts, { features }: ComputedFeatures): OwnPart[] {
  return parts.map((part, n) => ((features[n] ?? null) === null ? 'test' : part));
}

/** Share of the training posts that carry each hashtag. */
export function sharesOf(tags: Vocabulary['tags'], { parts }: HeldPosts): number[] {
  const posts = Math.max(1, countsOf(parts).train);
  return tags.map(({ count }) => count / posts);
}

/** z = [p ; u] of every post that has features, u by the network with the new hashtags. */
export async function trainingSet(
  { posts, parts }: HeldPosts,
  { features }: ComputedFeatures,
  network: OpenNetwork,
  vocabulary: VocabularyIndex,
  { signal }: FeatureCalls,
): Promise<TrainingSet> {
  const { d, history } = network.config;
  const rows: number[] = [];
  const z: Float32Array[] = [];
  for (const { post, features: own, earlier } of inOrder(posts, features, vocabulary, history.length)) {
    throwIfAborted(signal);
    const { user } = await network.represent(own.post, earlier);
    const both = new Float32Array(2 * d);
    both.set(own.post);
    both.set(user, d);
    rows.push(post);
    z.push(both);
  }
  const all = new Float32Array(2 * d * rows.length);
  z.forEach((one, row) => {
    all.set(one, 2 * d * row);
  });
  return {
    ...{ rows, z: all, width: 2 * d, parts },
    tags: rows.map((post) => vocabulary.indicesOf(posts[post]?.tags ?? [])),
    sizes: posts.map(({ tags }) => tags.length),
  };
}
