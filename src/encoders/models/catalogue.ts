import * as v from 'valibot';

import type {
  Catalogue,
  CatalogueEntry,
  EncoderManifest,
  OwnEncoderManifest,
} from '../../domain/models/encoder-manifest.ts';
import type { OwnEncoderManifestInput } from '../../domain/models/own-encoder-manifest.ts';
import {
  catalogueSchema,
  encoderManifestSchema,
  ownEncoderManifestSchema,
} from '../../domain/models/encoder-manifest.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { ModelFile } from '../../domain/models/model-files.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import type { ByteSource } from '../download/byte-source.ts';
import { joinAddress, readSmall, shortName } from '../download/byte-source.ts';
import type { WantedFile } from '../download/wanted-file.ts';
import { alteredError } from '../download/download-file.ts';
import { sha256 } from '../download/sha256.ts';

/** A manifest as found, not yet checked against the schema of its kind (networks have theirs in src/network). */
export interface FoundManifest {
  readonly entry: CatalogueEntry;
  /** Folder of the model: URL or path. */
  readonly base: string;
  readonly json: unknown;
}

/** An encoder that can be loaded: its manifest and where its files are. */
export interface EncoderModel {
  readonly manifest: EncoderManifest | OwnEncoderManifest;
  /** Folder of the model: URL or path. */
  readonly base: string;
  /** Keep its files in the cache (false for folders of this machine). */
  readonly cached: boolean;
}

/**
 * Reads `catalogue.json` of a model base (URL in a browser, folder or URL in Node).
 * @throws TagweaveError `model-missing`, `model-unreachable`, `model-invalid`
 */
export async function readCatalogue(source: ByteSource, base: string, signal?: AbortSignal): Promise<Catalogue> {
  const address = joinAddress(base, 'catalogue.json');
  const bytes = await readSmall(source, address, signal).catch((error: unknown) => {
    throw error instanceof TagweaveError && error.code === 'model-missing' ? noModelsAt(base, error) : error;
  });
  return checked(catalogueSchema, parsed(bytes, address), address);
}

function noModelsAt(base: string, cause: TagweaveError): TagweaveError {
  return new TagweaveError(
    'model-missing',
    `There are no models at ${base}: catalogue.json is not there. Copy the folder “models” of Tagweave to that address, or say where it is (modelBase, in HTML model-base, on the command line --models).`,
    { cause, details: { file: 'catalogue.json', address: base } },
  );
}

/**
 * The manifest of one model of the catalogue; its sha256 must be the catalogue's.
 * @throws TagweaveError `model-missing` (also when the catalogue does not know the id), `model-altered`, `model-unreachable`, `model-invalid`
 */
export async function readManifest(
  source: ByteSource,
  base: string,
  catalogue: Catalogue,
  id: string,
  signal?: AbortSignal,
): Promise<FoundManifest> {
  const entry = catalogue.models.find((model) => model.id === id);
  if (entry === undefined) {
    const known = catalogue.models.map((model) => model.id).join(', ');
    throw new TagweaveError(
      'model-missing',
      `There is no model “${id}” here. There are: ${known === '' ? 'none' : known}.`,
      { details: { file: id } },
    );
  }
  const folder = joinAddress(base, entry.folder);
  const address = joinAddress(folder, 'manifest.json');
  const bytes = await readSmall(source, address, signal);
  if ((await sha256(bytes)) !== entry.manifestSha256)
    throw alteredError({ address }, 'its checksum (sha256) differs from the catalogue’s');
  return { entry, base: folder, json: parsed(bytes, address) };
}

/** The encoder of a found manifest. `cached`: keep its files on the device. Throws `model-invalid`. */
export function encoderOf(found: FoundManifest, cached: boolean): EncoderModel {
  const manifest = checked(encoderManifestSchema, found.json, joinAddress(found.base, 'manifest.json'));
  return { manifest, base: found.base, cached };
}

/** Any other encoder by configuration: a manifest (golden, sums and byte counts may be absent) and a folder or host. Throws `model-invalid`. */
export function ownEncoder(manifest: OwnEncoderManifestInput, base: string, cached: boolean): EncoderModel {
  return { manifest: checked(ownEncoderManifestSchema, manifest, 'the manifest of your own model'), base, cached };
}

/** What of a model has to be on the device before it can run. Works for network manifests as well. */
export function wantedFiles(model: {
  readonly manifest: {
    readonly id: string;
    readonly revision: string;
    readonly files: readonly (ModelFile | OwnFile)[];
  };
  readonly base: string;
  readonly cached: boolean;
}): WantedFile[] {
  return model.manifest.files.map((file) => ({
    address: joinAddress(model.base, file.path),
    bytes: file.bytes,
    sha256: file.sha256,
    cacheKey: model.cached ? `${modelRef(model.manifest)}/${file.path}/${file.sha256 ?? 'unchecked'}` : null,
  }));
}

interface OwnFile {
  readonly path: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** @throws TagweaveError `model-invalid` */
export function parsed(bytes: Uint8Array, address: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new TagweaveError('model-invalid', `${shortName(address)} cannot be read: it is not JSON.`, {
      cause,
      details: { file: shortName(address) },
    });
  }
}

/** The value as its schema gives it back, or `model-invalid` with the first complaint and its place. */
export function checked<const S extends v.GenericSchema>(schema: S, value: unknown, address: string): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const file = shortName(address);
  const place = v.getDotPath(issue) ?? 'the whole file';
  throw new TagweaveError('model-invalid', `${file} does not describe a usable model: ${place}: ${issue.message}`, {
    details: { file, place },
  });
}
