import * as v from 'valibot';
import { modelFileSchema, modelRefSchema } from '../domain/models/model-files.ts';
import { EVERYDAY_CASES } from './lists.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));

/** `public/lab/manifest.json` (docs/formats.md, *The Lab's data*). */
export const labManifestSchema = v.object({
  schema: v.literal(1),
  kind: v.literal('lab'),
  /** sha256 of the posts and the vocabulary: what results of the same data carry. */
  data: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  posts: count,
  vocabulary: count,
  largestK: v.literal(15),
  files: v.array(modelFileSchema),
  /** Networks of which z of every post is here, so that the tab computes their lists. */
  networks: v.array(
    v.object({
      id: v.string(),
      network: modelRefSchema,
      file: v.string(),
      width: count,
      /** β of A2, chosen on validation. */
      beta: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    }),
  ),
  /** Lists as they were judged by training/; the n-th has the n-th `posts` numbers of met.bin. */
  lists: v.array(
    v.object({
      system: v.string(),
      /** Null where nothing was learnt. */
      seed: v.nullable(count),
      list: v.string(),
      history: v.boolean(),
      beta: v.nullable(v.number()),
      coverage: share,
      gini: share,
    }),
  ),
});

/** `posts.json`: G of every post as class indices, |G| with tags outside the vocabulary, and the posts of each stratum. */
export const labPostsSchema = v.object({
  schema: v.literal(1),
  tags: v.array(v.pipe(v.array(count), v.minLength(1))),
  allSizes: v.array(count),
  /** Posts with earlier ones of their person: those that have an own u in the networks' files. */
  history: v.array(count),
  strata: v.record(v.string(), v.array(count)),
});

export type LabManifest = v.InferOutput<typeof labManifestSchema>;
export type LabPosts = v.InferOutput<typeof labPostsSchema>;

/** `public/lab/everyday/manifest.json` (docs/formats.md). */
export const everydayManifestSchema = v.object({
  schema: v.literal(1),
  kind: v.literal('lab-everyday'),
  data: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  posts: count,
  largestK: v.literal(15),
  network: modelRefSchema,
  vocabulary: count,
  /** d: numbers of p, and of u. */
  width: count,
  beta: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  files: v.array(modelFileSchema),
  /** Lists as training judged them; each has a number a post of its case in met.bin, one list after the other. */
  lists: v.array(v.object({ system: v.string(), list: v.string(), case: v.picklist(EVERYDAY_CASES) })),
});

/** Its `posts.json`: what was given of each post (p photo, c caption, b both), who has earlier posts, G, |G| and the strata. */
export const everydayPostsSchema = v.object({
  schema: v.literal(1),
  given: v.pipe(v.string(), v.regex(/^[pcb]*$/)),
  history: v.array(count),
  /** Within the vocabulary: may be empty. */
  tags: v.array(v.array(count)),
  /** |G|, with hashtags outside the vocabulary. */
  sizes: v.array(count),
  strata: v.record(v.string(), v.array(count)),
});

export type EverydayManifest = v.InferOutput<typeof everydayManifestSchema>;
export type EverydayPosts = v.InferOutput<typeof everydayPostsSchema>;
