// Writes a brotli twin beside every file of a built page that shrinks by it, so that the server can send it as it is.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [folder = 'dist'] = process.argv.slice(2);
const SHRINKS = /\.(html|js|mjs|css|svg|json|wasm|onnx|bin|webmanifest|txt)$/;

for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name);
  if (!SHRINKS.test(name) || !statSync(path).isFile()) continue;
  const bytes = readFileSync(path);
  if (bytes.length < 1024) continue;
  // Quality 11 takes minutes for the runtime's 27 MB; 9 is within 5 % of it.
  const quality = bytes.length > 2_000_000 ? 9 : 11;
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  // Quantised weights hardly shrink: sending them as they are keeps range requests possible.
  if (packed.length < 0.9 * bytes.length) writeFileSync(`${path}.br`, packed);
}
