import { clone, concat, matMul, tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { NetworkConfig, NetworkManifest, Vocabulary } from '../domain/models/network-manifest.ts';
import { readsAtOnce } from './tensors/backend.ts';
import { decodeBeam } from './heads/beam-search.ts';
import { logitParts } from './heads/classification-head.ts';
import { checkMatrix } from './layers/check-matrix.ts';
import { coAttention, effectiveShares } from './layers/coattention.ts';
import { logitsOf } from './contributions.ts';
import type { Contributions } from './contributions.ts';
import { fuse, gateLogits, gateShift } from './layers/fusion.ts';
import type { Fused } from './layers/fusion.ts';
import { historySummary, TagSummaries } from './layers/history.ts';
import type { EarlierPost, HistorySummary } from './layers/history.ts';
import { Judged } from './judgement.ts';
import type { Judgement, Representation } from './judgement.ts';
import { projectCaption, projectPhoto } from './layers/projection.ts';
import type { EncodedMatrix } from './layers/projection.ts';
import { readTogether } from './tensors/readback.ts';
import { decodeGreedy, decodeHere, readGreedy } from './heads/sequence-head.ts';
import type { Decoded } from './heads/sequence-head.ts';
import { disposeAll, tidied } from './tensors/tensors.ts';
import { Traces } from './traces.ts';
import { decodeNetworkWeights, disposeWeights } from './tensors/weights.ts';
import type { NetworkWeights } from './tensors/weights.ts';
import { wordAttention } from './layers/word-attention.ts';

/** One post, as the encoders and the history give it. */
export interface NetworkInput {
  /** F, M×D; null without a photo. */
  readonly photo: EncodedMatrix | null;
  /** E, N×D_t without padding; null without a caption. */
  readonly caption: EncodedMatrix | null;
  /** Earlier posts, oldest first; only the last `history.length` of the manifest count. */
  readonly history: readonly EarlierPost[];
}

export interface RunOptions {
  /** What-if: the mean of w to use instead of the model's own, 0 caption … 1 photo. Without a gate (`sum`, `mean`) it has no effect. */
  readonly gate?: number | null;
  /** Steps of the decoder; the manifest's by default. */
  readonly sequenceLength?: number;
  /** Width of a beam search instead of greedy decoding. */
  readonly beam?: number;
  /** What the earlier posts weigh, 0 (as without any) … 1 (default). */
  readonly historyStrength?: number;
  /** Also return the named quantities of systems.md, for golden parity. */
  readonly stages?: boolean;
}

/** Names of docs/formats.md. */
export type StageName =
  'V' | 'Q' | 'alpha' | 'Qt' | 'C' | 'av' | 'aq' | 't' | 'v' | 'w' | 'p' | 'u' | 'z' | 'logits' | 'yhat';

export interface NetworkOutput extends Judgement {
  /** p, d numbers: what the history keeps of this post. */
  readonly vector: Float32Array;
  /** w, d numbers; null for `sum` and `mean`. */
  readonly gate: Float32Array | null;
  /** Share of each token in t (a_q together with α), N numbers that add up to 1; null without a caption. */
  readonly wordAttention: Float32Array | null;
  /** Share of each region in v (a_v; with `attention+mean` together with the mean), M numbers that add up to 1; null without a photo. */
  readonly regionAttention: Float32Array | null;
  /** C, N×M row-major; null unless both are there. */
  readonly affinity: Float32Array | null;
  /** a_j of the earlier posts that count, oldest first; null without any. */
  readonly historyAttention: Float32Array | null;
  /** The exact split of the logits; one hashtag's: `contributionOf(contributions, tag)`. */
  readonly contributions: Contributions;
  /** Their caption's and photo's parts, split over tokens and regions. */
  readonly traces: Traces;
  /** Only when asked for. */
  readonly stages: Readonly<Record<StageName, Float32Array>> | null;
}

/** What a network is made of, as read and checked from its folder. */
export interface NetworkFiles {
  readonly manifest: NetworkManifest;
  readonly weights: ArrayBuffer;
  readonly vocabulary: Vocabulary;
}

/**
 * Puts a network on the current backend.
 * @throws TagweaveError `model-invalid` when weights, vocabulary and configuration do not fit together.
 */
export async function loadNetwork({ manifest, weights, vocabulary }: NetworkFiles): Promise<Network> {
  const config = manifest.network;
  if (vocabulary.tags.length !== config.vocabulary) {
    throw new TagweaveError(
      'model-invalid',
      `The network knows ${config.vocabulary} hashtags, but its vocabulary lists ${vocabulary.tags.length}. Download the model again.`,
    );
  }
  const tensors = decodeNetworkWeights(config, weights);
  try {
    const summaries = await TagSummaries.of(tensors.history);
    const { bias, post } = tensors.classifier;
    const classifier = { bias: await bias.data<'float32'>(), post: await post.data<'float32'>() };
    return new Network(config, tensors, summaries, classifier);
  } catch (error) {
    disposeWeights(tensors);
    throw error;
  }
}

/** The classifier's bias, H, and its weights for p, d×H, as numbers. */
interface ClassifierNumbers {
  readonly bias: Float32Array;
  readonly post: Float32Array;
}

/** §1–§2 and the gate's logits: what depends on photo and caption alone. */
function mine(weights: NetworkWeights, config: NetworkConfig, input: NetworkInput) {
  const V = projectPhoto(weights.projection, input.photo);
  const Q = projectCaption(weights.projection, input.caption);
  const { alpha, weightedWords: Qt } = wordAttention(weights.word, Q);
  const found = coAttention(weights.coattention, V, Qt, config.pooling);
  const logits = weights.gate === null ? null : gateLogits(weights.gate, found.caption, found.photo);
  return {
    ...{ V, Q, alpha, Qt, C: found.affinity, av: found.photoWeights, aq: found.captionWeights },
    ...{ t: found.caption, v: found.photo, gateLogits: logits },
  };
}

const NONE = new Float32Array(0);

/** DESIGN (systems.md §§1–5) for one post at a time. Runs may overlap; none leaves a tensor behind. */
export class Network {
  readonly config: NetworkConfig;
  readonly #weights: NetworkWeights;
  readonly #summaries: TagSummaries;
  readonly #classifier: ClassifierNumbers;
  /** H zeros. */
  readonly #nothing: Float32Array;
  readonly #readsAtOnce = readsAtOnce();

  constructor(config: NetworkConfig, weights: NetworkWeights, summaries: TagSummaries, classifier: ClassifierNumbers) {
    this.config = config;
    this.#weights = weights;
    this.#summaries = summaries;
    this.#classifier = classifier;
    this.#nothing = new Float32Array(config.vocabulary);
  }

  /**
   * Everything the network says about a post.
   * @throws TagweaveError `model-invalid` for matrices of another encoder, `history-invalid` for vectors of another network,
   * `device-lost` when the backend gives numbers that cannot be.
   */
  async run(input: NetworkInput, options: RunOptions = {}): Promise<NetworkOutput> {
    this.#check(input);
    const mined = tidied(() => mine(this.#weights, this.config, input));
    try {
      const shift = await this.#gateShift(mined.gateLogits, options.gate ?? null);
      const steps = options.sequenceLength ?? this.config.sequence.steps;
      const onDevice = options.beam === undefined && !this.#readsAtOnce;
      const fused = tidied(() => fuse(this.config.fusion, mined.t, mined.v, mined.gateLogits, shift));
      const decided = tidied(() =>
        this.#decide(fused, input.history, options.historyStrength ?? 1, onDevice ? steps : null),
      );
      try {
        const { z, decoder, gate, attention, ...rest } = decided;
        const decoded = await this.#decodeHere(z, steps, options.beam);
        const named = {
          ...rest,
          ...{ alpha: mined.alpha, av: mined.av, aq: mined.aq, C: mined.C, V: mined.V, Qt: mined.Qt },
          ...{ ...(gate === null ? {} : { gate }), ...(attention === null ? {} : { attention }) },
          ...(decoder === null ? {} : { P: decoder.probabilities, tags: decoder.tags }),
          ...(options.stages === true ? { Q: mined.Q, t: mined.t, v: mined.v, z } : {}),
        };
        return this.#report(input, await readTogether<string>(named), decoded, options.stages === true);
      } finally {
        disposeAll({ fused, decided });
      }
    } finally {
      disposeAll(mined);
    }
  }

  /**
   * What the heads say about a post of which only its fused vector is left, as the history keeps it: the same numbers as
   * {@link run} gives for photo and caption.
   * @param vector p, d numbers
   * @throws TagweaveError as {@link run}
   */
  async judge(
    vector: Float32Array,
    history: readonly EarlierPost[],
    options: Pick<RunOptions, 'historyStrength' | 'sequenceLength'> = {},
  ): Promise<Judgement> {
    this.#checkVectors([{ vector }, ...history]);
    const steps = options.sequenceLength ?? this.config.sequence.steps;
    const decided = tidied(() =>
      this.#decide(
        this.#fusedAlready(vector),
        ...([history, options.historyStrength ?? 1, this.#readsAtOnce ? null : steps] as const),
      ),
    );
    try {
      const { u, z, parts, decoder } = decided;
      const heads = decoder === null ? {} : { P: decoder.probabilities, tags: decoder.tags };
      const decoded = await this.#decodeHere(z, steps);
      return this.#judgement(await readTogether<string>({ u, parts, ...heads }), decoded).judgement;
    } finally {
      disposeAll(decided);
    }
  }

  /**
   * u and the classifier's logits of a post of which only p is left, without the decoder: a third of the time of {@link judge}.
   * @param said what was said of the same p, with whatever history: only the history's part is made then
   */
  async represent(
    vector: Float32Array,
    history: readonly EarlierPost[],
    said: Contributions | null = null,
  ): Promise<Representation> {
    this.#checkVectors([{ vector }, ...history]);
    const { classifier } = this.#weights;
    const made = tidied(() => {
      const post = tensor2d(vector, [1, this.config.d]);
      const { user, attention } = this.#summary(post, history, 1);
      const part = attention === null ? clone(classifier.nobody) : matMul<Tensor2D>(user, classifier.user);
      return { user, part, ...(said === null ? { own: matMul<Tensor2D>(post, classifier.post) } : {}) };
    });
    try {
      const { user = NONE, part = NONE, own = NONE } = await readTogether<string>(made);
      const { bias } = this.#classifier;
      // Which of p was caption and which photo is no longer known.
      const logits = logitsOf({ ...(said ?? { caption: own, photo: this.#nothing, bias }), history: part });
      if (!logits.every(Number.isFinite)) throw wrongNumbersError();
      return { user, logits };
    } finally {
      disposeAll(made);
    }
  }

  /** Compiles the backend's kernels by running posts of zeros, so that the first real post does not wait for them. */
  async warmUp(): Promise<void> {
    const { photo, caption, d } = this.config;
    const zeros = (rows: number, width: number): EncodedMatrix => ({
      rows,
      width,
      data: new Float32Array(rows * width),
    });
    const earlier = { vector: new Float32Array(d), tags: [0] };
    await this.run({
      photo: zeros(photo.rows, photo.width),
      caption: zeros(12, caption.width),
      history: [earlier, earlier],
    });
    await this.run({ photo: null, caption: null, history: [] });
  }

  /** Frees the weights. Runs that have not come back fail. */
  dispose(): void {
    disposeWeights(this.#weights);
  }

  /** p as the history keeps it; which of it was caption and which photo is no longer known. */
  #fusedAlready(vector: Float32Array): Fused {
    const post = tensor2d(vector, [1, this.config.d]);
    return { caption: post, photo: null, post, gate: null };
  }

  /** §4–§5: history, both heads. `steps` null leaves the decoder on the device out. */
  #decide(fused: Fused, posts: readonly EarlierPost[], strength: number, steps: number | null) {
    const { classifier, sequence } = this.#weights;
    const { user: u, attention } = this.#summary(fused.post, posts, strength);
    const z = concat([fused.post, u], 1);
    return {
      ...{ p: clone(fused.post), u, z, attention, gate: fused.gate === null ? null : clone(fused.gate) },
      parts: logitParts(classifier, fused, attention === null ? null : u),
      decoder: sequence === null || steps === null ? null : decodeGreedy(sequence, z, steps),
    };
  }

  /** §4. @param post p, 1×d */
  #summary(post: Tensor2D, posts: readonly EarlierPost[], strength: number): HistorySummary {
    const { length } = this.config.history;
    const earlier = this.#summaries.tensors(length === 0 ? [] : posts.slice(-length));
    return historySummary(this.#weights.history, post, earlier, strength);
  }

  /** What is decoded step by step: a beam, and a greedy list where reading costs nothing. Null where {@link #decide} decodes, or nothing does. */
  async #decodeHere(z: Tensor2D, steps: number, beam?: number): Promise<Decoded | null> {
    const { sequence } = this.#weights;
    if (sequence === null) return null;
    if (beam !== undefined) return decodeBeam(sequence, z, beam, steps);
    return this.#readsAtOnce ? decodeHere(sequence, z, steps) : null;
  }

  async #gateShift(logits: Tensor | null, wanted: number | null): Promise<number> {
    return wanted === null || logits === null ? 0 : gateShift(await logits.data<'float32'>(), wanted);
  }

  #report(
    input: NetworkInput,
    read: Readonly<Record<string, Float32Array>>,
    decoded: Decoded | null,
    wantsStages: boolean,
  ): NetworkOutput {
    const { d, pooling, fusion } = this.config;
    const get = (name: string): Float32Array => read[name] ?? new Float32Array(0);
    if (![get('alpha'), get('av'), get('aq')].every(addsUpToOne)) throw wrongNumbersError();
    const { judgement, contributions } = this.#judgement(read, decoded);
    const w = fusion === 'weighted' ? get('gate') : null;
    const rest: Omit<NetworkOutput, keyof Judgement> = {
      vector: get('p'),
      gate: w,
      wordAttention: input.caption === null ? null : effectiveShares(get('aq'), get('alpha'), pooling),
      regionAttention: input.photo === null ? null : effectiveShares(get('av'), null, pooling),
      affinity: input.photo === null || input.caption === null ? null : get('C'),
      historyAttention: read['attention'] ?? null,
      contributions,
      traces: new Traces(
        this.config,
        {
          caption: input.caption === null ? null : { rows: get('Qt'), attention: get('aq') },
          photo: input.photo === null ? null : { rows: get('V'), attention: get('av') },
        },
        w,
        this.#classifier.post,
      ),
      stages: wantsStages
        ? {
            ...{ V: get('V'), Q: get('Q'), alpha: get('alpha'), Qt: get('Qt'), C: get('C'), av: get('av') },
            ...{ aq: get('aq'), t: get('t'), v: get('v'), w: w ?? new Float32Array(d).fill(0.5) },
            ...{ p: get('p'), u: get('u'), z: get('z') },
            ...{ logits: judgement.logits, yhat: judgement.probabilities },
          }
        : null,
    };
    return Object.assign(judgement, rest); // not spread: what nobody asks for stays unmade
  }

  /** @param parts {@link logitParts} as read back, an array of its own */
  #contributions(parts: Float32Array): Contributions {
    const { vocabulary } = this.config;
    return {
      caption: parts.subarray(0, vocabulary),
      photo: parts.subarray(vocabulary, 2 * vocabulary),
      history: parts.subarray(2 * vocabulary),
      bias: this.#classifier.bias,
    };
  }

  /** Both heads' numbers from what was read back: `parts`, and `P` with `tags` unless the list was decoded here. */
  #judgement(read: Readonly<Record<string, Float32Array>>, here: Decoded | null) {
    const get = (name: string): Float32Array => read[name] ?? new Float32Array(0);
    const contributions = this.#contributions(get('parts'));
    const logits = logitsOf(contributions);
    if (!logits.every(Number.isFinite)) throw wrongNumbersError();
    const decoded = read['tags'] === undefined ? here : readGreedy(get('P'), get('tags'));
    return { judgement: new Judged(this.config, get('u'), logits, decoded), contributions };
  }

  #check({ photo, caption, history }: NetworkInput): void {
    const wanted = this.config;
    checkMatrix('photo', photo, wanted.photo.width, wanted.photo.rows);
    checkMatrix('caption', caption, wanted.caption.width, null);
    this.#checkVectors(history);
  }

  #checkVectors(posts: readonly { readonly vector: Float32Array }[]): void {
    const { d } = this.config;
    if (posts.some(({ vector }) => vector.length !== d || !vector.every(Number.isFinite))) {
      throw new TagweaveError(
        'history-invalid',
        `A saved post's vector is not the ${d} numbers this network works with; the post has to be encoded again.`,
      );
    }
  }
}

function wrongNumbersError(): TagweaveError {
  return new TagweaveError('device-lost', 'This way of computing gives numbers that cannot be right.', {
    details: { numbers: 'wrong' },
  });
}

function addsUpToOne(weights: Float32Array): boolean {
  return Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-3;
}
