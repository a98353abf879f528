import { TagweaveError } from '../domain/errors/errors.ts';
import type { NetworkConfig, Vocabulary, WeightSpec } from '../domain/models/network-manifest.ts';
import { halfOf } from './tensors/float16.ts';
import type { GateNumbers } from './training/gate-training.ts';
import type { HeadWeights } from './training/head-training.ts';
import type { NetworkFiles } from './network.ts';

/** A network whose body is another's and whose hashtags are not: configuration and weights (docs/formats.md). */
export interface TagHeadNetwork {
  readonly config: NetworkConfig;
  readonly weights: Uint8Array<ArrayBuffer>;
}

const STORED_BYTES = { float32: 4, float16: 2, uint8: 1 } as const;

function sizeOf({ shape }: WeightSpec): number {
  return shape.reduce((product, n) => product * n, 1);
}

function bytesOf(spec: WeightSpec): number {
  return sizeOf(spec) * STORED_BYTES[spec.quantization?.dtype ?? 'float32'];
}

/** Where a tensor lies in the file. */
function placeOf(config: NetworkConfig, name: string): { readonly spec: WeightSpec; readonly offset: number } {
  let offset = 0;
  for (const spec of config.weights.specs) {
    if (spec.name === name) return { spec, offset };
    offset += bytesOf(spec);
  }
  throw new TagweaveError(
    'model-invalid',
    `The network's weights lack the tensor “${name}”. Download the model again.`,
  );
}

/** A tensor of a weights file as float32, whatever it is stored as. */
function weightNumbers(config: NetworkConfig, file: ArrayBuffer, name: string): Float32Array {
  const { spec, offset } = placeOf(config, name);
  const view = new DataView(file, offset, bytesOf(spec));
  const { quantization } = spec;
  const read = (i: number): number => {
    if (quantization === undefined) return view.getFloat32(4 * i, true);
    if (quantization.dtype === 'float16') return halfOf(view.getUint16(2 * i, true));
    return view.getUint8(i) * quantization.scale + quantization.min;
  };
  return Float32Array.from({ length: sizeOf(spec) }, (_, i) => read(i));
}

/**
 * Where training of a head for these hashtags begins: the base's own column of a hashtag that it knows; of any other nothing but how
 * often it is used, as log-odds.
 * @param shares of posts that carry each hashtag, 0…1
 */
export function startingHead(base: NetworkFiles, tags: Vocabulary['tags'], shares: readonly number[]): HeadWeights {
  const { network: config } = base.manifest;
  const [width, columns, known] = [2 * config.d, tags.length, config.vocabulary];
  const classOf = classesOf(base.vocabulary);
  const all = weightNumbers(config, base.weights, 'classifier.weight');
  const biases = weightNumbers(config, base.weights, 'classifier.bias');
  const weights = new Float32Array(width * columns);
  const bias = Float32Array.from(tags, ({ key }, column) => {
    const from = classOf(key);
    if (from === null) return logOdds(shares[column] ?? 0);
    for (let row = 0; row < width; row += 1) weights[row * columns + column] = all[row * known + from] ?? 0;
    return biases[from] ?? 0;
  });
  return { width, columns, weights, bias };
}

/** A head that knows nothing but how often each hashtag is used: where all fusions of a comparison begin. */
export function freshHead(d: number, shares: readonly number[]): HeadWeights {
  const columns = shares.length;
  return {
    ...{ width: 2 * d, columns, weights: new Float32Array(2 * d * columns) },
    bias: Float32Array.from(shares, logOdds),
  };
}

function logOdds(share: number): number {
  const p = Math.min(0.99, Math.max(1e-4, share));
  return Math.log(p / (1 - p));
}

function classesOf(vocabulary: Vocabulary): (key: string) => number | null {
  const classes = new Map(
    vocabulary.tags.flatMap(({ key, also = [] }, index) => [key, ...also].map((one) => [one, index] as const)),
  );
  return (key) => classes.get(key) ?? null;
}

/** How t and v become p, where that is not as in the base. */
export interface OwnFusion {
  readonly fusion: NetworkConfig['fusion'];
  /** Of `weighted`. */
  readonly gate: GateNumbers | null;
}

