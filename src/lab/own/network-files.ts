import { TagweaveError } from '../../domain/errors/errors.ts';
import { isOwnNetwork } from '../../domain/models/own-networks.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import { networkManifestSchema, vocabularySchema } from '../../domain/models/network-manifest.ts';
import type { NetworkManifest } from '../../domain/models/network-manifest.ts';
import { joinAddress } from '../../encoders/download/byte-source.ts';
import { checked, parsed, readCatalogue, readManifest, wantedFiles } from '../../encoders/models/catalogue.ts';
import type { Downloader, DownloadProgress } from '../../encoders/download/download.ts';
import { storedManifest } from '../../encoders/models/stored-networks.ts';
import type { NetworkFiles } from '../../network/network.ts';

export interface NetworkPlaces {
  readonly downloader: Downloader;
  /** Folder of `catalogue.json`. */
  readonly models: string;
  /** Keep what was downloaded on the device. */
  readonly cached: boolean;
}

/** The files of a network: one of the catalogue by its id, or one that was trained here by its `id@revision`. */
export async function networkFiles(
  { downloader, models, cached }: NetworkPlaces,
  name: string,
  calls: {
    readonly signal?: AbortSignal | undefined;
    readonly onDownload?: ((progress: DownloadProgress) => void) | undefined;
  } = {},
): Promise<NetworkFiles> {
  const { signal, onDownload } = calls;
  const own = isOwnNetwork(name);
  const { manifest, base } = own
    ? await storedHere(downloader, name)
    : await inCatalogue(downloader, models, name, signal);
  const needed = [manifest.network.weights.file, 'vocabulary.json'];
  const wanted = wantedFiles({ manifest, base, cached: own || cached }).filter((_, n) =>
    needed.includes(manifest.files[n]?.path ?? ''),
  );
  const found = await downloader.fetch(wanted, { signal, onProgress: onDownload });
  const bytesOf = (path: string): Uint8Array<ArrayBuffer> =>
    found[wanted.findIndex(({ address }) => address === joinAddress(base, path))] ?? new Uint8Array();
  const [weights, vocabulary] = needed.map(bytesOf) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  const address = joinAddress(base, 'vocabulary.json');
  return {
    manifest,
    weights: weights.slice().buffer,
    vocabulary: checked(vocabularySchema, parsed(vocabulary, address), address),
  };
}

interface Found {
  readonly manifest: NetworkManifest;
  readonly base: string;
}

async function storedHere({ cache }: Downloader, ref: string): Promise<Found> {
  const manifest = await storedManifest(cache, ref);
  if (manifest !== null) return { manifest, base: '' };
  throw new TagweaveError('model-missing', `The network ${ref} is no longer on this device.`, {
    details: { file: ref },
  });
}

async function inCatalogue(
  { source }: Downloader,
  models: string,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const catalogue = await readCatalogue(source, models, signal);
  const { base, json } = await readManifest(source, models, catalogue, id, signal);
  return { base, manifest: checked(networkManifestSchema, json, joinAddress(base, 'manifest.json')) };
}

/** `id@revision` of the network that makes t and v of posts for this one: its body, its trunk, or itself. */
export function readerOf(manifest: NetworkManifest): string {
  const { body, trunk } = manifest.network;
  return body ?? trunk ?? modelRef(manifest);
}

/** Under which features of posts are kept: what made them (architecture.md). */
export function featureMaker(manifest: NetworkManifest): string {
  const { photo, caption } = manifest.network;
  return `${readerOf(manifest)}/${photo.encoder}/${caption.encoder}`;
}
