import * as v from 'valibot';

import { modelPathSchema } from '../../domain/models/model-files.ts';
import { int8Weights } from './int8-weights.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Bytes as base64. */
const bytes = v.pipe(
  v.string(),
  v.base64('expected base64'),
  v.transform((text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))),
);
const matrix = { rows: whole, columns: v.pipe(whole, v.multipleOf(32)), nibbles: whole, scales: whole } as const;

/**
 * How one ONNX file is made from another (training/encoders/caption/recipe.py): pieces of the result, in order. Protocol buffers are
 * neither read nor written: all of the graph is in the literals.
 */
export const recipeSchema = v.object({
  schema: v.literal(1),
  /** Path of the file that the offsets point into. */
  from: modelPathSchema,
  steps: v.array(
    v.variant('step', [
      v.object({ step: v.literal('literal'), data: bytes }),
      v.object({ step: v.literal('copy'), from: whole, bytes: whole }),
      /** A 4-bit matrix as int8; `powers`: int8, one a column, moved into the weights. */
      v.object({ step: v.literal('int8'), ...matrix, powers: v.optional(bytes) }),
      /** The scales of the int8 matrix before it, float32. */
      v.object({ step: v.literal('scales') }),
      /** What its inputs are multiplied by, 2**−power, float32. */
      v.object({ step: v.literal('inverse') }),
    ]),
  ),
});

export type Recipe = v.InferOutput<typeof recipeSchema>;

/**
 * The file that a recipe makes from `source`; `size` = its bytes, known from the manifest. Calls `breathe` between the large steps,
 * which take about 5 ms each.
 * @throws RangeError where the recipe points outside `source` or makes more than `size` bytes
 */
export async function followRecipe(
  { steps }: Recipe,
  source: Uint8Array<ArrayBuffer>,
  size: number,
  breathe: () => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  const result = new Uint8Array(size);
  let at = 0;
  let scales = new Float32Array();
  let powers: Int8Array | null = null;
  const put = (piece: Uint8Array): void => {
    result.set(piece, at);
    at += piece.length;
  };
  for (const step of steps) {
    switch (step.step) {
      case 'literal':
        put(step.data);
        break;
      case 'copy':
        put(source.subarray(step.from, step.from + step.bytes));
        break;
      case 'int8': {
        powers = step.powers === undefined ? null : new Int8Array(step.powers.buffer);
        const made = int8Weights(source, step, powers);
        scales = made.scales;
        put(made.values);
        await breathe();
        break;
      }
      case 'scales':
        put(new Uint8Array(scales.buffer));
        break;
      case 'inverse':
        put(new Uint8Array(Float32Array.from(powers ?? [], (power) => 2 ** -power).buffer));
        break;
    }
  }
  return result;
}
