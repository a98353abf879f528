import * as v from 'valibot';
import { manifestBaseEntries, modelPathSchema, modelRefSchema, wholeNumberSchema } from './model-files.ts';

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000));
const dimension = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000));

/**
 * One tensor in `weights.bin`, in the order of the file: TF.js' WeightsManifestEntry, float32 stored as itself, as float16, or as
 * bytes b that stand for b·scale + min.
 */
const weightSpecSchema = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  shape: v.pipe(v.array(dimension), v.maxLength(4)),
  dtype: v.literal('float32'),
  quantization: v.optional(
    v.variant('dtype', [
      v.object({ dtype: v.literal('float16') }),
      v.object({
        dtype: v.literal('uint8'),
        scale: v.pipe(v.number(), v.finite(), v.gtValue(0)),
        min: v.pipe(v.number(), v.finite()),
      }),
    ]),
  ),
});

/** The `network` object of a network's manifest (docs/formats.md): every size and choice that src/network needs. */
const networkConfigSchema = v.object({
  /** `id@revision` of the network that made its vectors p, where only the heads are its own (trained in the Lab): they mix with that one's. */
  body: v.optional(modelRefSchema),
  /** `id@revision` of the network that made its t and v, where the fusion is its own, too: p, and so its vectors, are nobody else's. */
  trunk: v.optional(modelRefSchema),
  /** Photo encoder and its region matrix F: rows M × width D. */
  photo: v.object({ encoder: modelRefSchema, rows: size, width: size }),
  /** Caption encoder and the width D_t of its word matrix E. */
  caption: v.object({ encoder: modelRefSchema, width: size }),
  /** Model width. */
  d: size,
  /** Attention width of the co-attention. */
  k: size,
  /** Hashtags in the vocabulary: H. */
  vocabulary: size,
  /** Width G of the GRU's state. */
  gru: size,
  /** Width T of the decoder's hashtag embedding. */
  tagEmbedding: size,
  fusion: v.picklist(['sum', 'mean', 'weighted']),
  pooling: v.optional(v.picklist(['attention', 'attention+mean']), 'attention'),
  /** How many of the most recent earlier posts count: L. */
  history: v.object({ length: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000)) }),
  head: v.picklist(['classification', 'sequence', 'hybrid']),
  /** Steps of the decoder, whatever number of tags is asked for. */
  sequence: v.optional(v.object({ steps: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(30)) }), {
    steps: 7,
  }),
  /** Aggregation of the two heads; A3 lives inside the decoder and no network is shipped with it. */
  hybrid: v.optional(
    v.object({
      rule: v.picklist(['A1', 'A2']),
      beta: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    }),
    { rule: 'A2', beta: 0.5 },
  ),
  weights: v.object({ file: modelPathSchema, specs: v.array(weightSpecSchema) }),
  /** The ranking model learnt on top of this network; absent = the list is in the order of its hybrid score. */
  ranking: v.optional(v.object({ file: modelPathSchema })),
  /** Hashtags that go with each hashtag; absent = none are offered. */
  related: v.optional(v.object({ file: modelPathSchema })),
});

/** `manifest.json` of a network. */
export const networkManifestSchema = v.pipe(
  v.object({ ...manifestBaseEntries, kind: v.literal('network'), network: networkConfigSchema }),
  v.check(
    ({ files, network }) => files.some((file) => file.path === network.weights.file),
    'the weights file is not in the list of files',
  ),
  v.check(
    ({ files }) => files.some((file) => file.path === 'vocabulary.json'),
    'vocabulary.json is not in the list of files',
  ),
  v.check(
    ({ files, network: { ranking } }) => ranking === undefined || files.some((file) => file.path === ranking.file),
    'the ranking file is not in the list of files',
  ),
  v.check(
    ({ files, network: { related } }) => related === undefined || files.some((file) => file.path === related.file),
    'the file of related hashtags is not in the list of files',
  ),
);

/**
 * What a hashtag is about, since suggestions differ by it: places, names and gear need more than a photo that looks like it, an
 * occasion must not be contradicted, filler says nothing of the post.
 */
export const TAG_KINDS = [
  'topic',
  'community',
  'mood',
  'season',
  'occasion',
  'place',
  'name',
  'gear',
  'filler',
] as const;
export type TagKind = (typeof TAG_KINDS)[number];

const count = v.pipe(v.number(), v.minValue(0));

/**
 * `vocabulary.json`: the place in the list is the class index; `count` = uses in training posts, `authors` = by how many people;
 * `also` = other spellings of the same hashtag, merged into its class; `kind` = what it is about, `light` = joyful, romantic, of a
 * party or a joke: never on a grave caption; `personal` = what no picture can know of its writer: never without the caption or own posts;
 * `language` (BCP 47) = a word that nobody writes in English: only under a caption of that language, or where the caption or own posts name it.
 */
export const vocabularySchema = v.object({
  schema: v.literal(1),
  tags: v.pipe(
    v.array(
      v.object({
        key: v.pipe(v.string(), v.nonEmpty()),
        label: v.pipe(v.string(), v.nonEmpty()),
        count,
        also: v.optional(v.array(v.pipe(v.string(), v.nonEmpty()))),
        authors: v.optional(count),
        kind: v.optional(v.picklist(TAG_KINDS)),
        light: v.optional(v.boolean()),
        personal: v.optional(v.boolean()),
        language: v.optional(v.pipe(v.string(), v.nonEmpty())),
      }),
    ),
    v.nonEmpty(),
    v.check((tags) => {
      const spellings = tags.flatMap(({ key, also = [] }) => [key, ...also]);
      return new Set(spellings).size === spellings.length;
    }, 'a hashtag is listed twice'),
  ),
});

/**
 * `related.json`: for each class the classes that go with it, the best first, and of a thousand posts with the class how many carry each of
 * them (P(b | a), training/everyday/related.py); absent in tables that are older.
 */
export const relatedSchema = v.pipe(
  v.object({
    schema: v.literal(1),
    related: v.array(v.array(wholeNumberSchema)),
    shares: v.optional(v.array(v.array(v.pipe(wholeNumberSchema, v.maxValue(1000))))),
  }),
  v.check(
    ({ related, shares }) =>
      shares === undefined ||
      (shares.length === related.length && shares.every((row, at) => row.length === related[at]?.length)),
    'shares and related hashtags differ in number',
  ),
);

export type WeightSpec = v.InferOutput<typeof weightSpecSchema>;
export type NetworkConfig = v.InferOutput<typeof networkConfigSchema>;
export type NetworkManifest = v.InferOutput<typeof networkManifestSchema>;
export type Vocabulary = v.InferOutput<typeof vocabularySchema>;
export type RelatedTags = v.InferOutput<typeof relatedSchema>;
