/** A 4-bit matrix inside a file: per 32 weights of a row (rows are outputs) an fp16 scale; a weight is (nibble − 8) · scale. */
export interface FourBitMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Offset of rows × columns / 2 bytes; the even column in the low nibble. */
  readonly nibbles: number;
  /** Offset of rows × columns / 32 little-endian fp16 numbers. */
  readonly scales: number;
}

export interface Int8Matrix {
  /** columns × rows: what a product takes as its right side. */
  readonly values: Uint8Array<ArrayBuffer>;
  /** One a row, float32. */
  readonly scales: Float32Array<ArrayBuffer>;
}

const BLOCK = 32;
const LARGEST = 127;
/** Of a row of zeros. */
const SMALLEST_SCALE = 2 ** -40;
/** x + this − this is x rounded to the nearest whole number, halves to the even one. */
const ROUNDING = 1.5 * 2 ** 52;

/**
 * The same matrix at 8 bits, symmetric, one scale a row, its columns multiplied by 2**power before. Every step is the float32
 * arithmetic of training/encoders/caption/int8.py, so that the bytes are the same.
 */
export function int8Weights(file: Uint8Array, matrix: FourBitMatrix, powers: Int8Array | null): Int8Matrix {
  const { rows, columns } = matrix;
  const blocks = columns / BLOCK;
  const packed = file.subarray(matrix.nibbles, matrix.nibbles + (rows * columns) / 2);
  const halves = new DataView(file.buffer, file.byteOffset + matrix.scales, rows * blocks * 2);
  const factors = Float64Array.from({ length: columns }, (_, column) => 2 ** (powers?.[column] ?? 0));
  const values = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  const row = new Float64Array(columns);
  for (let output = 0; output < rows; output++) {
    let largest = 0;
    for (let block = 0; block < blocks; block++) {
      const scale = halfFloat(halves.getUint16((output * blocks + block) * 2, true));
      for (let column = block * BLOCK; column < (block + 1) * BLOCK; column++) {
        const byte = packed[(output * columns + column) >> 1] ?? 0;
        const nibble = (column & 1) === 0 ? byte & 15 : byte >> 4;
        // Exact in float32: 4 bits times 11 bits times a power of two.
        const weight = (nibble - 8) * scale * (factors[column] ?? 1);
        row[column] = weight;
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    const scale = Math.max(Math.fround(largest / LARGEST), SMALLEST_SCALE);
    scales[output] = scale;
    for (let column = 0; column < columns; column++) {
      values[column * rows + output] = Math.fround((row[column] ?? 0) / scale) + ROUNDING - ROUNDING;
    }
  }
  return { values: new Uint8Array(values.buffer), scales };
}

/** The number that the 16 bits of an IEEE 754 half stand for; infinities and NaN do not occur among scales. */
function halfFloat(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
