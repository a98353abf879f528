import { describe, expect, it } from 'vitest';
import { seededNormal } from './tensors/seeded.ts';
import { Traces } from './traces.ts';

/** Six numbers a row: four at a time and a rest of two. */
const [D, H, TOKENS, REGIONS] = [6, 3, 4, 5];
const normal = (count: number, seed: number): Float32Array => seededNormal(count, 1, seed);
const CAPTION = { rows: normal(TOKENS * D, 1), attention: normal(TOKENS, 2) };
const PHOTO = { rows: normal(REGIONS * D, 3), attention: normal(REGIONS, 4) };
const [GATE, CLASSIFIER] = [normal(D, 5), normal(D * H, 6)];

/** W_c(side ⊙ a_r x_r) of one row, as the equation stands. */
function share({ rows, attention }: typeof CAPTION, row: number, tag: number, side: (i: number) => number, extra = 0) {
  let sum = 0;
  for (let i = 0; i < D; i += 1)
    sum += side(i) * ((attention[row] ?? 0) + extra) * (rows[row * D + i] ?? 0) * (CLASSIFIER[i * H + tag] ?? 0);
  return sum;
}

const tracesOf = (
  fusion: 'sum' | 'mean' | 'weighted',
  pooling: 'attention' | 'attention+mean' = 'attention',
  parts = { caption: CAPTION, photo: PHOTO } as ConstructorParameters<typeof Traces>[1],
) => new Traces({ d: D, vocabulary: H, fusion, pooling }, parts, fusion === 'weighted' ? GATE : null, CLASSIFIER);

function expectNear(found: Float32Array | null, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, at) => {
    expect(found?.[at]).toBeCloseTo(value, 5);
  });
}

describe('what each row adds to a logit', () => {
  it.each([
    ['sum', () => 1, () => 1],
    ['mean', () => 0.5, () => 0.5],
    ['weighted', (i: number) => 1 - (GATE[i] ?? 0), (i: number) => GATE[i] ?? 0],
  ] as const)('is its part of the equation: %s', (fusion, ofCaption, ofPhoto) => {
    for (let tag = 0; tag < H; tag += 1) {
      const trace = tracesOf(fusion).of(tag);
      expectNear(
        trace.caption,
        Array.from({ length: TOKENS }, (_, row) => share(CAPTION, row, tag, ofCaption)),
      );
      expectNear(
        trace.photo,
        Array.from({ length: REGIONS }, (_, row) => share(PHOTO, row, tag, ofPhoto)),
      );
    }
  });

  it('holds its part of the mean where that is pooled, too', () => {
    const { caption, photo } = tracesOf('sum', 'attention+mean').of(1);
    const one = (): number => 1;
    expectNear(
      caption,
      Array.from({ length: TOKENS }, (_, row) => share(CAPTION, row, 1, one, 1 / TOKENS)),
    );
    expectNear(
      photo,
      Array.from({ length: REGIONS }, (_, row) => share(PHOTO, row, 1, one, 1 / REGIONS)),
    );
  });

  it('is nothing of what was not given', () => {
    expect(tracesOf('sum', 'attention', { caption: null, photo: PHOTO }).of(0).caption).toBeNull();
    expect(tracesOf('sum', 'attention', { caption: CAPTION, photo: null }).of(0).photo).toBeNull();
  });
});
