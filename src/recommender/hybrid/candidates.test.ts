import { describe, expect, it } from 'vitest';
import { NO_OWN_TAGS } from '../personal/own-tags.ts';
import { candidatesOf } from './candidates.ts';
import type { CandidateQuestion } from './candidates.ts';
import { NO_SHIFTS } from '../personal/personal-head.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';

const vocabulary = new VocabularyIndex({
  schema: 1,
  tags: [
    { key: 'dog', label: 'Dog', count: 1 },
    { key: 'sea', label: 'Sea', count: 1 },
  ],
});
const scores = Float32Array.of(0.5, 0.25);
const question = {
  judgement: { scores, classifierScores: scores, sequenceScores: new Float32Array(2), probabilities: scores },
  config: {},
  vocabulary,
  own: NO_OWN_TAGS,
  shifts: NO_SHIFTS,
} as unknown as CandidateQuestion;

describe('candidates', () => {
  it('are the vocabulary alone where there is nothing else, number for number', () => {
    expect(candidatesOf(question).scores).toBe(scores);
    expect(candidatesOf({ ...question, always: [{ key: 'dog', label: 'Dog' }] }).scores).toBe(scores);
  });

  it('take in a tag that is always wanted and that nobody knows', () => {
    const always = [{ key: 'mystudio', label: 'MyStudio' }];
    const { tags, allowed, scores: all } = candidatesOf({ ...question, always });
    expect(tags.map((tag) => tag.key)).toEqual(['dog', 'sea', 'mystudio']);
    expect([Array.from(all), allowed]).toEqual([
      [0.5, 0.25, 0],
      [true, true, true],
    ]);
  });
});
