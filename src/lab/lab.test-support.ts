import type { ByteSource } from '../encoders/download/byte-source.ts';
import { Downloader } from '../encoders/download/download.ts';
import { folderSource } from '../encoders/download/folder-source.node.ts';
import { noCache } from '../encoders/download/model-cache.ts';
import { nodeWasmFiles } from '../network/tensors/wasm-files.node.ts';
import { EverydayLab } from './everyday.ts';
import { Lab } from './lab.ts';
import type { LabPlaces } from './lab-files.ts';

const folder = (name: string): string => new URL(`../../public/${name}`, import.meta.url).pathname;

function placesOf(source: ByteSource): LabPlaces {
  return {
    downloader: new Downloader(source, noCache),
    ...{ data: folder('lab'), models: folder('models'), cached: false },
    wasm: () => Promise.resolve(nodeWasmFiles()),
    backends: ['wasm'],
  };
}

/** The Lab over the files of this checkout. */
export function shippedLab(source: ByteSource = folderSource()): Lab {
  return new Lab(placesOf(source));
}

/** The same for the everyday network. */
export function shippedEveryday(source: ByteSource = folderSource()): EverydayLab {
  return new EverydayLab(placesOf(source));
}
