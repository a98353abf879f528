import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import { int8Weights } from './int8-weights.ts';
import { followRecipe, recipeSchema } from './recipe.ts';

const noBreath = (): Promise<void> => Promise.resolve();
const base64 = (bytes: ArrayLike<number>): string => Buffer.from(Uint8Array.from(bytes)).toString('base64');

/** Two rows of 32 columns: the nibbles 0 … 15 twice, at the scales 1 (0x3c00) and −2⁻²⁴ (0x8001, the smallest half). */
function source(): Uint8Array<ArrayBuffer> {
  const nibbles = Array.from({ length: 32 }, (_, byte) => ((2 * byte) & 15) | (((2 * byte + 1) & 15) << 4));
  return Uint8Array.from([...nibbles, 0x00, 0x3c, 0x01, 0x80]);
}
const MATRIX = { rows: 2, columns: 32, nibbles: 0, scales: 32 };

describe('weights at 8 bits', () => {
  it('are the nearest of 127 steps of each row’s largest, column by column', () => {
    const { values, scales } = int8Weights(source(), MATRIX, null);
    expect([...scales]).toEqual([Math.fround(8 / 127), Math.fround((8 * 2 ** -24) / 127)]);
    const signed = new Int8Array(values.buffer);
    const first = Array.from({ length: 16 }, (_, column) => signed[column * 2]);
    // −8 … 7 eighths of 127: 15.875 a step, halves to the even number.
    expect(first).toEqual([-127, -111, -95, -79, -64, -48, -32, -16, 0, 16, 32, 48, 64, 79, 95, 111]);
    const second = Array.from({ length: 16 }, (_, column) => signed[column * 2 + 1]);
    expect(second).toEqual(first.map((value) => (value === 0 ? 0 : -(value ?? 0))));
  });

  it('take powers of two out of the inputs', () => {
    const powers = new Int8Array(32).map((_, column) => (column === 0 ? 3 : 0));
    const { values, scales } = int8Weights(source(), MATRIX, powers);
    expect(scales[0]).toBe(Math.fround(64 / 127));
    expect(new Int8Array(values.buffer).slice(0, 3)).toEqual(new Int8Array([-127, 127, -14]));
  });

  it('of a row of zeros are zeros', () => {
    const zeros = new Uint8Array(36).fill(0x88, 0, 32);
    const { values, scales } = int8Weights(zeros, MATRIX, null);
    expect(values.every((value) => value === 0)).toBe(true);
    expect([...scales]).toEqual([2 ** -40, 2 ** -40]);
  });
});

describe('a recipe', () => {
  const powers = base64(new Array<number>(32).fill(255)); // −1
  const steps = [
    { step: 'literal', data: base64([1, 2, 3]) },
    { step: 'copy', from: 32, bytes: 2 },
    { step: 'int8', ...MATRIX, powers },
    { step: 'scales' },
    { step: 'inverse' },
  ];
  const size = 3 + 2 + 64 + 8 + 128;

  it('is followed piece by piece', async () => {
    const recipe = v.parse(recipeSchema, { schema: 1, from: 'a.onnx', steps });
    const made = await followRecipe(recipe, source(), size, noBreath);
    const { values, scales } = int8Weights(source(), MATRIX, new Int8Array(32).fill(-1));
    const expected = [
      ...[1, 2, 3, 0x00, 0x3c],
      ...values,
      ...new Uint8Array(scales.buffer),
      ...new Uint8Array(new Float32Array(32).fill(2).buffer),
    ];
    expect([...made]).toEqual(expected);
  });

  it('that makes more than it says, or points outside the file, makes nothing', async () => {
    const recipe = v.parse(recipeSchema, { schema: 1, from: 'a.onnx', steps });
    await expect(followRecipe(recipe, source(), size - 1, noBreath)).rejects.toThrow(RangeError);
    const outside = { step: 'int8', ...MATRIX, scales: 40 };
    const wrong = v.parse(recipeSchema, { schema: 1, from: 'a.onnx', steps: [outside] });
    await expect(followRecipe(wrong, source(), size, noBreath)).rejects.toThrow(RangeError);
  });

  it.each([
    ['another step', { step: 'shuffle' }],
    ['an odd block', { step: 'int8', ...MATRIX, columns: 33 }],
    ['a negative offset', { step: 'copy', from: -1, bytes: 2 }],
    ['no base64', { step: 'literal', data: 'ÿ' }],
  ])('with %s is refused', (_what, step) => {
    expect(v.safeParse(recipeSchema, { schema: 1, from: 'a.onnx', steps: [step] }).success).toBe(false);
  });
});
