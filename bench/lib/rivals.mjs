import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph } from './onnx-writer.mjs';

/*
 * What a user would run instead, with random weights: speed depends on shapes alone, and the trained weights cannot be had where this project
 * is built. Weights int8, activations quantised on the way (DynamicQuantizeLinear, MatMulInteger), as the “q8” files that transformers.js
 * runs on WebAssembly. In favour of the rivals: convolutions stay in float32 (faster there than ConvInteger), word tables are cut to 1,000
 * rows (a lookup costs nothing, whatever the table's length), and nothing around the models is counted.
 */

/** Posters' captions have about this many tokens with ours. */
export const CAPTION_TOKENS = 18;
/** "This is a photo of golden hour." with both ends. */
export const PROMPT_TOKENS = 9;
export const PROMPTS_A_RUN = 16;

/** x·W + b, W in int8. @param quantised the input's [values, scale, zero point] */
function linear(graph, [values, scale, zero], from, to) {
  const product = graph.node('MatMulInteger', [values, graph.int8([from, to]), zero, graph.zeroPoint()]);
  const scaled = graph.node('Mul', [
    graph.node('Cast', [product], { to: 1 }),
    graph.node('Mul', [scale, graph.floats([], [1 / 127 / Math.sqrt(from)])]),
  ]);
  return graph.node('Add', [scaled, graph.random([to], 0.01)]);
}
const quantised = (graph, x) => graph.node('DynamicQuantizeLinear', [x], {}, 3);

function norm(graph, x, width) {
  const ones = graph.floats(
    [width],
    Array.from({ length: width }, () => 1),
  );
  return graph.node('LayerNormalization', [x, ones, graph.random([width], 0.01)], {
    axis: -1,
    epsilon: { float: 1e-5 },
  });
}

function attention(graph, x, { batch, tokens, width, heads }) {
  const size = width / heads;
  const input = quantised(graph, x);
  const split = graph.integers([batch, tokens, heads, size]);
  const part = (perm) => {
    const rows = graph.node('Reshape', [linear(graph, input, width, width), split]);
    return graph.node('Transpose', [rows], { perm });
  };
  const [q, k, v] = [part([0, 2, 1, 3]), part([0, 2, 3, 1]), part([0, 2, 1, 3])];
  const scores = graph.node('Mul', [graph.node('MatMul', [q, k]), graph.floats([], [1 / Math.sqrt(size)])]);
  const mixed = graph.node('MatMul', [graph.node('Softmax', [scores], { axis: -1 }), v]);
  const rows = graph.node('Reshape', [
    graph.node('Transpose', [mixed], { perm: [0, 2, 1, 3] }),
    graph.integers([batch, tokens, width]),
  ]);
  return linear(graph, quantised(graph, rows), width, width);
}

/** Gelu, or CLIP's quick form of it, x·σ(1.702x). */
function activation(graph, x, quick) {
  if (!quick) return graph.node('Gelu', [x]);
  const gate = graph.node('Sigmoid', [graph.node('Mul', [x, graph.floats([], [1.702])])]);
  return graph.node('Mul', [x, gate]);
}

/** Twelve layers; BERT normalises after each half, the others before. */
function layers(graph, from, shape, { after = false, quick = false } = {}) {
  const { width } = shape;
  const inner = 4 * width;
  let x = from;
  for (let layer = 0; layer < 12; layer += 1) {
    for (const half of [
      (input) => attention(graph, input, shape),
      (input) => {
        const wide = activation(graph, linear(graph, quantised(graph, input), width, inner), quick);
        return linear(graph, quantised(graph, wide), inner, width);
      },
    ]) {
      const sum = graph.node('Add', [x, half(after ? x : norm(graph, x, width))]);
      x = after ? norm(graph, sum, width) : sum;
    }
  }
  return after ? x : norm(graph, x, width);
}

