import { ImageProcessor, RawImage } from '@huggingface/transformers';
import { InferenceSession, Tensor, env } from 'onnxruntime-web/wasm';
import * as v from 'valibot';
import { encoderManifestSchema, onnxFile } from '../../src/domain/models/encoder-manifest.ts';
import { derivedForm } from '../../src/encoders/models/model-forms.ts';
import { followRecipe, recipeSchema } from '../../src/encoders/models/recipe.ts';
import { unpacked } from '../../src/encoders/runtime/runtime.browser.ts';
import { runtimeFiles } from '../../src/recommender/models/runtime-files.ts';

/** A model run by ONNX Runtime Web alone: nothing of ours around it. */
export interface BareModel {
  /** Milliseconds of one run on made-up input. */
  run(): Promise<number>;
  /** Milliseconds from a photo's file to its features, decoded and resized by transformers.js; of a photo model only. */
  runOn(photo: Blob): Promise<number>;
}

/**
 * One of the shipped encoders on made-up input of the size that a recommendation has, in the form that the engine runs on a processor.
 * @param url of its folder
 */
export async function bareModel(
  url: string,
  kind: 'photo' | 'caption',
  tokens: number,
  threads: number,
): Promise<BareModel> {
  const { plain } = runtimeFiles().ort;
  env.wasm.numThreads = threads;
  env.wasm.wasmPaths = { mjs: new URL(plain.mjs, location.href).href };
  const packed = await fetch(new URL(plain.wasm.address, location.href));
  env.wasm.wasmBinary = await unpacked(new Uint8Array(await packed.arrayBuffer()));
  const bytes = await networkOf(url);
  // The same session option as the engine's (src/encoders/runtime/token-model.ts): constant weights are dequantised once.
  const session = await InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    extra: { session: { disable_quant_qdq: '1' } },
  });
  const feeds = kind === 'photo' ? photoFeeds() : captionFeeds(session.inputNames, tokens);
  let processor: ((image: RawImage) => Promise<unknown>) | null = null;
  return {
    async run() {
      const started = performance.now();
      await session.run(feeds);
      return performance.now() - started;
    },
    async runOn(photo) {
      const started = performance.now();
      processor ??= new ImageProcessor(
        (await (await fetch(new URL('preprocessor_config.json', new URL(url, location.href)))).json()) as never,
      );
      const { pixel_values: pixels } = (await processor(await RawImage.fromBlob(photo))) as {
        pixel_values: { data: Float32Array; dims: number[] };
      };
      await session.run({ pixel_values: new Tensor('float32', pixels.data, pixels.dims) });
      return performance.now() - started;
    },
  };
}

/** The ONNX file: as downloaded, or made of it where the model has a form for processors (else bare and whole were not alike). */
async function networkOf(folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const base = new URL(folder, location.href);
  const read = async (path: string) => new Uint8Array(await (await fetch(new URL(path, base))).arrayBuffer());
  const manifest = v.parse(encoderManifestSchema, JSON.parse(new TextDecoder().decode(await read('manifest.json'))));
  const shipped = await read(onnxFile(manifest.dtype));
  const form = derivedForm(manifest);
  if (form === null) return shipped;
  const recipe = v.parse(recipeSchema, JSON.parse(new TextDecoder().decode(await read(form.recipe))));
  return followRecipe(recipe, shipped, form.bytes, () => Promise.resolve());
}

function photoFeeds(): Record<string, Tensor> {
  const pixels = Float32Array.from({ length: 3 * 224 * 224 }, (_, index) => Math.sin(index));
  return { pixel_values: new Tensor('float32', pixels, [1, 3, 224, 224]) };
}

function captionFeeds(names: readonly string[], tokens: number): Record<string, Tensor> {
  const row = (value: (index: number) => number): Tensor =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length: tokens }, (_, index) => BigInt(value(index))),
      [1, tokens],
    );
  const all: Record<string, Tensor> = {
    input_ids: row((index) => (index === 0 ? 0 : index === tokens - 1 ? 2 : 100 + 37 * index)),
    attention_mask: row(() => 1),
    token_type_ids: row(() => 0),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
