import type { ByteSource } from '../encoders/download/byte-source.ts';
import { Downloader } from '../encoders/download/download.ts';
import { folderSource } from '../encoders/download/folder-source.node.ts';
import { noCache } from '../encoders/download/model-cache.ts';
import { nodeWasmFiles } from '../network/wasm-files.node.ts';
import { Lab } from './lab.ts';

const folder = (name: string): string => new URL(`../../public/${name}`, import.meta.url).pathname;

/** The Lab over the files of this checkout. */
export function shippedLab(source: ByteSource = folderSource()): Lab {
  return new Lab({
    downloader: new Downloader(source, noCache),
    ...{ data: folder('lab'), models: folder('models'), cached: false },
    wasm: () => Promise.resolve(nodeWasmFiles()),
    backends: ['wasm'],
  });
}