function vision(patch, quick, projection) {
  const graph = new Graph();
  const [width, side] = [768, 224 / patch];
  const tokens = side * side + 1;
  const pixels = graph.input('pixel_values', 'float32', [1, 3, 224, 224]);
  const filters = graph.random([width, 3, patch, patch], 0.02);
  const map = graph.node('Conv', [pixels, filters], { kernel_shape: [patch, patch], strides: [patch, patch] });
  const rows = graph.node('Transpose', [graph.node('Reshape', [map, graph.integers([1, width, side * side])])], {
    perm: [0, 2, 1],
  });
  const withClass = graph.node('Concat', [graph.random([1, 1, width], 0.02), rows], { axis: 1 });
  const start = graph.node('Add', [withClass, graph.random([1, tokens, width], 0.02)]);
  const shape = { batch: 1, tokens, width, heads: 12 };
  const out = layers(graph, quick ? norm(graph, start, width) : start, shape, { quick });
  if (projection === null) graph.output(out, [1, tokens, width]);
  else {
    const first = graph.node('Gather', [out, graph.integers([0])], { axis: 1 });
    graph.output(linear(graph, quantised(graph, first), width, projection), [1, 1, projection]);
  }
  return graph;
}

function words({ batch, tokens, width, heads, after, quick, projection }) {
  const graph = new Graph();
  const ids = graph.input('input_ids', 'int64', [batch, tokens]);
  const found = graph.node('Gather', [graph.random([1000, width], 0.02), ids], { axis: 0 });
  const sum = graph.node('Add', [found, graph.random([1, tokens, width], 0.02)]);
  const start = after ? norm(graph, sum, width) : sum;
  const out = layers(graph, start, { batch, tokens, width, heads }, { after, quick });
  if (projection === null) graph.output(out, [batch, tokens, width]);
  else {
    const last = graph.node('Gather', [out, graph.integers([tokens - 1])], { axis: 1 });
    graph.output(linear(graph, quantised(graph, last), width, projection), [batch, 1, projection]);
  }
  return graph;
}

/** A product large enough to show what the machine can do: n×n by n×n. */
export const PEAK_SIZE = 768;
function product(inInt8) {
  const graph = new Graph();
  const x = graph.input('x', 'float32', [PEAK_SIZE, PEAK_SIZE]);
  const y = inInt8
    ? linear(graph, quantised(graph, x), PEAK_SIZE, PEAK_SIZE)
    : graph.node('MatMul', [x, graph.random([PEAK_SIZE, PEAK_SIZE], 0.1)]);
  graph.output(y, [PEAK_SIZE, PEAK_SIZE]);
  return graph;
}

/** Writes the models into a folder, once; gives the files' names by the models'. */
export function writeRivals(folder) {
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(
    RIVALS.map(({ name, build }) => {
      const file = join(folder, `${name}.onnx`);
      if (!existsSync(file)) writeFileSync(file, build().bytes());
      return [name, `${name}.onnx`];
    }),
  );
}

/** Name, what it stands for, and how to build it. */
const RIVALS = [
  { name: 'peak-float32', about: 'a product in float32', build: () => product(false) },
  { name: 'peak-int8', about: 'a product in int8', build: () => product(true) },
  { name: 'vit-b16', about: 'ViT-B/16, 224×224, 197 tokens', build: () => vision(16, false, null) },
  {
    name: 'mbert',
    about: `multilingual BERT, ${CAPTION_TOKENS} tokens`,
    build: () =>
      words({ batch: 1, tokens: CAPTION_TOKENS, width: 768, heads: 12, after: true, quick: false, projection: null }),
  },
  { name: 'clip-photo', about: 'CLIP ViT-B/32, photo, 50 tokens', build: () => vision(32, true, 512) },
  {
    name: 'clip-text',
    about: `CLIP ViT-B/32, ${PROMPTS_A_RUN} prompts of ${PROMPT_TOKENS} tokens`,
    build: () =>
      words({
        ...{ batch: PROMPTS_A_RUN, tokens: PROMPT_TOKENS, width: 512, heads: 8, after: false, quick: true },
        projection: 512,
      }),
  },
];
