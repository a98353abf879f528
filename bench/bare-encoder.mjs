// node bench/bare-encoder.mjs MODEL_FOLDER FILE [PHOTO…]: runs a photo encoder without anything of ours, until it is ended; a byte is added to
// FILE after each run. With photos: transformers.js from the file to the features, one photo after another, over and over. Without: its
// network alone, by ONNX Runtime on made-up pixels. The other side of bench/batch.mjs.
import { openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { ImageProcessor, RawImage } from '@huggingface/transformers';

const [folder, file, ...photos] = process.argv.slice(2);
// The very runtime that the engine has by way of transformers.js.
const require = createRequire(createRequire(import.meta.url).resolve('@huggingface/transformers'));
const { InferenceSession, Tensor } = require('onnxruntime-node');
const network = readdirSync(folder, { recursive: true }).find((path) => path.endsWith('.onnx'));
// The same session option as the engine's (src/encoders/runtime/token-model.ts): constant weights are dequantised once.
const session = await InferenceSession.create(join(folder, network), {
  extra: { session: { disable_quant_qdq: '1' } },
});
const processor = new ImageProcessor(JSON.parse(readFileSync(join(folder, 'preprocessor_config.json'), 'utf8')));
const made = new Tensor(
  'float32',
  Float32Array.from({ length: 3 * 224 * 224 }, (_, index) => Math.sin(index)),
  [1, 3, 224, 224],
);
const pixels = async (path) => (await processor(await RawImage.read(path))).pixel_values.ort_tensor;
const runs = openSync(file, 'w');
for (let run = 0; ; run += 1) {
  await session.run({ pixel_values: photos.length === 0 ? made : await pixels(photos[run % photos.length]) });
  writeSync(runs, '.');
}
