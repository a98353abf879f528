import type * as Library from '@huggingface/transformers';
import { OnceMade } from '../../domain/once-made.ts';

/**
 * How verified bytes get into transformers.js (docs/decisions/0004-reading-models.md): its only sources are the files registered
 * here; every other path is answered with “404”, and it has neither network nor file system nor a cache of its own.
 */
type Transformers = typeof Library;

/** Bytes of a model's files by their path in its folder. */
export type ModelFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const registered = new Map<string, ModelFiles>();
let counter = 0;

/** transformers.js, loaded on first use and cut off from everything but registered files. Changes its global `env`. */
export function transformers(): Promise<Transformers> {
  return loaded.get();
}

const loaded = new OnceMade<Transformers>(async () => {
  const library = await import('@huggingface/transformers');
  const { env } = library;
  env.allowRemoteModels = false;
  env.allowLocalModels = true; // "local" only names the path it asks our cache for
  env.useFS = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = { match: matchRegistered, put: () => Promise.resolve() };
  env.fetch = refuse;
  env.logLevel = library.LogLevel.ERROR;
  return library;
});

/** Runs `load` with a model name under which transformers.js finds exactly these files; afterwards they are forgotten. */
export async function withFiles<T>(files: ModelFiles, load: (name: string) => Promise<T>): Promise<T> {
  counter += 1;
  const name = `tagweave/verified-${String(counter)}`;
  registered.set(name, files);
  try {
    return await load(name);
  } finally {
    registered.delete(name);
  }
}

/** transformers.js's cache interface: `key` is a local path or a remote address ending in name and file. */
function matchRegistered(key: string): Promise<Response | undefined> {
  const match = /(tagweave\/verified-\d+)\/(?:resolve\/[^/]+\/)?(.+)$/u.exec(key);
  const bytes =
    match?.[1] === undefined || match[2] === undefined ? undefined : registered.get(match[1])?.get(match[2]);
  if (bytes === undefined) return Promise.resolve(undefined);
  return Promise.resolve(new VerifiedResponse(bytes));
}

/** Gives its bytes as they are: reading a response's body copies it, twice for a model of 45 MB. */
class VerifiedResponse extends Response {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super(null, { headers: { 'content-length': String(bytes.length) } });
    this.#bytes = bytes;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteLength } = this.#bytes;
    return Promise.resolve(byteLength === buffer.byteLength ? buffer : this.#bytes.slice().buffer);
  }
}

/** Stands in for `fetch`: nothing leaves this thread. */
function refuse(): Promise<Response> {
  return Promise.resolve(new Response(null, { status: 404 }));
}

/** A JSON file of a model; null when it is not among the files or not JSON. */
export function jsonFile(files: ModelFiles, path: string): unknown {
  const bytes = files.get(path);
  if (bytes === undefined) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
