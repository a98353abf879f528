/** Rows of numbers that were stored a byte each: of every column the least and the step come first (docs/formats.md). */
export class ByteRows {
  readonly #least: Float32Array;
  readonly #step: Float32Array;
  readonly #values: Uint8Array;

  /** @param width columns */
  constructor(file: Uint8Array, width: number) {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const column = (n: number): number => view.getFloat32(4 * n, true);
    this.#least = Float32Array.from({ length: width }, (_, n) => column(n));
    this.#step = Float32Array.from({ length: width }, (_, n) => column(width + n));
    this.#values = file.subarray(8 * width);
  }

  /** How many rows there are; not whole where the file is of another width. */
  get rows(): number {
    return this.#values.length / this.#least.length;
  }

  /** One row as numbers. */
  row(place: number): Float32Array {
    const width = this.#least.length;
    const from = place * width;
    return this.#least.map((least, n) => Math.fround((this.#values[from + n] ?? 0) * (this.#step[n] ?? 0)) + least);
  }
}
