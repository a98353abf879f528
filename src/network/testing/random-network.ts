import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import type { NetworkFiles, NetworkInput } from '../network.ts';
import { expectedWeights } from '../tensors/weights.ts';

/** Numbers like those of a normal distribution, the same for the same seed (LCG, sum of four uniform numbers). */
export function randomNumbers(count: number, scale: number, seed: number): Float32Array {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Float32Array.from({ length: count }, () => scale * 1.73 * (uniform() + uniform() + uniform() + uniform()));
}

/** The sizes of the everyday network that ships. */
export const SHIPPED_SIZES = {
  photo: { encoder: 'photo@1', rows: 49, width: 256 },
  caption: { encoder: 'caption@1', width: 384 },
  d: 256,
  k: 100,
  vocabulary: 4196,
  gru: 128,
  tagEmbedding: 64,
} as const;

/** A configuration without weights' specs filled in by {@link randomNetwork}. */
export function configOf(
  choices: Partial<NetworkConfig> &
    Pick<NetworkConfig, 'photo' | 'caption' | 'd' | 'k' | 'vocabulary' | 'gru' | 'tagEmbedding'>,
): NetworkConfig {
  const config: NetworkConfig = {
    fusion: 'weighted',
    pooling: 'attention',
    history: { length: 5 },
    head: 'hybrid',
    sequence: { steps: 7 },
    hybrid: { rule: 'A2', beta: 0.6 },
    weights: { file: 'weights.bin', specs: [] },
    ...choices,
  };
  const specs = [...expectedWeights(config)].map(([name, shape]) => ({
    name,
    shape: [...shape],
    dtype: 'float32' as const,
  }));
  return { ...config, weights: { file: 'weights.bin', specs } };
}

/** A network with random float32 weights of about Glorot's size; also as plain arrays by name. */
export function randomNetwork(
  config: NetworkConfig,
): NetworkFiles & { readonly plain: ReadonlyMap<string, Float32Array> } {
  const plain = new Map(
    config.weights.specs.map(({ name, shape }, n) => {
      const [rows = 1, columns = 0] = shape;
      const scale = shape.length === 1 ? 0.3 : Math.sqrt(2 / (rows + columns));
      return [
        name,
        randomNumbers(
          shape.reduce((a, b) => a * b, 1),
          scale,
          n + 1,
        ),
      ] as const;
    }),
  );
  const all = Float32Array.from([...plain.values()].flatMap((values) => Array.from(values)));
  return {
    plain,
    weights: all.buffer,
    manifest: {
      ...{ schema: 1, kind: 'network', id: 'random', revision: '1', name: 'random', description: '', licence: 'MIT' },
      ...{ source: [], files: [], network: config },
    },
    vocabulary: {
      schema: 1,
      tags: Array.from({ length: config.vocabulary }, (_, n) => ({ key: `tag${n}`, label: `Tag${n}`, count: 1 })),
    },
  };
}

/** A post with random matrices, `words` tokens (null: no caption) and `posts` earlier posts of 8 hashtags each. */
export function randomInput(
  config: NetworkConfig,
  {
    words = 12,
    photo = true,
    posts = 5,
    seed = 99,
  }: { words?: number | null; photo?: boolean; posts?: number; seed?: number } = {},
): NetworkInput {
  const matrix = (rows: number, width: number, salt: number) => ({
    rows,
    width,
    data: randomNumbers(rows * width, 1, seed + salt),
  });
  return {
    photo: photo ? matrix(config.photo.rows, config.photo.width, 1) : null,
    caption: words === null ? null : matrix(words, config.caption.width, 2),
    history: Array.from({ length: posts }, (_, j) => ({
      vector: randomNumbers(config.d, 0.5, seed + 10 + j),
      tags: Array.from({ length: 8 }, (__, n) => (j * 131 + n * 37) % config.vocabulary),
    })),
  };
}
