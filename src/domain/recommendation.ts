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
 * Why a tag is suggested. `caption + photo + history + head + bias` is the tag's logit exactly (p = (1−w)⊙t + w⊙v is linear in
 * t and v, systems.md §3 and §5); both gate values depend on caption and photo together, which the interface says.
 */
export interface Reason {
  readonly logit: number;
  readonly caption: number;
  readonly photo: number;
  readonly history: number;
  /** What the personal head adds (docs/decisions/0008-personal-head.md); 0 without own posts. */
  readonly head: number;
  readonly bias: number;
  /**
   * False for a tag that only the person's own posts know: caption, photo and history are 0, and `bias` is what the personal head
   * starts from. Without the head the logit is 0 and so is the probability.
   */
  readonly inVocabulary: boolean;
  /** The classifier's share β·ŷ_h/max ŷ of the hybrid score S(h) (A2), times 1 − ω with own posts. */
  readonly classifierScore: number;
  /** The sequence head's share (1−β)·q_h/max q of the hybrid score S(h) (A2), times 1 − ω with own posts. */
  readonly sequenceScore: number;
  /** Own tags: share of the person's posts that are most like this one. */
  readonly ownNearestScore: number;
  /** Own tags: share of how often the person uses the tag. */
  readonly ownUsualScore: number;
  /** Own tags: share of the caption naming the tag. */
  readonly ownNamedScore: number;
  /** Own tags: share of the tag's name fitting the caption in meaning. The six shares add up to the score exactly. */
  readonly ownFittingScore: number;
  /** How many of the person's saved posts carry this tag. */
  readonly usedInPosts: number;
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
  /** Hybrid score S(h) with own tags (docs/decisions/0007-own-tags.md) in 0…1; the list is ranked by it. */
  readonly score: number;
  /** ŷ_h in 0…1: the classifier's probability, with what the personal head adds. */
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
  /** Ranked, distinct, never more than asked for. */
  readonly tags: readonly TagSuggestion[];
  /** The next ones in rank order, for replacing removed tags (up to 20). */
  readonly alternatives: readonly TagSuggestion[];
  /** mean = mean(w): 0 caption … 1 photo; null when only one of both is there or the fusion has no gate. `strip` is w itself (d numbers). */
  readonly gate: { readonly mean: number; readonly strip: readonly number[]; readonly chosenByPerson: boolean } | null;
  readonly attention: Attention;
  readonly used: { readonly photo: boolean; readonly caption: boolean; readonly historyPosts: number };
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
