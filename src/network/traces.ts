import type { NetworkConfig } from '../domain/models/network-manifest.ts';

/** What each row of a post's two matrices adds to one hashtag's logit. */
export interface Trace {
  /** By token, N numbers whose sum is the contribution of the caption; null without a caption. */
  readonly caption: Float32Array | null;
  /** By region, M numbers whose sum is the contribution of the photo; null without a photo. */
  readonly photo: Float32Array | null;
}

/** Rows n×d with their share in the pooled vector Σ a_i x_i. */
export interface PooledRows {
  readonly rows: Float32Array;
  readonly attention: Float32Array;
}

/**
 * The split of a logit's caption and photo parts over tokens and regions. It is exact, as t = Σ a_i q̃_i and v = Σ a_i v_i are linear
 * in their rows (systems.md §2) and p is linear in t and v (§3): W_c((1−w)⊙t) = Σ a_i W_c((1−w)⊙q̃_i). The attentions and w
 * themselves depend on caption and photo together.
 */
export class Traces {
  readonly #config: Pick<NetworkConfig, 'd' | 'vocabulary' | 'pooling' | 'fusion'>;
  readonly #caption: PooledRows | null;
  readonly #photo: PooledRows | null;
  readonly #gate: Float32Array | null;
  readonly #classifier: Float32Array;

  /**
   * @param gate w, d numbers; null without a gate
   * @param classifier the classifier's weights for p, d×H row-major
   */
  constructor(
    config: Pick<NetworkConfig, 'd' | 'vocabulary' | 'pooling' | 'fusion'>,
    { caption, photo }: { readonly caption: PooledRows | null; readonly photo: PooledRows | null },
    gate: Float32Array | null,
    classifier: Float32Array,
  ) {
    this.#config = config;
    this.#caption = caption;
    this.#photo = photo;
    this.#gate = gate;
    this.#classifier = classifier;
  }

  /** @param tag class index */
  of(tag: number): Trace {
    const { d, vocabulary } = this.#config;
    const weights = new Float32Array(d);
    for (let i = 0; i < d; i += 1) weights[i] = this.#classifier[i * vocabulary + tag] ?? 0;
    return {
      caption: this.#caption === null ? null : this.#split(this.#caption, weights, (w) => 1 - w),
      photo: this.#photo === null ? null : this.#split(this.#photo, weights, (w) => w),
    };
  }

  #split({ rows, attention }: PooledRows, weights: Float32Array, side: (w: number) => number): Float32Array {
    const { d, pooling, fusion } = this.#config;
    const extra = pooling === 'attention' ? 0 : 1 / attention.length;
    // Loops, not callbacks: a list of 25 tags asks for 25 × 67 rows of 256 numbers.
    const column = new Float32Array(d);
    for (let i = 0; i < d; i += 1) {
      const part = fusion === 'sum' ? 1 : side(this.#gate?.[i] ?? 0.5);
      column[i] = part * (weights[i] ?? 0);
    }
    const shares = new Float32Array(attention.length);
    for (let row = 0; row < attention.length; row += 1) {
      shares[row] = ((attention[row] ?? 0) + extra) * productOf(rows, row * d, column);
    }
    return shares;
  }
}

/** Σ rows[from + i]·column[i]. Four sums side by side: one would wait for itself at every step, three times as long in all. */
function productOf(rows: Float32Array, from: number, column: Float32Array): number {
  const whole = column.length - (column.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0, at = from; i < whole; i += 4, at += 4) {
    a += (rows[at] ?? 0) * (column[i] ?? 0);
    b += (rows[at + 1] ?? 0) * (column[i + 1] ?? 0);
    c += (rows[at + 2] ?? 0) * (column[i + 2] ?? 0);
    d += (rows[at + 3] ?? 0) * (column[i + 3] ?? 0);
  }
  for (let i = whole; i < column.length; i += 1) a += (rows[from + i] ?? 0) * (column[i] ?? 0);
  return a + b + (c + d);
}
