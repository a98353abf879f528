import { TagweaveError } from '../../domain/errors/errors.ts';
import type { EncodedMatrix } from './projection.ts';

/** Wrong numbers from an encoder must not look like a failure of this backend. @throws TagweaveError `model-invalid`, `unexpected` */
export function checkMatrix(
  what: 'photo' | 'caption',
  matrix: EncodedMatrix | null,
  width: number,
  rows: number | null,
): void {
  if (matrix === null) return;
  const fits = matrix.width === width && matrix.rows === (rows ?? matrix.rows) && matrix.rows > 0;
  if (!fits || matrix.data.length !== matrix.rows * matrix.width) {
    throw new TagweaveError(
      'model-invalid',
      `The ${what} encoder gives ${matrix.rows}×${matrix.width} numbers, but the network works with ${rows ?? 'any number of'}×${width}. Choose the encoder that belongs to the network.`,
      { details: { what } },
    );
  }
  if (!allFinite(matrix.data)) {
    throw new TagweaveError(
      'unexpected',
      `The ${what} encoder returned numbers that cannot be right. Reload the page and try again.`,
      {
        details: { what },
      },
    );
  }
}

/** x·0 is 0 for every number, and NaN for what is none. A plain loop: twenty thousand numbers a post. */
function allFinite(numbers: Float32Array): boolean {
  let sum = 0;
  for (const x of numbers) sum += x * 0;
  return sum === 0;
}
