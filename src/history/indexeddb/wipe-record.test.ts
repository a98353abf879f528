import { expect, it } from 'vitest';
import { afterWipe, wipesOf } from './wipe-record.ts';

it.each([undefined, null, {}, { epoch: 1.5, granted: [] }, { epoch: 2, granted: [3] }])(
  'what makes no sense counts as never: %o',
  (record) => {
    expect(wipesOf(record)).toEqual({ epoch: 0, granted: [] });
  },
);

it('goes up, and remembers the last wishes that were granted, not all there ever were', () => {
  let record = wipesOf(undefined);
  for (let wish = 0; wish < 100; wish += 1) record = afterWipe(record, `wish ${String(wish)}`);
  record = afterWipe(record, undefined);
  expect(record.epoch).toBe(101);
  expect(record.granted).toHaveLength(32);
  expect(record.granted.at(-1)).toBe('wish 99');
  expect(wipesOf(record)).toEqual(record);
});
