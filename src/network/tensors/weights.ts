import { add, concat, io, matMul, reshape, slice } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { NetworkConfig, WeightSpec } from '../../domain/models/network-manifest.ts';
import { disposeAll, tidied } from './tensors.ts';

/** §1: F → V and E → Q, with the learned rows that stand in for a missing photo or caption. */
export interface ProjectionWeights {
  /** W_I, D×d. */
  readonly photo: Tensor2D;
  /** NO-IMAGE, 1×D. */
  readonly photoAbsent: Tensor2D;
  /** W_Q, D_t×d. */
  readonly caption: Tensor2D;
  /** b, d. */
  readonly captionBias: Tensor1D;
  /** NO-TEXT, 1×D_t. */
  readonly captionAbsent: Tensor2D;
}

/** §2 and §4: additive attention e = uᵀ·tanh(W x + b). */
export interface AdditiveAttentionWeights {
  /** W, d×d. */
  readonly weight: Tensor2D;
  /** b, d. */
  readonly bias: Tensor1D;
  /** u as a column, d×1. */
  readonly query: Tensor2D;
}

/** §2: parallel co-attention. */
export interface CoAttentionWeights {
  /** W_b, d×d. */
  readonly affinity: Tensor2D;
  /** W_v, d×k. */
  readonly photo: Tensor2D;
  /** W_q, d×k. */
  readonly caption: Tensor2D;
  /** w_hv as a column, k×1. */
  readonly photoScore: Tensor2D;
  /** w_hq as a column, k×1. */
  readonly captionScore: Tensor2D;
}

/** §3: the gate, with batch normalisation folded to scale and shift. */
export interface GateWeights {
  /** 2d. */
  readonly scale1: Tensor1D;
  readonly shift1: Tensor1D;
  /** Dense_1, 2d×d and d. */
  readonly dense1: Tensor2D;
  readonly bias1: Tensor1D;
  /** d. */
  readonly scale2: Tensor1D;
  readonly shift2: Tensor1D;
  /** Dense_2, d×d and d. */
  readonly dense2: Tensor2D;
  readonly bias2: Tensor1D;
}

/** §4: earlier posts. */
export interface HistoryWeights {
  /** Hashtag embeddings, H×d. */
  readonly tags: Tensor2D;
  /** Attention over an earlier post's hashtags. */
  readonly tagAttention: AdditiveAttentionWeights;
  /** w as a column, 2d×1, and b, 1. */
  readonly score: Tensor2D;
  readonly scoreBias: Tensor1D;
  /** W_u, 2d×d, and b_u, d. */
  readonly project: Tensor2D;
  readonly bias: Tensor1D;
  /** u_0, 1×d. */
  readonly none: Tensor2D;
}

/** §5: W_c in the halves that meet p and u, each d×H, and b_c, H. */
export interface ClassifierWeights {
  readonly post: Tensor2D;
  readonly user: Tensor2D;
  readonly bias: Tensor1D;
  /** u_0 · W_c of u, 1×H: what the history says of a post without earlier ones, the same every time. */
  readonly nobody: Tensor2D;
}

/**
 * §5: the decoder. The GRU's gates r and z see x and h only through sums, so their matrices are stacked once: [x;h]·W_rz + b_rz.
 */
export interface SequenceWeights {
  /** W_h, 2d×G, and b_h, G. */
  readonly start: Tensor2D;
  readonly startBias: Tensor1D;
  /** E, (H+1)×T; row H = START. */
  readonly tags: Tensor2D;
  /** W_rz, (T+G)×2G, and b_rz = b_i + b_h, 2G. */
  readonly resetUpdate: Tensor2D;
  readonly resetUpdateBias: Tensor1D;
  /** W_in, T×G, and b_in, G. */
  readonly newInput: Tensor2D;
  readonly newInputBias: Tensor1D;
  /** W_hn, G×G, and b_hn, G. */
  readonly newHidden: Tensor2D;
  readonly newHiddenBias: Tensor1D;
  /** G×(H+1) and H+1; column H = END. */
  readonly output: Tensor2D;
  readonly outputBias: Tensor1D;
}

/** All weights of a network, on the chosen backend, in the form in which the equations use them. */
export interface NetworkWeights {
  readonly projection: ProjectionWeights;
  readonly word: AdditiveAttentionWeights;
  readonly coattention: CoAttentionWeights;
  /** null for `sum` and `mean`. */
  readonly gate: GateWeights | null;
  readonly history: HistoryWeights;
  readonly classifier: ClassifierWeights;
  /** null for a network that has the classification head only. */
  readonly sequence: SequenceWeights | null;
}

