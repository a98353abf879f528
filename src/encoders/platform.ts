import type { Downloader } from './download/download.ts';
import type { PhotoDecoder } from './photo/photo.ts';
import type { EncoderRuntime } from './runtime/runtime.ts';

/** Everything of the encoders' room that differs between a browser and Node; `browserPlatform` and `nodePlatform` make it. */
export interface EncoderPlatform {
  readonly downloader: Downloader;
  readonly decoder: PhotoDecoder;
  readonly runtime: EncoderRuntime;
  /** Whether files under this base are kept in the cache: true for hosts, false for folders of this machine. */
  keeps(base: string): boolean;
}
