// The shipped folder as a browser runs it: transformers.js's own tokenizer and ONNX Runtime Web's WASM, against what Python wrote.
// Run from the repository root after `python -m encoders.caption ids`:
//   node training/encoders/caption/browser_check.mjs [folder of models] [id]
import { existsSync, readFileSync } from 'node:fs';
import { AutoTokenizer, env } from '@huggingface/transformers';
import * as ort from 'onnxruntime-web';

const [root = 'public/models/', id = 'e5-small-100k'] = process.argv.slice(2);
const END = 2;
const texts = new URL('../../.cache/caption-ids.json', import.meta.url);

env.allowRemoteModels = false;
env.localModelPath = root;
ort.env.wasm.numThreads = 1;

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const folder = `${root}${id}/`;
const manifest = json(`${folder}manifest.json`);
const golden = json(`${folder}golden.json`);

let start = performance.now();
const tokenizer = await AutoTokenizer.from_pretrained(id);
console.log(`tokenizer ready in ${(performance.now() - start).toFixed(0)} ms`);

/** transformers.js cuts the end mark off with the rest: put it back, as Python's tokenizer does. */
function idsOf(text) {
  const ids = tokenizer.encode(manifest.prefix + text);
  return ids.length > manifest.maxTokens ? [...ids.slice(0, manifest.maxTokens - 1), END] : ids;
}

const same = (text, ids) => JSON.stringify(idsOf(text)) === JSON.stringify(ids);
const pairs = golden.cases.map((c) => [c.input.text, c.input.ids]);
if (existsSync(texts) && id === 'e5-small-100k') pairs.push(...json(texts));
const different = pairs.filter(([text, ids]) => !same(text, ids));
console.log(`ids: ${pairs.length} texts, ${different.length} different`, different.map(([text]) => text));

start = performance.now();
const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(`${folder}onnx/model_q4.onnx`)), {
  executionProviders: ['wasm'],
});
console.log(`session ready in ${(performance.now() - start).toFixed(0)} ms`);

async function run(ids) {
  const dims = [1, ids.length];
  const feeds = {
    input_ids: new ort.Tensor('int64', BigInt64Array.from(ids.map(BigInt)), dims),
    attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
  };
  return (await session.run(feeds)).last_hidden_state;
}

let worst = 0;
for (const { input, rows, values } of golden.cases) {
  const { data, dims } = await run(input.ids);
  const width = dims[2];
  const mean = new Float64Array(width);
  data.forEach((x, i) => (mean[i % width] += x / rows));
  values.first.forEach((x, i) => (worst = Math.max(worst, Math.abs(x - data[i]))));
  values.mean.forEach((x, i) => (worst = Math.max(worst, Math.abs(x - mean[i]))));
}
console.log(`golden: ${golden.cases.length} cases, worst difference ${worst.toExponential(1)} (allowed ${golden.tolerance})`);

for (const length of [16, 64]) {
  const ids = Array.from({ length }, (_, i) => 5 + i * 7);
  const times = [];
  for (let i = 0; i < 20; i++) {
    start = performance.now();
    await run(ids);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(`${length} ids: median ${times[10].toFixed(1)} ms, least ${times[0].toFixed(1)} ms, one thread`);
}
process.exit(different.length > 0 || worst > golden.tolerance ? 1 : 0);
