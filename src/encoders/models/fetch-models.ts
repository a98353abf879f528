import type { DownloadOptions, Downloader } from '../download/download.ts';
import type { WantedFile } from '../download/wanted-file.ts';
import { wantedFiles } from './catalogue.ts';
import type { ModelFiles } from '../runtime/transformers.ts';

/** Anything with a manifest that lists files: encoders and networks. */
export type Fetchable = Parameters<typeof wantedFiles>[0];

/** Sizes before the first byte: models and, in a browser, the files of the runtimes (`extra`). */
export function downloadSize(
  downloader: Downloader,
  models: readonly Fetchable[],
  extra: readonly WantedFile[] = [],
): Promise<{ readonly totalBytes: number; readonly cachedBytes: number }> {
  return downloader.sizes([...models.flatMap(wantedFiles), ...extra]);
}

/**
 * Verified bytes of several models and extra files, as one download with one total.
 * @throws TagweaveError as `Downloader.fetch`
 */
export async function fetchModels(
  downloader: Downloader,
  models: readonly Fetchable[],
  extra: readonly WantedFile[] = [],
  options: DownloadOptions = {},
): Promise<{ readonly models: readonly ModelFiles[]; readonly extra: readonly Uint8Array<ArrayBuffer>[] }> {
  const lists = models.map(wantedFiles);
  const bytes = await downloader.fetch([...lists.flat(), ...extra], options);
  let offset = 0;
  const found = models.map((model, index) => {
    const paths = model.manifest.files.map((file) => file.path);
    const from = offset;
    offset += lists[index]?.length ?? 0;
    return new Map(paths.map((path, file) => [path, bytes[from + file] ?? new Uint8Array()]));
  });
  return { models: found, extra: bytes.slice(offset) };
}
