import { describe, expect, it } from 'vitest';
import { PIXELS_PER_CELL, softLight } from './soft-light.ts';

const light = [0, 1, 0.5, 0.25, 0.75, 0];
const [rows, columns] = [2, 3];
const width = columns * PIXELS_PER_CELL;

describe('softLight', () => {
  it('keeps each cell’s light at its middle', () => {
    const soft = softLight(light, rows, columns);
    const middle = PIXELS_PER_CELL / 2;
    light.forEach((value, cell) => {
      const y = Math.floor(cell / columns) * PIXELS_PER_CELL + middle;
      const x = (cell % columns) * PIXELS_PER_CELL + middle;
      expect(Math.abs((soft[y * width + x] ?? NaN) - value)).toBeLessThan(0.02);
    });
  });

  it('goes from cell to cell without a step', () => {
    const soft = softLight(light, rows, columns);
    let step = 0;
    soft.forEach((value, pixel) => {
      if (pixel % width > 0) step = Math.max(step, Math.abs(value - (soft[pixel - 1] ?? value)));
    });
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(0.12);
  });

  it('stays within the light of the cells', () => {
    const soft = softLight(light, rows, columns);
    expect(Math.min(...soft)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...soft)).toBeLessThanOrEqual(1);
    expect(new Set(softLight([0.5, 0.5, 0.5, 0.5], 2, 2))).toEqual(new Set([0.5]));
  });
});
