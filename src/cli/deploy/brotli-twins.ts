import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** What a host would compress on the way. ONNX weights hardly shrink: sending them as they are keeps range requests possible. */
const SHRINKS = /\.(?:html|js|mjs|css|svg|json|wasm|bin|webmanifest|txt)$/u;
const SMALLEST_BYTES = 1024;
const LARGE_BYTES = 2_000_000;
/** A twin that saves less than a tenth is not kept. */
const WORTH = 0.9;

const packed = promisify(brotliCompress);

/**
 * Writes a brotli twin (`name.br`) beside every file of a folder that shrinks by it, for hosts that send it as it is.
 */
export async function writeTwins(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  // All at once: each is packed in a thread of its own.
  await Promise.all(names.filter((name) => SHRINKS.test(name)).map((name) => writeTwin(join(folder, name))));
}

async function writeTwin(path: string): Promise<void> {
  if (!(await stat(path)).isFile()) return;
  const bytes = await readFile(path);
  if (bytes.length < SMALLEST_BYTES) return;
  const smaller = await packed(bytes, {
    params: {
      // 11 takes many seconds for a large file; 9 is within 5 % of it.
      [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE_BYTES ? 9 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  if (smaller.length < WORTH * bytes.length) await writeFile(`${path}.br`, smaller);
}