/** Names and shapes a network of this configuration must have (docs/formats.md, table of weight names). */
export function expectedWeights(config: NetworkConfig): ReadonlyMap<string, readonly number[]> {
  const { d, k, vocabulary: h, gru: g, tagEmbedding: t } = config;
  const shapes: [string, readonly number[]][] = [
    ['photo.project', [config.photo.width, d]],
    ['photo.absent', [1, config.photo.width]],
    ['caption.project', [config.caption.width, d]],
    ['caption.bias', [d]],
    ['caption.absent', [1, config.caption.width]],
    ['word.weight', [d, d]],
    ['word.bias', [d]],
    ['word.query', [d]],
    ['coattention.affinity', [d, d]],
    ['coattention.photo', [d, k]],
    ['coattention.caption', [d, k]],
    ['coattention.photoScore', [k]],
    ['coattention.captionScore', [k]],
    ['history.tags', [h, d]],
    ['history.tagWeight', [d, d]],
    ['history.tagBias', [d]],
    ['history.tagQuery', [d]],
    ['history.score', [2 * d]],
    ['history.scoreBias', [1]],
    ['history.project', [2 * d, d]],
    ['history.bias', [d]],
    ['history.none', [d]],
    ['classifier.weight', [2 * d, h]],
    ['classifier.bias', [h]],
  ];
  if (config.fusion === 'weighted') {
    shapes.push(
      ['gate.norm1.scale', [2 * d]],
      ['gate.norm1.shift', [2 * d]],
      ['gate.dense1.weight', [2 * d, d]],
      ['gate.dense1.bias', [d]],
      ['gate.norm2.scale', [d]],
      ['gate.norm2.shift', [d]],
      ['gate.dense2.weight', [d, d]],
      ['gate.dense2.bias', [d]],
    );
  }
  if (hasSequence(config)) {
    shapes.push(
      ['sequence.init.weight', [2 * d, g]],
      ['sequence.init.bias', [g]],
      ['sequence.tags', [h + 1, t]],
      ['sequence.gru.input', [t, 3 * g]],
      ['sequence.gru.inputBias', [3 * g]],
      ['sequence.gru.hidden', [g, 3 * g]],
      ['sequence.gru.hiddenBias', [3 * g]],
      ['sequence.output.weight', [g, h + 1]],
      ['sequence.output.bias', [h + 1]],
    );
  }
  return new Map(shapes);
}

/** A network with the classification head alone may leave the decoder out. */
function hasSequence(config: NetworkConfig): boolean {
  return config.head !== 'classification' || config.weights.specs.some(({ name }) => name.startsWith('sequence.'));
}

function invalid(message: string, tensor?: string): TagweaveError {
  return new TagweaveError('model-invalid', `${message} Download the model again or choose another one.`, {
    details: tensor === undefined ? {} : { tensor },
  });
}

/** Bytes of one number in the file. */
const STORED_BYTES = { float32: 4, float16: 2, uint8: 1 } as const;

function storedBytes(spec: WeightSpec): number {
  return spec.shape.reduce((product, n) => product * n, 1) * STORED_BYTES[spec.quantization?.dtype ?? 'float32'];
}

/**
 * Compares the manifest's tensors with what the configuration asks for, and their bytes with the file's.
 * @throws TagweaveError `model-invalid` that names the tensor (`details.tensor`).
 */
export function checkWeights(config: NetworkConfig, fileBytes: number): void {
  const expected = expectedWeights(config);
  const seen = new Set<string>();
  for (const { name, shape } of config.weights.specs) {
    const wanted = expected.get(name);
    if (wanted === undefined)
      throw invalid(`The network's weights have a tensor “${name}” that it has no use for.`, name);
    if (seen.has(name)) throw invalid(`The network's weights name the tensor “${name}” twice.`, name);
    if (shape.join('×') !== wanted.join('×')) {
      throw invalid(`The network's tensor “${name}” is ${shape.join('×')} instead of ${wanted.join('×')}.`, name);
    }
    seen.add(name);
  }
  for (const name of expected.keys()) {
    if (!seen.has(name)) throw invalid(`The network's weights lack the tensor “${name}”.`, name);
  }
  const bytes = config.weights.specs.reduce((sum, spec) => sum + storedBytes(spec), 0);
  if (bytes !== fileBytes) {
    throw invalid(`The network's weights file has ${fileBytes} bytes instead of ${bytes}.`);
  }
}

