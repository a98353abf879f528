import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { sharedAddress } from './engine-copies.ts';

/** Shared by the page's and the worker's build: a runtime of 27 MB is packed once. */
const packedFiles = new Map<string, Buffer>();

/** Where the development server has them. */
const SERVED = '/@packed/';

/**
 * `import file from 'package/file.wasm?packed'` gives `{ address, bytes, sha256 }` of the file packed with gzip (src/assets.d.ts).
 * What a visit downloads is then the same on every static host, whether it compresses or not, and known before the first byte.
 * The name ends in `-gz`: a host that knew `.gz` might unpack it on the way, and its checksum would be another.
 * @param shared put it where the library has it (engine-copies.ts); default: among this build's own assets
 */
export function packedAsset({ shared = false } = {}): Plugin {
  let building = false;
  return {
    name: 'tagweave-packed-asset',
    enforce: 'pre',
    configResolved: ({ command }) => {
      building = command === 'build';
    },
    configureServer: ({ middlewares }) => {
      middlewares.use(SERVED, (request, response, next) => {
        const packed = packedFiles.get((request.url ?? '').slice(1));
        if (packed === undefined) next();
        else response.setHeader('content-type', 'application/octet-stream').end(packed);
      });
    },
    async resolveId(source, importer) {
      if (!source.endsWith('?packed')) return null;
      const found = await this.resolve(`${source.slice(0, -'?packed'.length)}?url`, importer, { skipSelf: true });
      return found === null ? null : `${found.id.replace(/\?url$/u, '')}?packed`;
    },
    load(id) {
      if (!id.endsWith('?packed')) return null;
      const path = id.slice(0, -'?packed'.length);
      const name = `${basename(path)}-gz`;
      const packed = packedFiles.get(name) ?? gzipSync(readFileSync(path), { level: 9 });
      packedFiles.set(name, packed);
      const sums = `bytes: ${String(packed.length)}, sha256: '${createHash('sha256').update(packed).digest('hex')}'`;
      const emitted = (): string =>
        shared
          ? sharedAddress(this, name, packed)
          : `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name, source: packed })}`;
      return `export default { address: ${building ? emitted() : `'${SERVED}${name}'`}, ${sums} };`;
    },
  };
}
