import type { PostTag } from './post/post.ts';
import type { TranslationOf } from './tags/tag-language.ts';

/** What goes in: one post being written. At least one of both must be there, else `post-empty`. */
export interface PostDraft {
  /** The photo's file as dropped or picked; decoded by the engine, never stored as it is. */
  readonly photo?: Blob | null | undefined;
  readonly caption?: string | null | undefined;
}

/** A draft with nothing left out. */
export interface WholeDraft {
  readonly photo: Blob | null;
  readonly caption: string;
}

/**
 * What a tag's score is made of. By a ranking model (docs/decisions/0014): that the caption names it, what the network makes of the
 * photo and of the caption, that it goes with what the post is about, own posts like this one, habit, that a tag of the person's own list is close to the caption, what kept and removed tags taught, the paper's
 * history, that the person has never used it or has taken it away, how common it is, what kind of tag it is, the broad ⟷ niche slider, where every tag
 * starts. By the paper's order A2: `network` (the classifier's share) and `fitting` (the name's meaning) instead of most of them.
 */
export const REASON_PARTS = [
  'named',
  'photo',
  'caption',
  'network',
  'together',
  'near',
  'habit',
  'fitting',
  'list',
  'head',
  'history',
  'neverUsed',
  'removed',
  'common',
  'kind',
  'slider',
  'base',
] as const;
export type ReasonPartName = (typeof REASON_PARTS)[number];

/** A part of a tag's score, in log-odds. */
export interface ReasonPart {
  readonly name: ReasonPartName;
  readonly value: number;
}

/** How the caption names a tag: by its word, by several words, in another form or language, as a place, as a name by its capital letters. */
export type NamedAs = 'word' | 'words' | 'form' | 'place' | 'name';

/** Where the caption names a tag: `text` is the slice caption[start, end). */
export interface Named {
  readonly as: NamedAs;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Why a tag is suggested: the parts of its score, which add up to it exactly; what can be said of them in words; and the network's own logit,
 * `caption + photo + history + head + bias` exactly (p = (1−w)⊙t + w⊙v is linear in t and v, systems.md §3 and §5; both gate values
 * depend on caption and photo together, which the interface says).
 */
export interface Reason {
  /** Parts that are not 0, in the order of `REASON_PARTS`; their sum in this order is the score. */
  readonly parts: readonly ReasonPart[];
  readonly named: Named | null;
  /** The tag says in another language what this one says, to which everything else here belongs; absent for a tag of its own. */
  readonly translationOf?: TranslationOf;
  /** How many of the person's saved posts carry this tag, of how many with tags. */
  readonly usedInPosts: number;
  readonly ofPosts: number;
  /** How many of the posts like this one carry it. */
  readonly nearPosts: number;
  readonly logit: number;
  /** 0 without a caption, without a photo, without earlier posts: what the network has in their place is `bias`. */
  readonly caption: number;
  readonly photo: number;
  readonly history: number;
  /** What the personal head adds (docs/decisions/0008-personal-head.md); 0 without own posts. */
  readonly head: number;
  readonly bias: number;
  /** False for a tag that the network does not know: caption, photo and history are 0, and `bias` is what the personal head starts from. */
  readonly inVocabulary: boolean;
  /**
   * Where `caption` and `photo` come from: what each word and each region of {@link Attention} adds to them. The regions add up to
   * `photo`; the words to `caption` but for what stands between words. Null without the one, and for a tag outside the vocabulary.
   */
  readonly words: readonly number[] | null;
  readonly regions: readonly number[] | null;
}

/** One tag of a recommendation, with what it owes to what. */
export interface TagSuggestion {
  /** Normal form (`hashtagKey`), identity of the tag. */
  readonly key: string;
  /** Display form in CamelCase, without `#`. */
  readonly label: string;
  /**
   * What the list is ranked by: log-odds of the ranking model (docs/decisions/0014-ranking.md), or with a network that has none the hybrid score
   * S(h) with own tags in 0…1 (docs/decisions/0007-own-tags.md).
   */
  readonly score: number;
  /** 0…1: calibrated, that the person would use the tag; with a network without a ranking model the classifier's ŷ_h, with what the head adds. */
  readonly probability: number;
  readonly reason: Reason;
}

/** Attention over the caption: `text` is the slice caption[start, end); weights over all words add up to 1. */
export interface WordAttention {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** What the co-attention looked at: words of the caption, regions of the photo. */
export interface Attention {
  /** Empty without a caption. */
  readonly words: readonly WordAttention[];
  /** Row-major from top left, rows × columns, adds up to 1; null without a photo. `box` = where the grid lies on the upright photo, 0…1. */
  readonly regions: {
    readonly rows: number;
    readonly columns: number;
    readonly weights: readonly number[];
    readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  } | null;
  /** Affinity of each word with each region (mean of C over the word's tokens), words × regions; null unless both are there. */
  readonly affinity: readonly (readonly number[])[] | null;
}

/** What the network computes on: a graphics processor, WebAssembly, plain JavaScript. */
export type NetworkBackend = 'webgpu' | 'wasm' | 'cpu';
/** What the encoders compute on; `native`: ONNX Runtime’s own library, in Node. */
export type EncoderBackend = 'webgpu' | 'wasm' | 'native';

/** What was chosen when the models were loaded. */
export interface Backends {
  readonly encoders: EncoderBackend;
  readonly network: NetworkBackend;
}

/** The answer to a draft: ranked tags, and everything that explains them. */
export interface Recommendation {
  /** Hand it to `learn` to save the post without encoding it again. */
  readonly id: string;
  /**
   * Ranked, distinct: as many as are worth it, together with `typed` never more than asked for. May be empty. (A network without a ranking
   * model always fills the list.)
   */
  readonly tags: readonly TagSuggestion[];
  /** The next ones in rank order (up to 20), for replacing removed tags and for "more"; those below `floor` are not worth a place of themselves. */
  readonly alternatives: readonly TagSuggestion[];
  /** Probability from which on a tag is worth a place; 0 with a network that has no ranking model. */
  readonly floor: number;
  /** Hashtags that stand in the caption already: they are the post's own, count against its cap, and are not suggested. */
  readonly typed: readonly PostTag[];
  /** mean = mean(w): 0 caption … 1 photo; null when only one of both is there or the fusion has no gate. `strip` is w itself (d numbers). */
  readonly gate: { readonly mean: number; readonly strip: readonly number[]; readonly chosenByPerson: boolean } | null;
  readonly attention: Attention;
  readonly used: { readonly photo: boolean; readonly caption: boolean; readonly historyPosts: number };
  /** There is a caption, and it was not read: its encoder is still being downloaded. Only where `RecommendOptions.early` allows it. */
  readonly early?: true;
  /** The caption tells of death, illness or another loss: the list is short and plain, perhaps empty (docs/decisions/0011-tact.md). */
  readonly grave: boolean;
  /** The caption was longer than the encoder reads; only its first `maxTokens` pieces counted. */
  readonly captionCut: boolean;
  readonly backends: Backends;
  readonly timing: {
    readonly photoMs: number;
    readonly captionMs: number;
    readonly networkMs: number;
    readonly totalMs: number;
  };
}