/**
 * Decodes `weights.bin` (float32, float16 or quantised bytes, little-endian, in the order of the specs) onto the current backend.
 * @throws TagweaveError `model-invalid` when names, shapes or bytes do not fit the configuration.
 */
export function decodeNetworkWeights(config: NetworkConfig, data: ArrayBuffer): NetworkWeights {
  checkWeights(config, data.byteLength);
  const specs = config.weights.specs.map(({ name, shape, dtype, quantization }) => ({
    name,
    shape: [...shape],
    dtype,
    ...(quantization === undefined ? {} : { quantization }),
  }));
  // tidy: what is only an intermediate of the arrangement below goes away again.
  return tidied(() => arrange(config, io.decodeWeights(data, specs)));
}

function arrange(config: NetworkConfig, tensors: Readonly<Record<string, Tensor>>): NetworkWeights {
  const { d, gru: g } = config;
  const take = (name: string): Tensor => {
    const tensor = tensors[name];
    if (tensor === undefined) throw invalid(`The network's weights lack the tensor “${name}”.`, name);
    return tensor;
  };
  const vector = (name: string): Tensor1D => take(name) as Tensor1D;
  const matrix = (name: string): Tensor2D => take(name) as Tensor2D;
  const column = (name: string): Tensor2D => reshape(take(name), [-1, 1]);
  const columns = (x: Tensor2D, from: number, count: number): Tensor2D => slice(x, [0, from], [-1, count]);
  const part = (x: Tensor1D, from: number, count: number): Tensor1D => slice(x, [from], [count]);

  const gate = () => ({
    scale1: vector('gate.norm1.scale'),
    shift1: vector('gate.norm1.shift'),
    dense1: matrix('gate.dense1.weight'),
    bias1: vector('gate.dense1.bias'),
    scale2: vector('gate.norm2.scale'),
    shift2: vector('gate.norm2.shift'),
    dense2: matrix('gate.dense2.weight'),
    bias2: vector('gate.dense2.bias'),
  });
  const sequence = () => {
    const input = matrix('sequence.gru.input');
    const hidden = matrix('sequence.gru.hidden');
    const inputBias = vector('sequence.gru.inputBias');
    const hiddenBias = vector('sequence.gru.hiddenBias');
    return {
      start: matrix('sequence.init.weight'),
      startBias: vector('sequence.init.bias'),
      tags: matrix('sequence.tags'),
      resetUpdate: concat([columns(input, 0, 2 * g), columns(hidden, 0, 2 * g)], 0),
      resetUpdateBias: add<Tensor1D>(part(inputBias, 0, 2 * g), part(hiddenBias, 0, 2 * g)),
      newInput: columns(input, 2 * g, g),
      newInputBias: part(inputBias, 2 * g, g),
      newHidden: columns(hidden, 2 * g, g),
      newHiddenBias: part(hiddenBias, 2 * g, g),
      output: matrix('sequence.output.weight'),
      outputBias: vector('sequence.output.bias'),
    };
  };
  const classifier = matrix('classifier.weight');
  const ofUser = slice(classifier, [d, 0], [d, -1]);
  const none: Tensor2D = reshape(take('history.none'), [1, d]);
  return {
    projection: {
      photo: matrix('photo.project'),
      photoAbsent: matrix('photo.absent'),
      caption: matrix('caption.project'),
      captionBias: vector('caption.bias'),
      captionAbsent: matrix('caption.absent'),
    },
    word: { weight: matrix('word.weight'), bias: vector('word.bias'), query: column('word.query') },
    coattention: {
      affinity: matrix('coattention.affinity'),
      photo: matrix('coattention.photo'),
      caption: matrix('coattention.caption'),
      photoScore: column('coattention.photoScore'),
      captionScore: column('coattention.captionScore'),
    },
    gate: config.fusion === 'weighted' ? gate() : null,
    history: {
      tags: matrix('history.tags'),
      tagAttention: {
        weight: matrix('history.tagWeight'),
        bias: vector('history.tagBias'),
        query: column('history.tagQuery'),
      },
      score: column('history.score'),
      scoreBias: vector('history.scoreBias'),
      project: matrix('history.project'),
      bias: vector('history.bias'),
      none,
    },
    classifier: {
      post: slice(classifier, [0, 0], [d, -1]),
      user: ofUser,
      bias: vector('classifier.bias'),
      nobody: matMul(none, ofUser),
    },
    sequence: hasSequence(config) ? sequence() : null,
  };
}

/** Frees every tensor of the weights. */
export function disposeWeights(weights: NetworkWeights): void {
  disposeAll(weights);
}
