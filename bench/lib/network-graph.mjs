import { Graph } from './onnx-writer.mjs';

/** Sizes of the shipped network (public/models/design-everyday/manifest.json). */
const SIZES = {
  ...{
    regions: 49,
    photo: 256,
    caption: 384,
    d: 256,
    k: 100,
    vocabulary: 4196,
    gru: 128,
    tag: 64,
    steps: 7,
    words: 18,
  },
};

/**
 * The network of src/network as one ONNX graph with random weights: photo and caption to the classifier's logits and the greedy decoder's
 * probabilities, all steps made. Float32, as TensorFlow.js computes. What it writes is nonsense; what it costs is not.
 * @returns the model file, and how its inputs are called
 */
export function networkGraph({ regions, photo, caption, d, k, vocabulary, gru, tag, steps, words } = SIZES) {
  const graph = new Graph();
  const F = graph.input('photo', 'float32', [regions, photo]);
  const E = graph.input('caption', 'float32', [words, caption]);
  const node = (op, ...inputs) => graph.node(op, inputs);
  const weight = (from, to) => graph.random([from, to], 1 / Math.sqrt(from));
  const dense = (x, from, to) => graph.node('Gemm', [x, weight(from, to), graph.random([to], 0.01)]);
  const across = (x) => graph.node('Softmax', [x], { axis: -1 });
  const turned = (x) => graph.node('Transpose', [x], { perm: [1, 0] });
  const pooled = (weights, rows, count) => {
    const mean = graph.floats(
      [1, count],
      Array.from({ length: count }, () => 1 / count),
    );
    return node('MatMul', node('Add', weights, mean), rows);
  };
  const V = node('Tanh', node('MatMul', F, weight(photo, d)));
  const Q = node('Tanh', dense(E, caption, d));
  const alpha = across(turned(node('MatMul', node('Tanh', dense(Q, d, d)), weight(d, 1))));
  const Qt = node('Mul', Q, turned(node('Mul', alpha, graph.floats([], [words]))));
  const C = node('Tanh', node('MatMul', node('MatMul', Qt, weight(d, d)), turned(V)));
  const [seen, said] = [node('MatMul', V, weight(d, k)), node('MatMul', Qt, weight(d, k))];
  const fromPhoto = node('Tanh', node('Add', seen, node('MatMul', turned(C), said)));
  const fromCaption = node('Tanh', node('Add', said, node('MatMul', C, seen)));
  const v = pooled(across(turned(node('MatMul', fromPhoto, weight(k, 1)))), V, regions);
  const t = pooled(across(turned(node('MatMul', fromCaption, weight(k, 1)))), Qt, words);
  const joined = graph.node('Concat', [t, v], { axis: 1 });
  const w = node('Sigmoid', dense(node('LeakyRelu', dense(joined, 2 * d, d)), d, d));
  const parts = [node('Mul', node('Sub', graph.floats([], [1]), w), t), node('Mul', w, v)];
  graph.output(node('MatMul', graph.node('Concat', parts, { axis: 0 }), weight(d, vocabulary)), [2, vocabulary]);
  const z = graph.node('Concat', [node('Add', ...parts), graph.random([1, d], 0.1)], { axis: 1 });
  // GRU, r and z in one product, and a mask of what was chosen.
  const [both, bothBias] = [weight(tag + gru, 2 * gru), graph.random([2 * gru], 0.01)];
  const [fromX, fromXBias] = [weight(tag, gru), graph.random([gru], 0.01)];
  const [fromH, fromHBias] = [weight(gru, gru), graph.random([gru], 0.01)];
  const [out, outBias, tags] = [
    weight(gru, vocabulary + 1),
    graph.random([vocabulary + 1], 0.01),
    weight(vocabulary + 1, tag),
  ];
  const halves = graph.integers([gru, gru]);
  const [depth, values] = [graph.integers([vocabulary + 1]), graph.floats([2], [0, 2])];
  let h = node('Tanh', dense(z, 2 * d, gru));
  let chosen = graph.integers([vocabulary]);
  let closed = graph.node('OneHot', [chosen, depth, values], { axis: 1 });
  const rows = [];
  for (let step = 0; step < steps; step += 1) {
    const x = graph.node('Gather', [tags, chosen], { axis: 0 });
    const gates = node('Sigmoid', graph.node('Gemm', [graph.node('Concat', [x, h], { axis: 1 }), both, bothBias]));
    const [reset, update] = graph.node('Split', [gates, halves], { axis: 1 }, 2);
    const [ofX, ofH] = [graph.node('Gemm', [x, fromX, fromXBias]), graph.node('Gemm', [h, fromH, fromHBias])];
    const fresh = node('Tanh', node('Add', ofX, node('Mul', reset, ofH)));
    h = node('Add', fresh, node('Mul', update, node('Sub', h, fresh)));
    const likely = across(graph.node('Gemm', [h, out, outBias]));
    rows.push(likely);
    chosen = graph.node('ArgMax', [node('Sub', likely, closed)], { axis: 1, keepdims: 0 });
    closed = node('Add', closed, graph.node('OneHot', [chosen, depth, values], { axis: 1 }));
  }
  graph.output(graph.node('Concat', rows, { axis: 0 }), [steps, vocabulary + 1]);
  return { bytes: graph.bytes(), inputs: { photo: [regions, photo], caption: [words, caption] } };
}
