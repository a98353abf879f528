import * as v from 'valibot';
import { isOwnNetwork } from '../../domain/models/own-networks.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import { networkManifestSchema } from '../../domain/models/network-manifest.ts';
import type { NetworkManifest } from '../../domain/models/network-manifest.ts';
import type { ModelCache } from '../download/model-cache.ts';

const MANIFEST = 'manifest.json';

/** Keeps a network that was trained here beside the downloaded models, under the keys that a download would have. */
export async function storeNetwork(
  cache: ModelCache,
  manifest: NetworkManifest,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const ref = modelRef(manifest);
  for (const { path, sha256 } of manifest.files) {
    const bytes = files.get(path);
    if (bytes !== undefined) await cache.write(`${ref}/${path}/${sha256}`, bytes);
  }
  // Last: a network with a manifest is whole.
  await cache.write(`${ref}/${MANIFEST}`, new TextEncoder().encode(JSON.stringify(manifest)));
}

/** The manifest of a network that was trained here; null when it is not here, not whole, or no longer understood. */
export async function storedManifest(cache: ModelCache, ref: string): Promise<NetworkManifest | null> {
  const bytes = isOwnNetwork(ref) ? await cache.read(`${ref}/${MANIFEST}`) : null;
  if (bytes === null) return null;
  const manifest = read(bytes);
  if (manifest === null || modelRef(manifest) !== ref) return null;
  for (const { path, sha256, bytes: size } of manifest.files)
    if ((await cache.size(`${ref}/${path}/${sha256}`)) !== size) return null;
  return manifest;
}

function read(bytes: Uint8Array): NetworkManifest | null {
  try {
    const found = v.safeParse(networkManifestSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return found.success ? found.output : null;
  } catch {
    return null;
  }
}

/** The networks trained here, by name. */
export async function storedNetworks(cache: ModelCache): Promise<NetworkManifest[]> {
  const refs = (await cache.list()).flatMap(({ key }) =>
    isOwnNetwork(key) && key.endsWith(`/${MANIFEST}`) ? [key.slice(0, -MANIFEST.length - 1)] : [],
  );
  const found = await Promise.all(refs.map((ref) => storedManifest(cache, ref)));
  return found.filter((manifest) => manifest !== null).sort((a, b) => a.name.localeCompare(b.name));
}

/** Takes every network away that was trained here: they were learnt from somebody's posts. */
export async function forgetOwnNetworks(cache: ModelCache): Promise<void> {
  for (const { key } of await cache.list()) if (isOwnNetwork(key)) await cache.remove(key);
}
