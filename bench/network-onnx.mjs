// node bench/network-onnx.mjs [threads] [runs]: the network in TensorFlow.js and the same graph in ONNX Runtime Web, in Node, in turn.
import console from 'node:console';
import process from 'node:process';
import { networkGraph } from './lib/network-graph.mjs';
import { mainOf } from './lib/run-in-node.mjs';
import { quantile, ratios } from './lib/rows.mjs';

const [threads = 1, runs = 200] = process.argv.slice(2).map(Number);
const { tensorflow, onnx, steps } = await (await mainOf('network-onnx'))(networkGraph(), threads, runs);
const told = (list) => [0, 0.5, 0.95].map((share) => Number(quantile(list, share).toFixed(2)));
console.log(
  `${runs} runs in turn, ONNX Runtime Web with ${threads} threads; TensorFlow.js' list has ${steps} hashtags`,
);
console.table({
  'TensorFlow.js, whole run, ms': told(tensorflow),
  'ONNX Runtime Web, the graph, ms': told(onnx),
  'TensorFlow.js ÷ ONNX Runtime': told(ratios(tensorflow, onnx)),
});
process.exit(0);
