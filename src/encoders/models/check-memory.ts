import type { EncoderBackend } from '../../domain/recommendation.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import type { EncoderModel } from './catalogue.ts';
import type { ModelCache } from '../download/model-cache.ts';
import { sha256 } from '../download/sha256.ts';

/** What a model's self-check was passed with; the same again gives the same numbers, so that it need not be checked again. */
export interface CheckMemory {
  /** True when the check was passed before by these bytes on this machine. */
  passed(backend: EncoderBackend, dtype: string): Promise<boolean>;
  keep(backend: EncoderBackend, dtype: string): Promise<void>;
}

/** Checks every time: models without sums, and tests. */
export const noMemory: CheckMemory = { passed: () => Promise.resolve(false), keep: () => Promise.resolve() };

/**
 * Remembers in the model cache, beside the model's files, that its self-check was passed: by the sums of its files, the backend, and
 * what computes (`machine`: runtime, browser or Node, processor). A graphics processor is checked at every start, since its driver
 * changes without a name.
 */
export function checkMemory(cache: ModelCache, { manifest }: EncoderModel, machine: string): CheckMemory {
  if (manifest.files.some((file) => file.sha256 === null)) return noMemory;
  const keyOf = async (backend: EncoderBackend, dtype: string): Promise<string> => {
    const what = JSON.stringify([manifest.files.map((file) => file.sha256), backend, dtype, machine]);
    return `${modelRef(manifest)}/checked/${await sha256(new TextEncoder().encode(what))}`;
  };
  return {
    async passed(backend, dtype) {
      return backend !== 'webgpu' && (await cache.size(await keyOf(backend, dtype))) !== null;
    },
    async keep(backend, dtype) {
      if (backend !== 'webgpu') await cache.write(await keyOf(backend, dtype), Uint8Array.of(1));
    },
  };
}
