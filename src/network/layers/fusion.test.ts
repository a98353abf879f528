import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gateShift } from './fusion.ts';

const meanAt = (logits: Float32Array, shift: number): number =>
  logits.reduce((sum, logit) => sum + 1 / (1 + Math.exp(-logit - shift)), 0) / logits.length;

test('the shift makes the mean of the gate what was asked for', () => {
  const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(logits, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (values, wanted) => {
      const gate = Float32Array.from(values);
      expect(meanAt(gate, gateShift(gate, wanted))).toBeCloseTo(wanted, 6);
    }),
  );
});

test('asking for what the gate already says shifts nothing', () => {
  const gate = Float32Array.of(-1, 0.3, 2);
  expect(gateShift(gate, meanAt(gate, 0))).toBeCloseTo(0, 6);
});

test('the ends shut the gate', () => {
  expect(meanAt(Float32Array.of(9, -9), gateShift(Float32Array.of(9, -9), 0))).toBeLessThan(1e-20);
  expect(meanAt(Float32Array.of(9, -9), gateShift(Float32Array.of(9, -9), 1.5))).toBe(1);
});
