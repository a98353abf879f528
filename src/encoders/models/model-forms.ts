import type { DerivedForm } from '../../domain/models/encoder-manifest.ts';
import { onnxFile } from '../../domain/models/encoder-manifest.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import type { EncoderBackend } from '../../domain/recommendation.ts';
import { pause } from '../download/abort.ts';
import type { EncoderModel } from './catalogue.ts';
import { checked, wantedFiles } from './catalogue.ts';
import type { Downloader } from '../download/download.ts';
import type { WantedFile } from '../download/wanted-file.ts';
import { faultOf, keptFile } from '../download/download-file.ts';
import { followRecipe, recipeSchema } from './recipe.ts';
import type { Fetchable } from './fetch-models.ts';
import type { ModelFiles } from '../runtime/transformers.ts';
import { jsonFile } from '../runtime/transformers.ts';

/** `shipped`: the network as it is downloaded. `derived`: as it is made on this device from the shipped one, for the processor. */
export type FormName = 'shipped' | 'derived';

/** The files of a model with its network in one of its forms; without a name: at least all that are not the network. */
export type FilesOf = (form?: FormName) => Promise<ModelFiles>;

/** The form that a model makes on the device; null where it has none (docs/decisions/0010-caption-int8.md). */
export function derivedForm(manifest: EncoderModel['manifest']): DerivedForm | null {
  return (manifest.kind === 'caption-encoder' ? manifest.derived : null) ?? null;
}

/** Where the cache keeps the derived form: beside the model's own files, whether these are kept or not. */
export function derivedFile(model: EncoderModel, { dtype, bytes, sha256 }: DerivedForm): WantedFile {
  const path = onnxFile(dtype);
  return { address: path, bytes, sha256, cacheKey: `${modelRef(model.manifest)}/${path}/${sha256}` };
}

/**
 * The model with those files only that a start needs: where only processors compute and the derived form is in the cache, the
 * downloaded network stays there.
 */
export async function neededNow(
  downloader: Downloader,
  model: EncoderModel,
  backends: readonly EncoderBackend[],
): Promise<Fetchable> {
  const { manifest, base, cached } = model;
  const form = derivedForm(manifest);
  if (form === null || backends.includes('webgpu')) return model;
  const { cacheKey, bytes } = derivedFile(model, form);
  if (cacheKey === null || (await downloader.cache.size(cacheKey)) !== bytes) return model;
  const unread = [onnxFile(manifest.dtype), form.recipe];
  const files = manifest.files.filter(({ path }) => !unread.includes(path));
  return { manifest: { ...manifest, files }, base, cached };
}

/**
 * Gives the files of a model form by form. What was `fetched` is used as it is; what is missing is read when it is asked for. The
 * derived form comes from the cache, checked; absent or damaged, it is made anew and kept. Nothing of it stays in memory here.
 */
export function formsOf(
  downloader: Downloader,
  model: EncoderModel,
  fetched: ModelFiles,
  signal?: AbortSignal,
): FilesOf {
  const form = derivedForm(model.manifest);
  const shipped = async (): Promise<ModelFiles> => {
    const wanted = wantedFiles(model);
    const missing = model.manifest.files.flatMap(({ path }, index) => {
      const file = wanted[index];
      return fetched.has(path) || file === undefined ? [] : [{ path, file }];
    });
    if (missing.length === 0) return fetched;
    const bytes = await downloader.fetch(
      missing.map(({ file }) => file),
      { signal },
    );
    return new Map([
      ...fetched,
      ...missing.map(({ path }, index) => [path, bytes[index] ?? new Uint8Array()] as const),
    ]);
  };
  const derived = async (wish: DerivedForm): Promise<ModelFiles> => {
    const file = derivedFile(model, wish);
    let network = await keptFile(file, downloader.cache);
    if (network === null) {
      network = await make(await shipped(), wish, file, signal);
      if (file.cacheKey !== null) await downloader.cache.write(file.cacheKey, network);
    }
    return new Map([...fetched, [onnxFile(wish.dtype), network]]);
  };
  return (name) => {
    if (name === undefined) return Promise.resolve(fetched);
    return name === 'derived' && form !== null ? derived(form) : shipped();
  };
}

/** @throws TagweaveError `model-invalid` for a recipe of another shape, `model-altered` when something else came out than its maker got */
async function make(
  files: ModelFiles,
  form: DerivedForm,
  file: WantedFile,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipe = checked(recipeSchema, jsonFile(files, form.recipe), form.recipe);
  const source = files.get(recipe.from) ?? new Uint8Array();
  const made = await followRecipe(recipe, source, form.bytes, () => pause(0, signal));
  const fault = await faultOf(file, made);
  if (fault !== null) throw fault;
  return made;
}
