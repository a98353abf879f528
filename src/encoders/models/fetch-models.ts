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

/** Files of models, in their order, and what was asked for beside them. */
export interface Fetched {
  readonly models: readonly ModelFiles[];
  readonly extra: readonly Uint8Array<ArrayBuffer>[];
}

export interface FetchOptions extends Omit<DownloadOptions, 'first'> {
  /** So many of the models, the first, come before the others, and what is asked for beside them; `here` is told when they are whole. */
  readonly first?: { readonly models: number; readonly here: (fetched: Fetched) => void } | undefined;
}

/**
 * Verified bytes of several models and extra files, as one download with one total.
 * @throws TagweaveError as `Downloader.fetch`
 */
export async function fetchModels(
  downloader: Downloader,
  models: readonly Fetchable[],
  extra: readonly WantedFile[] = [],
  { first, ...options }: FetchOptions = {},
): Promise<Fetched> {
  const lists = models.map(wantedFiles);
  const early = extra.length + lists.slice(0, first?.models ?? 0).flat().length;
  const filesOf = (bytes: readonly Uint8Array<ArrayBuffer>[], count: number): Fetched => {
    let offset = extra.length;
    const found = models.slice(0, count).map((model, index) => {
      const paths = model.manifest.files.map((file) => file.path);
      const from = offset;
      offset += lists[index]?.length ?? 0;
      return new Map(paths.map((path, file) => [path, bytes[from + file] ?? new Uint8Array()]));
    });
    return { models: found, extra: bytes.slice(0, extra.length) };
  };
  const here = (bytes: readonly Uint8Array<ArrayBuffer>[]): void => {
    first?.here(filesOf(bytes, first.models));
  };
  const bytes = await downloader.fetch([...extra, ...lists.flat()], {
    ...options,
    ...(first === undefined ? {} : { first: { count: early, here } }),
  });
  return filesOf(bytes, models.length);
}
