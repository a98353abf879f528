import { nodePhotoDecoder } from './photo/decode-photo.node.ts';
import { Downloader } from './download/download.ts';
import { nodeSource } from './download/folder-source.node.ts';
import { folderCache } from './download/model-cache.node.ts';
import type { EncoderPlatform } from './platform.ts';
import { nodeRuntime } from './runtime/runtime.node.ts';

/** Node: models from a folder or a host (kept in `cacheFolder`, default `~/.cache/tagweave`), native ONNX Runtime, sharp. */
export function nodePlatform(cacheFolder?: string, encoderThreads?: number): EncoderPlatform {
  return {
    downloader: new Downloader(nodeSource(), folderCache(cacheFolder)),
    decoder: nodePhotoDecoder,
    runtime: nodeRuntime(encoderThreads),
    keeps: (base) => /^https?:/u.test(base),
  };
}
