import { browserPhotoDecoder } from './photo/decode-photo.browser.ts';
import type { HeicDecoder } from './photo/decode-photo.browser.ts';
import { Downloader } from './download/download.ts';
import { httpSource } from './download/http-source.ts';
import { browserCache } from './download/model-cache.browser.ts';
import type { EncoderPlatform } from './platform.ts';
import type { RuntimeBuilds } from './runtime/runtime.browser.ts';
import { browserRuntime } from './runtime/runtime.browser.ts';
import type { DeviceWish } from './runtime/runtime.ts';

/** Page or worker: models from a host (kept in Cache Storage where allowed), ONNX Runtime Web, the browser's image decoders. */
export async function browserPlatform(
  builds: RuntimeBuilds,
  wish: DeviceWish,
  heic: () => Promise<HeicDecoder>,
): Promise<EncoderPlatform> {
  const downloader = new Downloader(httpSource(), await browserCache());
  const runtime = await browserRuntime(builds, wish, downloader);
  return { downloader, decoder: browserPhotoDecoder(heic), runtime, keeps: () => true };
}
