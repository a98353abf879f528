import { expect, test } from 'vitest';
import { ByteRows } from './bytes.ts';

test('a row is least + byte × step, column by column, wherever the file begins in its buffer', () => {
  const whole = new Uint8Array(5 + 16 + 4);
  const view = new DataView(whole.buffer, 5);
  [-1, 2, 0.5, 0.25].forEach((value, n) => {
    view.setFloat32(4 * n, value, true);
  });
  whole.set([0, 4, 255, 1], 21);
  const rows = new ByteRows(whole.subarray(5), 2);
  expect(rows.rows).toBe(2);
  expect([...rows.row(0)]).toEqual([-1, 3]);
  expect([...rows.row(1)]).toEqual([126.5, 2.25]);
});
