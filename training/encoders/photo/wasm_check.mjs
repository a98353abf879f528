// Runs a shipped photo encoder in onnxruntime-web's WASM under Node: golden differences, load time and time a picture.
// node wasm_check.mjs <folder with node_modules> <model folder>
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, folder] = process.argv.slice(2);
if (!modules || !folder) throw new Error('usage: node wasm_check.mjs <folder with node_modules> <model folder>');
const require = createRequire(join(resolve(modules), 'package.json'));
const ort = await import(pathToFileURL(require.resolve('onnxruntime-web')).href).then((m) => m.default ?? m);
ort.env.wasm.numThreads = 1;

const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8'));
const model = readFileSync(join(folder, manifest.files.find((f) => f.path.endsWith('.onnx')).path));
const { size } = manifest.input;
const { image_mean: mean, image_std: deviation } = JSON.parse(readFileSync(join(folder, 'preprocessor_config.json'), 'utf8'));
const { skip, width } = manifest.dims;

function pattern({ pattern: kind, seed }) {
  const bytes = new Uint8Array(size * size * 3);
  let state = seed >>> 0;
  for (let i = 0; i < bytes.length; i++) {
    const x = Math.floor(i / 3) % size, y = Math.floor(i / 3 / size), channel = i % 3;
    if (kind === 'gradient') bytes[i] = channel === 0 ? x : channel === 1 ? y : (x + y) >> 1;
    else if (kind === 'checker') bytes[i] = ((x >> 4) + (y >> 4)) % 2 ? 255 : 0;
    else { state = (Math.imul(1664525, state) + 1013904223) >>> 0; bytes[i] = state >>> 24; }
  }
  return bytes;
}
function pixels(bytes) {
  const out = new Float32Array(bytes.length), plane = size * size;
  for (let i = 0; i < bytes.length; i++) out[(i % 3) * plane + Math.floor(i / 3)] = (bytes[i] / 255 - mean[i % 3]) / deviation[i % 3];
  return new ort.Tensor('float32', out, [1, 3, size, size]);
}
const median = (xs) => xs.sort((a, b) => a - b)[xs.length >> 1];

for (const fold of [true, false]) {
  const extra = fold ? { extra: { session: { disable_quant_qdq: '1' } } } : {};
  const before = performance.now();
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'], ...extra });
  const loadMs = performance.now() - before;
  let worst = 0, worstSum = 0;
  for (const { input, rows, values } of golden.cases) {
    const data = (await session.run({ pixel_values: pixels(pattern(input)) })).last_hidden_state.data.subarray(skip * width);
    if (data.length !== rows * width) throw new Error(`${data.length} numbers instead of ${rows}×${width}`);
    const mean = new Float64Array(width);
    let sum = 0;
    data.forEach((v, i) => { mean[i % width] += v / rows; sum += v; });
    values.first.forEach((v, i) => { worst = Math.max(worst, Math.abs(v - data[i])); });
    values.mean.forEach((v, i) => { worst = Math.max(worst, Math.abs(v - mean[i])); });
    worstSum = Math.max(worstSum, Math.abs(sum - values.sum));
  }
  const times = [];
  const picture = { pixel_values: pixels(pattern({ pattern: 'noise', seed: 7 })) };
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    await session.run(picture);
    times.push(performance.now() - start);
  }
  console.log(JSON.stringify({ model: manifest.id, fold, loadMs: Math.round(loadMs), runMs: +median(times).toFixed(1), worst, worstSum }));
}