/** Names and shapes of the gate's tensors (docs/formats.md). */
function gateTensors(d: number, gate: GateNumbers): (readonly [string, readonly number[], Float32Array])[] {
  return [
    ['gate.norm1.scale', [2 * d], gate.scale1],
    ['gate.norm1.shift', [2 * d], gate.shift1],
    ['gate.dense1.weight', [2 * d, d], gate.dense1],
    ['gate.dense1.bias', [d], gate.bias1],
    ['gate.norm2.scale', [d], gate.scale2],
    ['gate.norm2.shift', [d], gate.shift2],
    ['gate.dense2.weight', [d, d], gate.dense2],
    ['gate.dense2.bias', [d], gate.bias2],
  ];
}

/** The gate of a network as numbers; null without one. */
export function gateOf(files: Pick<NetworkFiles, 'manifest' | 'weights'>): GateNumbers | null {
  const { network } = files.manifest;
  if (network.fusion !== 'weighted') return null;
  const of = (name: string): Float32Array => weightNumbers(network, files.weights, `gate.${name}`);
  return {
    ...{ scale1: of('norm1.scale'), shift1: of('norm1.shift'), dense1: of('dense1.weight'), bias1: of('dense1.bias') },
    ...{ scale2: of('norm2.scale'), shift2: of('norm2.shift'), dense2: of('dense2.weight'), bias2: of('dense2.bias') },
  };
}

/**
 * The base's body with this head, and with a fusion of its own where one is given. What earlier posts say (u, systems.md §4) needs an embedding of each hashtag: the base's own, and of
 * one that it does not know the mean of all, which says nothing in particular.
 */
export function withTagHead(
  base: NetworkFiles,
  tags: Vocabulary['tags'],
  head: HeadWeights,
  own: OwnFusion | null = null,
): TagHeadNetwork {
  const { network: config } = base.manifest;
  const replaced =
    own === null
      ? /^(?:sequence\.|classifier\.|history\.tags$)/u
      : /^(?:sequence\.|classifier\.|history\.tags$|gate\.)/u;
  const kept = config.weights.specs.filter(({ name }) => !replaced.test(name));
  const gate = own?.gate ?? null;
  const fresh: readonly (readonly [string, readonly number[], Float32Array])[] = [
    ['history.tags', [tags.length, config.d], embeddingsOf(base, tags)],
    ['classifier.weight', [head.width, head.columns], head.weights],
    ['classifier.bias', [head.columns], head.bias],
    ...(gate === null ? [] : gateTensors(config.d, gate)),
  ];
  const pieces = [
    ...kept.map((spec) => {
      const { offset } = placeOf(config, spec.name);
      return new Uint8Array(base.weights, offset, bytesOf(spec));
    }),
    ...fresh.map(([, , numbers]) => littleEndian(numbers)),
  ];
  const weights = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    weights.set(piece, offset);
    offset += piece.length;
  }
  const { photo, caption, d, k, gru, tagEmbedding, pooling, history, sequence, hybrid } = config;
  const fusion = own?.fusion ?? config.fusion;
  return {
    config: {
      // Without the base's ranking model and table of related hashtags: they are of its own hashtags.
      ...{ photo, caption, d, k, gru, tagEmbedding, fusion, pooling, history, sequence, hybrid },
      ...{ vocabulary: tags.length, head: 'classification' },
      weights: {
        file: 'weights.bin',
        specs: [...kept, ...fresh.map(([name, shape]) => ({ name, shape: [...shape], dtype: 'float32' as const }))],
      },
    },
    weights,
  };
}

function embeddingsOf(
  { manifest: { network }, weights, vocabulary }: NetworkFiles,
  tags: Vocabulary['tags'],
): Float32Array {
  const { d } = network;
  const all = weightNumbers(network, weights, 'history.tags');
  const mean = new Float32Array(d);
  all.forEach((value, i) => {
    mean[i % d] = (mean[i % d] ?? 0) + value / network.vocabulary;
  });
  const classOf = classesOf(vocabulary);
  const rows = new Float32Array(tags.length * d);
  tags.forEach(({ key }, row) => {
    const from = classOf(key);
    rows.set(from === null ? mean : all.subarray(from * d, (from + 1) * d), row * d);
  });
  return rows;
}

function littleEndian(numbers: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}
