import type * as v from 'valibot';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { ModelFile } from '../domain/models/model-files.ts';
import { modelRef } from '../domain/models/model-files.ts';
import { networkManifestSchema, vocabularySchema } from '../domain/models/network-manifest.ts';
import type { NetworkManifest, Vocabulary } from '../domain/models/network-manifest.ts';
import { OnceMade } from '../domain/once-made.ts';
import type { NetworkBackend } from '../domain/recommendation.ts';
import { joinAddress, readSmall } from '../encoders/download/byte-source.ts';
import type { Downloader, DownloadProgress } from '../encoders/download/download.ts';
import { checked, readCatalogue, readManifest } from '../encoders/models/catalogue.ts';
import { BACKENDS, startBackend } from '../network/tensors/backend.ts';
import type { WasmFiles } from '../network/tensors/backend.ts';
import { Heads } from '../network/heads/heads.ts';

/** Where the Lab reads from, and on what it computes. */
export interface LabPlaces {
  readonly downloader: Downloader;
  /** Folder of `manifest.json` of the Lab. */
  readonly data: string;
  /** Folder of `catalogue.json`. */
  readonly models: string;
  /** Keep what was downloaded on the device. */
  readonly cached: boolean;
  /** TF.js' WebAssembly; asked for when the first network is evaluated. */
  readonly wasm: () => Promise<WasmFiles>;
  /** Backends to try, in this order. */
  readonly backends?: readonly NetworkBackend[];
}

export interface FileCalls {
  readonly signal?: AbortSignal | undefined;
  readonly onDownload?: ((progress: DownloadProgress) => void) | undefined;
}

/** A network of the catalogue, found and not fetched. */
interface Package {
  readonly manifest: NetworkManifest;
  readonly base: string;
}

/** The files of the Lab's data and of the networks that read them, compared with their sums and kept where the engine keeps its own. */
export class LabFiles {
  readonly #places: LabPlaces;
  readonly #backend: OnceMade<NetworkBackend>;

  constructor(places: LabPlaces) {
    this.#places = places;
    this.#backend = new OnceMade(async () => firstOf(places.backends ?? BACKENDS, await places.wasm()));
  }

  /** Starts what is computed on, once. @throws TagweaveError `device-lost` */
  backend(): Promise<NetworkBackend> {
    return this.#backend.get();
  }

  /** `manifest.json` of a folder of the Lab's data. @param folder '' or 'everyday/' */
  async manifest<Schema extends v.GenericSchema>(folder: string, schema: Schema): Promise<v.InferOutput<Schema>> {
    const address = joinAddress(this.#places.data, `${folder}manifest.json`);
    return checked(schema, json(await readSmall(this.#places.downloader.source, address)), address);
  }

  /** A file of the Lab's data as JSON of this form. @throws TagweaveError `model-invalid` */
  read<Schema extends v.GenericSchema>(
    name: string,
    bytes: Uint8Array | undefined,
    schema: Schema,
  ): v.InferOutput<Schema> {
    return checked(schema, json(bytes), joinAddress(this.#places.data, name));
  }

  /** Files of a folder of the Lab's data, in the order of their names. */
  async fetch(
    folder: string,
    listed: readonly ModelFile[],
    names: readonly string[],
    { signal, onDownload }: FileCalls = {},
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    const { downloader, data: base, cached } = this.#places;
    const files = names.map((name) => {
      const entry = listed.find(({ path }) => path === name);
      if (entry === undefined) throw new TagweaveError('model-invalid', `The Lab’s manifest lacks ${name}.`);
      return {
        ...{ address: joinAddress(base, `${folder}${name}`), bytes: entry.bytes, sha256: entry.sha256 },
        cacheKey: cached ? `lab@1/${folder}${name}/${entry.sha256}` : null,
      };
    });
    return downloader.fetch(files, { signal, onProgress: onDownload });
  }

  /** The heads of a network of the catalogue, on the backend. @param ref `id@revision` */
  async heads(ref: string, calls: FileCalls): Promise<Heads> {
    const found = await this.#package(ref, calls.signal);
    const { network } = found.manifest;
    return new Heads(network, (await this.#fetchOf(found, network.weights.file, calls)).slice().buffer);
  }

  /** The hashtags of a network of the catalogue. */
  async vocabulary(ref: string, calls: FileCalls): Promise<Vocabulary> {
    const found = await this.#package(ref, calls.signal);
    const bytes = await this.#fetchOf(found, 'vocabulary.json', calls);
    return checked(vocabularySchema, json(bytes), joinAddress(found.base, 'vocabulary.json'));
  }

  async #package(ref: string, signal: AbortSignal | undefined): Promise<Package> {
    const { downloader, models } = this.#places;
    const catalogue = await readCatalogue(downloader.source, models, signal);
    const found = await readManifest(downloader.source, models, catalogue, ref.slice(0, ref.lastIndexOf('@')), signal);
    const manifest = checked(networkManifestSchema, found.json, joinAddress(found.base, 'manifest.json'));
    if (modelRef(manifest) !== ref)
      throw new TagweaveError('model-invalid', `The Lab’s numbers are of ${ref}, but here is ${modelRef(manifest)}.`);
    return { manifest, base: found.base };
  }

  /** One file of a network, kept where the engine keeps it. */
  async #fetchOf({ manifest, base }: Package, file: string, { signal, onDownload }: FileCalls): Promise<Uint8Array> {
    const { downloader, cached } = this.#places;
    const entry = manifest.files.find(({ path }) => path === file);
    const [bytes] = await downloader.fetch(
      [
        {
          ...{ address: joinAddress(base, file), bytes: entry?.bytes ?? null, sha256: entry?.sha256 ?? null },
          cacheKey: cached ? `${modelRef(manifest)}/${file}/${entry?.sha256 ?? 'unchecked'}` : null,
        },
      ],
      { signal, onProgress: onDownload },
    );
    return bytes ?? new Uint8Array();
  }
}

/** z = [p ; u] of posts, posts × 2d; u_0 for those without a u. */
export function joined(
  posts: number,
  d: number,
  nobody: Float32Array,
  of: (post: number) => readonly [p: Float32Array, u: Float32Array | null],
): Float32Array {
  const z = new Float32Array(2 * d * posts);
  for (let post = 0; post < posts; post += 1) {
    const [p, u] = of(post);
    z.set(p, 2 * d * post);
    z.set(u ?? nobody, 2 * d * post + d);
  }
  return z;
}

/** A row of a row-major matrix; null where there is none. */
export function rowOf(numbers: Float32Array, row: number | undefined, width: number): Float32Array | null {
  return row === undefined ? null : numbers.subarray(row * width, (row + 1) * width);
}

async function firstOf(backends: readonly NetworkBackend[], wasm: WasmFiles): Promise<NetworkBackend> {
  let last: unknown = null;
  for (const backend of backends) {
    try {
      await startBackend(backend, wasm);
      return backend;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

function json(bytes: Uint8Array | undefined): unknown {
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}
