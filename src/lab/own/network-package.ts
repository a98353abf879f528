import * as v from 'valibot';
import { openFiles } from '../../archives/files/archive-files.ts';
import type { ArchiveFiles } from '../../archives/files/archive-files.ts';
import { ZipFile } from '../../archives/files/zip.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PickedFile } from '../../domain/post/import.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import { isOwnNetwork } from '../../domain/models/own-networks.ts';
import { networkManifestSchema, vocabularySchema } from '../../domain/models/network-manifest.ts';
import type { NetworkManifest } from '../../domain/models/network-manifest.ts';
import { checked } from '../../encoders/models/catalogue.ts';
import { alteredError } from '../../encoders/download/download-file.ts';
import { sha256 } from '../../encoders/download/sha256.ts';
import { checkWeights } from '../../network/tensors/weights.ts';
import type { NamedNetwork } from './named-network.ts';
import { readerOf } from './network-files.ts';

const MANIFEST = 'manifest.json';
/** No head over the shipped bodies is as large. */
const LARGEST_BYTES = 100e6;

/** A network as a zip archive: manifest, weights, vocabulary, card. */
export async function writePackage({ manifest, files }: NamedNetwork): Promise<Blob> {
  const zip = new ZipFile();
  await zip.addText(MANIFEST, JSON.stringify(manifest, null, 1));
  for (const [path, bytes] of files) await zip.addPicture(path, new Blob([bytes]));
  return zip.close();
}

/**
 * Reads one again; every file is compared with its sum, and the weights with what their configuration asks for.
 * @throws TagweaveError `archive-unknown`, `archive-broken`, `model-altered`, `model-invalid`
 */
export async function readPackage(picked: readonly PickedFile[]): Promise<NamedNetwork> {
  const archive = await openFiles(picked);
  const manifest = await manifestIn(archive);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const { path, bytes: size, sha256: sum } of manifest.files) {
    const file = archive.find(path);
    if (file === null) throw alteredError({ address: path }, 'it is not in the archive');
    if (size > LARGEST_BYTES || file.sizeBytes !== size)
      throw alteredError({ address: path }, 'its size differs from the manifest’s');
    const bytes = new Uint8Array(await (await file.blob()).arrayBuffer());
    if ((await sha256(bytes)) !== sum)
      throw alteredError({ address: path }, 'its checksum (sha256) differs from the manifest’s');
    files.set(path, bytes);
  }
  const { network } = manifest;
  checkWeights(network, files.get(network.weights.file)?.length ?? 0);
  const { tags } = checked(vocabularySchema, jsonOf(files.get('vocabulary.json')), 'vocabulary.json');
  if (tags.length !== network.vocabulary)
    throw new TagweaveError(
      'model-invalid',
      `${manifest.name} knows ${network.vocabulary} hashtags, but its vocabulary lists ${tags.length}.`,
    );
  return { manifest, files };
}

async function manifestIn(archive: ArchiveFiles): Promise<NetworkManifest> {
  const file = archive.find(MANIFEST);
  const json =
    file === null || file.sizeBytes > LARGEST_BYTES
      ? null
      : jsonOf(new Uint8Array(await (await file.blob()).arrayBuffer()));
  const read = v.safeParse(networkManifestSchema, json);
  if (read.success && isOwnNetwork(read.output.id) && readerOf(read.output) !== modelRef(read.output))
    return read.output;
  throw new TagweaveError(
    'archive-unknown',
    'This is no network saved from the Lab: there is no manifest of one in it. Choose a file that “Save as a file” made.',
  );
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return null;
  }
}
