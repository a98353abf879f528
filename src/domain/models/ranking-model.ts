import * as v from 'valibot';
import { modelRefSchema, wholeNumberSchema } from './model-files.ts';

/**
 * What a candidate hashtag is weighed by (docs/formats.md, docs/decisions/0014). Each is a number of the post and the tag; a model gives each a
 * weight. n = the person's posts with tags before this one, c = n/(n + `near.believed`).
 */
export const RANKING_TERMS = [
  /** The network's logit without the person, less the logarithm of the sum of all its odds; 0 for a tag that it does not know. */
  'classifier',
  /** That sum's logarithm: how much the network has to say about this post at all. */
  'certainty',
  /** log q_h over the least that counts; 0 for a tag that the network does not know. */
  'sequence',
  /** c·classifier, c·sequence: with own posts the network counts for less. */
  'classifierKnown',
  'sequenceKnown',
  /** What the paper's history adds to the logit (systems.md §4). */
  'history',
  /** 1 for a tag that the network does not know. */
  'beyond',
  /** Logarithm of the tag's uses in training, in tens. */
  'common',
  /** The caption names it: word for word, without its diacritics, in another form, in another language; by how many words more than one; inside a longer name. */
  'exact',
  'folded',
  'inflected',
  'translated',
  'phrase',
  'inside',
  /** How much oftener than others people who write this word use it as a hashtag, log-odds; 0 where it is not named. */
  'rate',
  /** 1 less the share of a named tag among the words of the caption, as a logarithm: what a long caption names is less its topic. */
  'long',
  /** A place of the gazetteer that is surely, or perhaps, meant; a name by its capital letters: of one word, of several. */
  'place',
  'perhapsPlace',
  'name',
  'longName',
  /** A thing of the table (suggest/things.ts) that is no hashtag of the vocabulary. */
  'thing',
  /** How often people write it beside what the caption names or the network sees (suggest/companions.ts); 0 where they do not. */
  'goesWith',
  /** c·share of the tag among the own posts that look like this one, that read like it. */
  'nearPhoto',
  'nearCaption',
  /** c·share of the own posts that carry it, of the last three. */
  'habit',
  'recent',
  /** −c·log of how many posts ago the person used it last. */
  'ago',
  /** c where the person has used it, c where not; 1 where the caption names a tag of the person. */
  'used',
  'neverUsed',
  'ownNamed',
  /** r/(r + 1) after the person has taken the tag away r times since using it last. */
  'removed',
  /** What the personal head learnt, log-odds. */
  'head',
  /** Kinds (network-manifest.ts). */
  'community',
  'mood',
  'season',
  'occasion',
  'placeKind',
  'nameKind',
  'gear',
  'filler',
] as const;
export type RankingTerm = (typeof RANKING_TERMS)[number];

/** What was there to read of a post: each has weights of its own. */
export const POST_SOURCES = ['both', 'photo', 'caption'] as const;
export type PostSource = (typeof POST_SOURCES)[number];

const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const calibration = v.object({ scale: positive, shift: finite });
const doubt = v.object({ tags: v.array(wholeNumberSchema), least: share });
const NO_DOUBT = { tags: [], least: 0 };
const weights = v.object({
  bias: finite,
  terms: v.object(Object.fromEntries(RANKING_TERMS.map((name) => [name, v.optional(finite, 0)])) as Record<RankingTerm, v.OptionalSchema<typeof finite, 0>>), // prettier-ignore
  /** Probability = σ(scale·score + shift), without own posts and with them. */
  alone: calibration,
  known: calibration,
});

/** `ranking.json`: the list of a post as one logistic model over visible terms, learnt on validation posts (training/ranking). */
export const rankingModelSchema = v.object({
  schema: v.literal(1),
  /** It was learnt on this network, `id@revision`. */
  network: modelRefSchema,
  sources: v.object({ both: weights, photo: weights, caption: weights }),
  /** A tag below this probability is not shown. */
  floor: share,
  near: v.object({
    /** Own posts that have a say. */
    neighbours: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)),
    /** So many own posts are half believed: c = n/(n + this), learnt over many people. */
    believed: v.optional(positive, 1.5),
    /** How fast the say of a post falls with its distance. */
    temperature: v.object({ photo: positive, caption: positive }),
    /** Cosine at which a lone post says as much as "none of them is near". */
    reference: v.object({ photo: finite, caption: finite }),
    /** Means of the encoders' vectors, from which likeness is measured. */
    centre: v.object({ photo: v.array(finite), caption: v.array(finite) }),
    /**
     * Captions of one language lie on one side of the middle, whatever they say: a vector whose cosine with a language's offset (from
     * `centre.caption`) is at least `least` is seen from that language's middle.
     */
    languages: v.optional(v.object({ least: share, offsets: v.record(v.string(), v.array(finite)) }), {
      least: 1,
      offsets: {},
    }),
    /**
     * An own tag that nothing else speaks for is shown only where the share of near posts with it, times c, reaches `least` and the nearest
     * of them would say as much as `alone` if it stood alone; or where the share of all posts that carry it reaches `habit`.
     */
    least: share,
    alone: share,
    habit: share,
  }),
  naming: v.object({
    /** By class index: log-odds of being a hashtag of the post where the caption says it, over what all have in common. */
    rates: v.array(finite),
    /** A named tag with a lower rate than this is said oftener than meant ("day"): it has no place for certain. */
    least: finite,
    /** In a caption of more words than this, what is named competes like everything else: a story says much that is not its topic. */
    words: wholeNumberSchema,
    /** `form>key` pairs that share a stem and not a meaning. */
    refused: v.array(v.string()),
  }),
  /**
   * Tags that are wrong too often where they have one kind of evidence alone, by class index, and the probability that each wants then
   * (docs/decisions/0014): `said`, words that captions say and nearly nobody means as a hashtag ("finally"), where the caption says them;
   * `seen`, one dish or animal of many, or a mood, where the post has a photo and nothing names it; `described`, a word of picture descriptions
   * ("boy", "grass"), where nothing names it; `guessed`, one animal, sport or place of many, where nothing names it.
   */
  doubtful: v.optional(
    v.object({
      said: doubt,
      seen: doubt,
      described: v.optional(doubt, NO_DOUBT),
      guessed: v.optional(doubt, NO_DOUBT),
    }),
    { said: NO_DOUBT, seen: NO_DOUBT },
  ),
  /** Below a caption alone that says `named` tags of the list, one that nothing names wants the probability `least`. */
  beside: v.optional(v.object({ named: wholeNumberSchema, least: share }), { named: 0, least: 0 }),
  /** Pairs of class indices of which one, named, says that the other is not meant unless it is named as well: cat and dog. */
  opposites: v.optional(v.array(v.tuple([wholeNumberSchema, wholeNumberSchema])), []),
  /** Pairs of class indices that say the same: one list carries one of them. */
  alike: v.array(v.tuple([wholeNumberSchema, wholeNumberSchema])),
});
export type RankingModel = v.InferOutput<typeof rankingModelSchema>;
export type SourceWeights = RankingModel['sources'][PostSource];
