// node bench/bare-encoder.mjs MODEL FILE: runs a photo encoder's network by ONNX Runtime alone on made-up pixels, until it is ended; a byte
// is added to FILE after each run. The other side of bench/batch.mjs.
import { openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

const [model, file] = process.argv.slice(2);
// The very runtime that the engine has by way of transformers.js.
const require = createRequire(createRequire(import.meta.url).resolve('@huggingface/transformers'));
const { InferenceSession, Tensor } = require('onnxruntime-node');
// The same session option as the engine's (src/encoders/token-model.ts): constant weights are dequantised once.
const session = await InferenceSession.create(model, { extra: { session: { disable_quant_qdq: '1' } } });
const pixels = Float32Array.from({ length: 3 * 224 * 224 }, (_, index) => Math.sin(index));
const runs = openSync(file, 'w');
for (;;) {
  await session.run({ pixel_values: new Tensor('float32', pixels, [1, 3, 224, 224]) });
  writeSync(runs, '.');
}
