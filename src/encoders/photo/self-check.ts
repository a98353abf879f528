import type { GoldenValues } from '../../domain/models/encoder-manifest.ts';
import type { RgbImage } from './resize.ts';
import type { TokenMatrix } from '../runtime/token-model.ts';

export interface PhotoPattern {
  readonly pattern: 'gradient' | 'checker' | 'noise';
  readonly seed: number;
}

/** Input picture of a golden case, size × size (docs/formats.md). */
export function patternImage({ pattern, seed }: PhotoPattern, size: number): RgbImage {
  const data = new Uint8Array(size * size * 3);
  let state = seed >>> 0;
  for (let index = 0; index < data.length; index++) {
    const pixel = Math.trunc(index / 3);
    const [x, y] = [pixel % size, Math.trunc(pixel / size)];
    if (pattern === 'gradient') data[index] = [x, y, (x + y) >> 1][index % 3] ?? 0;
    else if (pattern === 'checker') data[index] = ((x >> 4) + (y >> 4)) % 2 === 0 ? 0 : 255;
    else {
      state = (Math.imul(1664525, state) + 1013904223) >>> 0;
      data[index] = state >>> 24;
    }
  }
  return { width: size, height: size, data };
}

/** How far from its golden values a form of a model may be. */
export interface Allowance {
  /** Absolute, for any number. */
  readonly tolerance: number;
  /** Least cosine of the mean row; of forms that round more than their golden values do. */
  readonly cosine?: number;
}

/**
 * What differs between a token matrix and its golden values, or null when every number lies within the tolerance (the sum within
 * tolerance × count) and the mean row's cosine is not less than allowed.
 */
export function goldenDifference(
  matrix: TokenMatrix,
  expected: GoldenValues,
  rows: number,
  { tolerance, cosine }: Allowance,
): string | null {
  const { width, data } = matrix;
  if (matrix.rows !== rows) return `${String(matrix.rows)} rows instead of ${String(rows)}`;
  let worst = 0;
  const compare = (found: number, wanted: number): void => {
    const difference = Math.abs(found - wanted);
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Infinity : difference;
  };
  expected.first.forEach((wanted, index) => {
    compare(data[index] ?? Number.NaN, wanted);
  });
  let sum = 0;
  const mean = new Float64Array(width);
  data.forEach((value, index) => {
    sum += value;
    mean[index % width] = (mean[index % width] ?? 0) + value / rows;
  });
  if (expected.mean.length !== width)
    return `${String(width)} numbers a row instead of ${String(expected.mean.length)}`;
  expected.mean.forEach((wanted, index) => {
    compare(mean[index] ?? Number.NaN, wanted);
  });
  if (!(worst <= tolerance)) return `a number is off by ${worst.toPrecision(2)} (allowed: ${String(tolerance)})`;
  const off = Math.abs(sum - expected.sum);
  if (!(off <= tolerance * data.length)) return `the sum is off by ${off.toPrecision(2)}`;
  const alike = cosineOf(mean, expected.mean);
  return cosine === undefined || alike >= cosine
    ? null
    : `its mean row is ${alike.toFixed(4)} like the golden one (at least: ${String(cosine)})`;
}

function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [both, first, second] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0];
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return both / Math.sqrt(first * second);
}

/** Rows of a matrix from `from` on. */
export function rowsFrom(matrix: TokenMatrix, from: number): TokenMatrix {
  return from === 0
    ? matrix
    : { rows: matrix.rows - from, width: matrix.width, data: matrix.data.slice(from * matrix.width) };
}
