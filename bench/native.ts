import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import { encoderManifestSchema, onnxFile } from '../src/domain/models/encoder-manifest.ts';
import { derivedForm } from '../src/encoders/models/model-forms.ts';
import { followRecipe, recipeSchema } from '../src/encoders/models/recipe.ts';

interface NativeTensor {
  readonly dims: readonly number[];
}
interface NativeSession {
  readonly inputNames: readonly string[];
  run(feeds: Record<string, NativeTensor>): Promise<unknown>;
}
interface NativeRuntime {
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<NativeSession> };
  readonly Tensor: new (type: string, data: Float32Array | BigInt64Array, dims: number[]) => NativeTensor;
}

/** Runs of an encoder in ONNX Runtime's native library; milliseconds each. */
export interface NativeEncoder {
  runs(count: number): Promise<number[]>;
}

/** The shipped encoders natively, from the same files and in the same form as in the page, on so many threads. */
export async function main(
  folders: { readonly photo: string; readonly caption: string },
  tokens: number,
  threads: number,
): Promise<{ readonly photo: NativeEncoder; readonly caption: NativeEncoder }> {
  // The very runtime that the engine has by way of transformers.js.
  const own = createRequire(join(process.cwd(), 'package.json'));
  const runtime = createRequire(own.resolve('@huggingface/transformers'))('onnxruntime-node') as NativeRuntime;
  const { InferenceSession, Tensor } = runtime;
  const open = async (folder: string, feedsOf: (session: NativeSession) => Record<string, NativeTensor>) => {
    const session = await InferenceSession.create(await networkOf(folder), {
      intraOpNumThreads: threads,
      extra: { session: { disable_quant_qdq: '1' } },
    });
    const feeds = feedsOf(session);
    return {
      async runs(count: number): Promise<number[]> {
        const times: number[] = [];
        for (let run = 0; run < count; run += 1) {
          const began = performance.now();
          await session.run(feeds);
          times.push(performance.now() - began);
        }
        return times;
      },
    };
  };
  const row = (value: (index: number) => number): NativeTensor =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length: tokens }, (_, index) => BigInt(value(index))),
      [1, tokens],
    );
  return {
    photo: await open(folders.photo, () => {
      const pixels = Float32Array.from({ length: 3 * 224 * 224 }, (_, index) => Math.sin(index));
      return { pixel_values: new Tensor('float32', pixels, [1, 3, 224, 224]) };
    }),
    caption: await open(folders.caption, ({ inputNames }) => {
      const all: Record<string, NativeTensor> = {
        input_ids: row((index) => (index === 0 ? 0 : index === tokens - 1 ? 2 : 100 + 37 * index)),
        attention_mask: row(() => 1),
        token_type_ids: row(() => 0),
      };
      return Object.fromEntries(Object.entries(all).filter(([name]) => inputNames.includes(name)));
    }),
  };
}

/** As bench/page/bare-model.ts reads it: made of the download where the model has a form for processors. */
async function networkOf(folder: string): Promise<Uint8Array> {
  const read = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, path)));
  const json = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const manifest = v.parse(encoderManifestSchema, json('manifest.json'));
  const shipped = read(onnxFile(manifest.dtype));
  const form = derivedForm(manifest);
  if (form === null) return shipped;
  return followRecipe(v.parse(recipeSchema, json(form.recipe)), shipped, form.bytes, () => Promise.resolve());
}
