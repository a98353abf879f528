import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import type { NetworkInput } from '../network.ts';

type Rows = number[][];

/**
 * The equations of systems.md once more, in plain numbers and loops, written from docs/formats.md and not from src/network: an independent
 * opinion for tests. Slow; small sizes only.
 */
export class PlainNetwork {
  readonly #config: NetworkConfig;
  readonly #weights: ReadonlyMap<string, Float32Array>;

  constructor(config: NetworkConfig, weights: ReadonlyMap<string, Float32Array>) {
    this.#config = config;
    this.#weights = weights;
  }

  /** Everything up to the logits; `shift` moves the gate's logits. */
  stages({ photo, caption, history }: NetworkInput, shift = 0) {
    const { fusion, pooling } = this.#config;
    const F = photo === null ? this.#matrix('photo.absent') : rowsOf(photo.data, photo.width);
    const E = caption === null ? this.#matrix('caption.absent') : rowsOf(caption.data, caption.width);
    const V = map(product(F, this.#matrix('photo.project')), Math.tanh);
    const Q = map(plus(product(E, this.#matrix('caption.project')), this.#vector('caption.bias')), Math.tanh);
    const alpha = softmax(this.#additive(Q, 'word.weight', 'word.bias', 'word.query'));
    const Qt = Q.map((q, i) => q.map((x) => x * Q.length * at(alpha, i)));
    const C = map(product(product(Qt, this.#matrix('coattention.affinity')), transposed(V)), Math.tanh);
    const seen = product(V, this.#matrix('coattention.photo'));
    const said = product(Qt, this.#matrix('coattention.caption'));
    const Hv = map(sum(seen, product(transposed(C), said)), Math.tanh);
    const Hq = map(sum(said, product(C, seen)), Math.tanh);
    const av = softmax(Hv.map((row) => dot(row, this.#vector('coattention.photoScore'))));
    const aq = softmax(Hq.map((row) => dot(row, this.#vector('coattention.captionScore'))));
    const extra = pooling === 'attention' ? 0 : 1;
    const v = weighted(
      av.map((a) => a + extra / av.length),
      V,
    );
    const t = weighted(
      aq.map((a) => a + extra / aq.length),
      Qt,
    );
    const w = fusion === 'weighted' ? this.#gate(t, v, shift) : t.map(() => 0.5);
    const p = t.map((x, i) => (fusion === 'sum' ? x + at(v, i) : (1 - at(w, i)) * x + at(w, i) * at(v, i)));
    const u = this.#user(p, history);
    const z = [...p, ...u];
    const logits = at(plus(product([z], this.#matrix('classifier.weight')), this.#vector('classifier.bias')), 0);
    return { V, Q, alpha, Qt, C, av, aq, t, v, w, p, u, z, logits };
  }

  #gate(t: number[], v: number[], shift: number): number[] {
    const scaled = (x: number[], n: number) =>
      x.map(
        (value, i) => value * at(this.#vector(`gate.norm${n}.scale`), i) + at(this.#vector(`gate.norm${n}.shift`), i),
      );
    const layer = (x: number[], n: number) =>
      at(plus(product([x], this.#matrix(`gate.dense${n}.weight`)), this.#vector(`gate.dense${n}.bias`)), 0);
    const o = layer(scaled([...t, ...v], 1), 1).map((x) => (x > 0 ? x : 0.3 * x));
    return layer(scaled(o, 2), 2).map((x) => sigmoid(x + shift));
  }

  #user(p: number[], history: NetworkInput['history']): number[] {
    const counted = history.slice(Math.max(0, history.length - this.#config.history.length));
    if (counted.length === 0) return this.#vector('history.none');
    const embeddings = this.#matrix('history.tags');
    const s = counted.map(({ vector, tags }) => {
      const x = tags.map((tag) => at(embeddings, tag));
      const g =
        x.length === 0
          ? p.map(() => 0)
          : weighted(softmax(this.#additive(x, 'history.tagWeight', 'history.tagBias', 'history.tagQuery')), x);
      return [...Array.from(vector, (value, i) => value * at(p, i)), ...g];
    });
    const b = at(this.#vector('history.scoreBias'), 0);
    const a = softmax(s.map((row) => Math.tanh(dot(row, this.#vector('history.score')) + b)));
    return at(plus(product([weighted(a, s)], this.#matrix('history.project')), this.#vector('history.bias')), 0);
  }

  /** h_0 of the decoder. */
  start(z: number[]): number[] {
    return at(
      map(plus(product([z], this.#matrix('sequence.init.weight')), this.#vector('sequence.init.bias')), Math.tanh),
      0,
    );
  }

  /** One step: the previous hashtag (H = START) and h → h', P_n (H+1). */
  step(previous: number, h: number[]): { h: number[]; P: number[] } {
    const G = this.#config.gru;
    const x = at(this.#matrix('sequence.tags'), previous);
    const i = at(plus(product([x], this.#matrix('sequence.gru.input')), this.#vector('sequence.gru.inputBias')), 0);
    const o = at(plus(product([h], this.#matrix('sequence.gru.hidden')), this.#vector('sequence.gru.hiddenBias')), 0);
    const next = h.map((old, n) => {
      const r = sigmoid(at(i, n) + at(o, n));
      const z = sigmoid(at(i, G + n) + at(o, G + n));
      const fresh = Math.tanh(at(i, 2 * G + n) + r * at(o, 2 * G + n));
      return (1 - z) * fresh + z * old;
    });
    const scores = plus(product([next], this.#matrix('sequence.output.weight')), this.#vector('sequence.output.bias'));
    return { h: next, P: softmax(at(scores, 0)) };
  }

  /** Greedy decoding as docs/formats.md words it. */
  greedy(z: number[], steps: number): { tags: number[]; q: number[] } {
    const H = this.#config.vocabulary;
    const q = new Array<number>(H).fill(0);
    const tags: number[] = [];
    let h = this.start(z);
    for (let n = 0; n < steps; n += 1) {
      const step = this.step(tags.at(-1) ?? H, h);
      h = step.h;
      for (let tag = 0; tag < H; tag += 1) q[tag] = Math.max(at(q, tag), at(step.P, tag));
      let best = -1;
      for (let tag = 0; tag < H; tag += 1) {
        if (!tags.includes(tag) && (best < 0 || at(step.P, tag) > at(step.P, best))) best = tag;
      }
      if (n > 0 && at(step.P, H) > at(step.P, best)) break;
      tags.push(best);
    }
    return { tags, q };
  }

  #additive(x: Rows, weight: string, bias: string, query: string): number[] {
    const hidden = map(plus(product(x, this.#matrix(weight)), this.#vector(bias)), Math.tanh);
    return hidden.map((row) => dot(row, this.#vector(query)));
  }

  #vector(name: string): number[] {
    return Array.from(this.#weights.get(name) ?? []);
  }

  #matrix(name: string): Rows {
    const shape = this.#config.weights.specs.find((spec) => spec.name === name)?.shape ?? [];
    return rowsOf(this.#weights.get(name) ?? new Float32Array(0), shape[1] ?? 1);
  }
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`nothing at ${index}`);
  return value;
}
function rowsOf(values: Float32Array, width: number): Rows {
  return Array.from({ length: values.length / width }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  );
}
function dot(a: number[], b: number[]): number {
  return a.reduce((total, x, i) => total + x * at(b, i), 0);
}
function transposed(x: Rows): Rows {
  return at(x, 0).map((_, i) => x.map((row) => at(row, i)));
}
function product(x: Rows, y: Rows): Rows {
  const columns = transposed(y);
  return x.map((row) => columns.map((column) => dot(row, column)));
}
function plus(x: Rows, bias: number[]): Rows {
  return x.map((row) => row.map((value, i) => value + at(bias, i)));
}
function sum(x: Rows, y: Rows): Rows {
  return x.map((row, n) => row.map((value, i) => value + at(at(y, n), i)));
}
function map(x: Rows, f: (value: number) => number): Rows {
  return x.map((row) => row.map(f));
}
function softmax(x: number[]): number[] {
  const highest = Math.max(...x);
  const raised = x.map((value) => Math.exp(value - highest));
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / total);
}
function weighted(weights: number[], rows: Rows): number[] {
  return at(rows, 0).map((_, i) => rows.reduce((total, row, n) => total + at(weights, n) * at(row, i), 0));
}
function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
