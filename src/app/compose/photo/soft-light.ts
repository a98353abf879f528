/** Pixels drawn a cell: enough that the browser's own scaling leaves no squares. */
export const PIXELS_PER_CELL = 16;

const eased = (part: number): number => part * part * (3 - 2 * part);

/** Between which two cells a pixel lies, and how far on the way from one to the other. */
function between(pixel: number, cells: number): readonly [from: number, to: number, way: number] {
  const at = Math.max(0, Math.min(cells - 1, (pixel + 0.5) / PIXELS_PER_CELL - 0.5));
  const from = Math.floor(at);
  return [from, Math.min(cells - 1, from + 1), eased(at - from)];
}

/**
 * The few cells of a light (row-major, rows × columns) as a soft picture of {@link PIXELS_PER_CELL} times as many pixels a side: each
 * cell keeps its own light at its middle, and nothing becomes lighter or darker than the cells are.
 */
export function softLight(light: readonly number[], rows: number, columns: number): Float32Array {
  const [width, height] = [columns * PIXELS_PER_CELL, rows * PIXELS_PER_CELL];
  const soft = new Float32Array(width * height);
  const at = (row: number, column: number): number => light[row * columns + column] ?? 0;
  for (let y = 0; y < height; y += 1) {
    const [top, bottom, down] = between(y, rows);
    for (let x = 0; x < width; x += 1) {
      const [left, right, along] = between(x, columns);
      const upper = at(top, left) + (at(top, right) - at(top, left)) * along;
      const lower = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * along;
      soft[y * width + x] = upper + (lower - upper) * down;
    }
  }
  return soft;
}
