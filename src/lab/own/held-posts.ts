import { throwIfAborted } from '../../encoders/download/abort.ts';
import type { NetworkConfig, Vocabulary } from '../../domain/models/network-manifest.ts';
import { fusedPosts } from '../../network/training/gate-training.ts';
import type { GateNumbers } from '../../network/training/gate-training.ts';
import type { NetworkFiles } from '../../network/network.ts';
import { UserVectors } from '../../network/layers/user-vectors.ts';
import type { OpenNetwork } from '../../network/open-network.ts';
import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import type { ComputedFeatures, FeatureCalls } from './compute-features.ts';
import { inOrder } from './judge-posts.ts';
import type { OwnPosts } from './own-post.ts';
import { OWN_PARTS, timelinesOf } from './parts.ts';
import type { OwnPart } from './parts.ts';
import type { FusionSet } from './train-fusions.ts';
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

/** t and v of every post that has features, and its user's earlier posts. @param grown the body with the hashtags to learn */
export async function fusionSet(
  { posts, parts }: HeldPosts,
  { features }: ComputedFeatures,
  { manifest: { network: config }, weights }: Pick<NetworkFiles, 'manifest' | 'weights'>,
  vocabulary: VocabularyIndex,
): Promise<FusionSet> {
  const { d, history } = config;
  const rows: number[] = [];
  const earlier: number[][] = [];
  for (const group of timelinesOf(posts)) {
    const before: number[] = [];
    for (const post of group) {
      if ((features[post] ?? null) === null) continue;
      earlier.push(history.length === 0 ? [] : before.slice(-history.length));
      before.push(rows.length);
      rows.push(post);
    }
  }
  const tags = rows.map((post) => vocabulary.indicesOf(posts[post]?.tags ?? []));
  const [caption, photo] = (['caption', 'photo'] as const).map((side) => {
    const all = new Float32Array(rows.length * d);
    rows.forEach((post, row) => {
      all.set(features[post]?.[side] ?? [], row * d);
    });
    return all;
  }) as [Float32Array, Float32Array];
  const timed = tags.map((own, row) => ({ tags: own, earlier: earlier[row] ?? [] }));
  return {
    ...{ d, rows, caption, photo, tags, parts, width: 2 * d },
    sizes: posts.map((post) => post.tags.length),
    history: await UserVectors.of(config, weights, timed),
  };
}

/** p of every post by the network's own fusion of t and v. */
export async function fusedAnew(
  { features, ...computed }: ComputedFeatures,
  { fusion, d }: NetworkConfig,
  gate: GateNumbers | null,
): Promise<ComputedFeatures> {
  const there = features.flatMap((one) => one ?? []);
  const joined = (side: 'caption' | 'photo'): Float32Array => {
    const all = new Float32Array(there.length * d);
    there.forEach((one, n) => {
      all.set(one[side], n * d);
    });
    return all;
  };
  const { post } = await fusedPosts(fusion, d, gate, { caption: joined('caption'), photo: joined('photo') });
  let row = 0;
  const made = features.map((one) => {
    if (one === null) return null;
    row += 1;
    return { ...one, post: post.slice((row - 1) * d, row * d) };
  });
  return { ...computed, features: made };
}
