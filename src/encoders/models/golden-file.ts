import { encoderGoldenSchema } from '../../domain/models/encoder-manifest.ts';
import type { EncoderGolden } from '../../domain/models/encoder-manifest.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import { throwIfAborted } from '../download/abort.ts';
import { joinAddress, readSmall } from '../download/byte-source.ts';
import { checked, parsed } from './catalogue.ts';
import type { Downloader } from '../download/download.ts';

/** A model, encoder or network, that may have golden vectors. */
interface Golden {
  readonly manifest: { readonly id: string; readonly revision: string; readonly golden?: string | undefined };
  readonly base: string;
  /** Keep them on the device, as the model's other files. */
  readonly cached: boolean;
}

/**
 * The parsed golden vectors of a model: its host's, else those it gave last time, so that a start without a network is checked as well.
 * @returns null where the model's maker gave none
 * @throws TagweaveError `model-missing`, `model-unreachable`, `model-invalid`, `aborted` when they are nowhere
 */
export async function goldenJson(
  { source, cache }: Pick<Downloader, 'source' | 'cache'>,
  { manifest, base, cached }: Golden,
  signal?: AbortSignal,
): Promise<unknown> {
  if (manifest.golden === undefined) return null;
  const address = joinAddress(base, manifest.golden);
  const key = `${modelRef(manifest)}/${manifest.golden}`;
  try {
    const bytes = await readSmall(source, address, signal);
    const json = parsed(bytes, address);
    if (cached) await cache.write(key, bytes);
    return json;
  } catch (error) {
    throwIfAborted(signal);
    const kept = cached ? await cache.read(key) : null;
    if (kept === null) throw error;
    return parsed(kept, address);
  }
}

/** As {@link goldenJson}, those of an encoder. */
export async function readGolden(
  downloader: Pick<Downloader, 'source' | 'cache'>,
  model: Golden,
  signal?: AbortSignal,
): Promise<EncoderGolden | null> {
  const json = await goldenJson(downloader, model, signal);
  return json === null ? null : checked(encoderGoldenSchema, json, model.manifest.golden ?? '');
}
