import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { a1Scores, a2Scores, rank, scoresOf, sequenceScores } from './hybrid.ts';

const yhat = Float32Array.of(0.1, 0.8, 0.4, 0.2, 0.05);
const q = Float32Array.of(0.5, 0.1, 0, 0.25, 0.02);

describe('A2', () => {
  test('is β·ŷ/max ŷ + (1−β)·q/max q', () => {
    const { scores, classifier, sequence } = a2Scores(yhat, q, 0.6);
    [0.6 * 0.125 + 0.4, 0.6 + 0.4 * 0.2, 0.3, 0.15 + 0.2, 0.6 * 0.0625 + 0.4 * 0.04].forEach((value, tag) => {
      expect(scores[tag]).toBeCloseTo(value, 6);
      expect(classifier[tag]! + sequence[tag]!).toBeCloseTo(value, 6);
    });
    expect(rank(scores, 3)).toEqual([1, 0, 3]);
  });

  test('with a decoder that says nothing it is the classifier', () => {
    expect(rank(a2Scores(yhat, new Float32Array(5), 0.6).scores, 5)).toEqual([1, 2, 3, 0, 4]);
  });
});

describe('A1', () => {
  test('takes hashtags of both lists first, then alternately from each', () => {
    // the classifier's list: 1 2 3 0 4; the decoder's: 3 0 4, then by q 1 2
    const { scores, classifier, sequence } = a1Scores(yhat, { tags: [3, 0, 4], q }, 3);
    expect(rank(scores, 5)).toEqual([3, 1, 2, 0, 4]);
    scores.forEach((score, tag) => {
      expect(classifier[tag]! + sequence[tag]!).toBeCloseTo(score, 6);
      expect(score).toBeLessThanOrEqual(1);
    });
  });
});

test('A1 is that of training/tests/test_options.py', () => {
  const six = Float32Array.of(0.9, 0.8, 0.7, 0.1, 0.2, 0.3); // 0 1 2 5 4 3
  const decoded = { tags: [3, 4, 2, 1, 0], q: Float32Array.of(0.1, 0.2, 0.7, 0.9, 0.8, 0) };
  expect(rank(a1Scores(six, decoded, 3).scores, 6)).toEqual([2, 0, 3, 1, 4, 5]);
});

test('the sequence head alone keeps its order and fills up by q', () => {
  expect(rank(sequenceScores({ tags: [4, 2], q }).scores, 5)).toEqual([4, 2, 0, 3, 1]);
});

test('ties go to the lower index', () => {
  expect(rank(Float32Array.of(1, 2, 2, 1), 4)).toEqual([1, 2, 0, 3]);
});

test('the first few of many are those that sorting puts first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(-1, 0, 0.25, 0.5, 0.75, 2), { maxLength: 300 }),
      fc.integer({ min: 0, max: 200 }),
      (list, count) => {
        const scores = Float32Array.from(list);
        const sorted = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
        expect(rank(scores, count)).toEqual(sorted.slice(0, count));
      },
    ),
  );
});

test("the manifest's head decides", () => {
  const decoded = { tags: [4], q };
  const by = (head: 'classification' | 'sequence' | 'hybrid', rule: 'A1' | 'A2') =>
    rank(scoresOf({ head, hybrid: { rule, beta: 0 }, sequence: { steps: 2 } }, yhat, decoded).scores, 2);
  expect(by('classification', 'A2')).toEqual([1, 2]);
  expect(by('sequence', 'A2')).toEqual([4, 0]);
  expect(by('hybrid', 'A2')).toEqual([0, 3]);
  expect(by('hybrid', 'A1')).toEqual([1, 4]);
});
