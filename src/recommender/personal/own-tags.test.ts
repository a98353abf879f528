import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearntPost } from '../../history/history-store.ts';
import { candidatesOf } from '../hybrid/candidates.ts';
import type { Candidates } from '../hybrid/candidates.ts';
import { MadeOfHistory } from '../history/made-of-history.ts';
import { OWN_TAG_WEIGHTS, OwnTags } from './own-tags.ts';
import type { OwnTagQuestion, OwnTagScores } from './own-tags.ts';
import { NO_SHIFTS } from './personal-head.ts';
import { rankTags } from '../hybrid/ranking.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';

const MAKER = 'net@1/photo@1/caption@1';
const post = (id: string, labels: readonly string[], values: readonly number[], maker = MAKER): LearntPost => ({
  id,
  createdAt: `2026-01-01T00:00:00.${id.padStart(3, '0')}Z`,
  caption: '',
  removedTags: [],
  tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
  vector: { maker, values: Float32Array.from(values) },
});
const at = (...values: number[]): Float32Array => Float32Array.from(values);
/** A post being written, with a caption that names nothing. */
const asked = (vector: Float32Array, caption = ''): OwnTagQuestion => ({ vector, caption });
const shareOf = (tags: OwnTags, vector: Float32Array, key: string): number => {
  const found = tags.score(asked(vector)).byKey.get(key);
  return (found?.nearest ?? 0) + (found?.usual ?? 0);
};

describe('own tags', () => {
  const posts = [
    post('1', ['Mountains', 'Карпати'], [1, 0, 0]),
    post('2', ['Coffee'], [0, 1, 0]),
    post('3', ['Mountains', 'КАРПАТИ'], [0.9, 0.1, 0]),
  ];
  const tags = new OwnTags(posts, MAKER);

  it('prefer what the nearest posts carry, in any script, as it was written last', () => {
    expect(shareOf(tags, at(1, 0.05, 0), 'карпати')).toBeGreaterThan(shareOf(tags, at(1, 0.05, 0), 'coffee'));
    expect(shareOf(tags, at(0, 1, 0), 'coffee')).toBeGreaterThan(shareOf(tags, at(0, 1, 0), 'карпати'));
    expect(tags.score(asked(at(1, 0, 0))).byKey.get('карпати')).toMatchObject({ uses: 2, tag: { label: 'КАРПАТИ' } });
  });

  it('weigh more the more posts there are, never more than ω', () => {
    const weightOf = (count: number) =>
      new OwnTags(
        Array.from({ length: count }, (_, n) => post(String(n), ['a'], [1, n, 0])),
        MAKER,
      ).score(asked(at(1, 0, 0))).weight;
    const weights = [0, 1, 2, 5, 50].map(weightOf);
    expect(weights[0]).toBe(0);
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(new Set(weights).size).toBe(5);
    expect(Math.max(...weights)).toBeLessThan(OWN_TAG_WEIGHTS.weight);
  });

  it('do not ask when a post was made', () => {
    const other = new OwnTags(posts.toReversed(), MAKER);
    for (const key of ['mountains', 'карпати', 'coffee']) {
      expect(shareOf(other, at(0.4, 0.6, 0.1), key)).toBeCloseTo(shareOf(tags, at(0.4, 0.6, 0.1), key), 12);
    }
  });

  it('never compare vectors of other models, but know that the tag is usual', () => {
    const foreign = new OwnTags([post('1', ['Sea'], [1, 0, 0], 'net@2/photo@1/caption@1')], MAKER).score(
      asked(at(1, 0, 0)),
    );
    expect(foreign.byKey.get('sea')?.nearest).toBe(0);
    expect(foreign.byKey.get('sea')?.usual).toBeGreaterThan(0);
  });

  it('are prepared once for one state of the history', () => {
    const kept = new MadeOfHistory((posts, maker) => new OwnTags(posts, maker));
    expect(kept.of(posts, MAKER)).toBe(kept.of(posts, MAKER));
    expect(kept.of([...posts], MAKER)).not.toBe(kept.of([...posts].slice(1), MAKER));
    expect(kept.of(posts, 'other')).not.toBe(kept.of(posts, MAKER));
    const before = kept.of(posts, MAKER);
    expect(kept.of([], MAKER).score(asked(at(1, 0, 0))).weight).toBe(0);
    expect(kept.of(posts, MAKER)).toBe(before); // one recommendation without the history costs the next one nothing
  });

  it('prefer what the caption names, in any script, of own tags only', () => {
    const named = (caption: string) =>
      [...tags.score(asked(at(0, 0, 1), caption)).byKey].flatMap(([key, score]) => (score.named > 0 ? [key] : []));
    expect(named('Карпати! Coffee in the sea')).toEqual(['карпати', 'coffee']);
    expect(named('carpatians')).toEqual([]);
    const share = (caption: string) => tags.score(asked(at(1, 0, 0), caption)).byKey.get('coffee')!;
    expect(share('My coffee').nearest).toBeLessThanOrEqual(share('').nearest);
    expect(share('My coffee').named).toBeGreaterThan(0);
  });

  it('gain by how well their names fit the caption, own tags only', () => {
    const score = (fits?: ReadonlyMap<string, number>) => tags.score({ ...asked(at(0, 0, 1)), fits }).byKey;
    const fitting = score(new Map([['coffee', 0.5], ['foreign', 1]])); // prettier-ignore
    expect(fitting.get('coffee')!.fitting).toBeGreaterThan(0);
    expect(fitting.get('карпати')!.fitting).toBe(0);
    expect(fitting.has('foreign')).toBe(false);
    expect(score().get('coffee')!.fitting).toBe(0);
  });

  it('weigh less beside the head and with less strength, nothing without', () => {
    const weight = (change: Partial<OwnTagQuestion>) => tags.score({ ...asked(at(1, 0, 0)), ...change }).weight;
    expect(weight({ besideHead: true })).toBeLessThan(weight({}));
    expect(weight({ strength: 0.5 })).toBeCloseTo(weight({}) / 2, 12);
    expect(weight({ strength: 0 })).toBe(0);
  });

  it('stand the test of zeros', () => {
    const zeros = new OwnTags([post('1', ['Sea'], [0, 0, 0])], MAKER).score(asked(at(0, 0, 0)));
    expect(zeros.byKey.get('sea')?.nearest).toBe(0);
    expect(Number.isFinite(zeros.byKey.get('sea')?.usual)).toBe(true);
  });
});

describe('candidates', () => {
  /** A network of the classification head alone, whose scores are its probabilities. */
  const candidates = (scores: Float32Array, own: OwnTagScores): Candidates =>
    candidatesOf({
      judgement: {
        ...{ user: new Float32Array(3), logits: scores.map((y) => Math.log(y / (1 - y))), probabilities: scores },
        ...{
          scores,
          classifierScores: scores,
          sequenceScores: scores.map(() => 0),
          q: scores.map(() => 0),
          sequence: [],
        },
      },
      config: { head: 'classification', hybrid: { rule: 'A2', beta: 0.5 }, sequence: { steps: 7 } },
      ...{ vocabulary, own, shifts: NO_SHIFTS },
    });

  const vocabulary = new VocabularyIndex({
    schema: 1,
    tags: ['Sea', 'Dog', 'nsfw', 'Cat'].map((label) => ({ key: label.toLowerCase(), label, count: 1 })),
  });

  it('are the network’s own, number for number, without own posts', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 4, maxLength: 4, min: 0, max: 1, noNaN: true }), (scores) => {
        const found = candidates(scores, new OwnTags([], MAKER).score(asked(at(1, 0, 0))));
        expect(found.scores).toBe(scores);
        expect(rankTags(found.scores, found, 3, new Set())).toEqual(rankTags(scores, vocabulary, 3, new Set()));
      }),
    );
  });

  it('hold tags that the network never heard of, but none that is never suggested', () => {
    const own = new OwnTags([post('1', ['Моря', 'Porn', 'Sea'], [1, 0, 0])], MAKER).score(asked(at(1, 0, 0)));
    const found = candidates(Float32Array.of(0.1, 0.2, 0.9, 0.05), own);
    const { tags } = rankTags(found.scores, found, 5, new Set());
    const keys = tags.map((index) => found.tags[index]?.key);
    expect(keys).toContain('моря');
    expect(keys.slice(0, 1)).toEqual(['sea']);
    expect(keys).not.toContain('nsfw');
    expect(keys).not.toContain('porn');
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('have scores in 0…1 that are the sum of their shares', () => {
    const score = fc.float({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(score, { minLength: 4, maxLength: 4 }),
        fc.array(score, { minLength: 3, maxLength: 3 }),
        (values, p) => {
          const own = new OwnTags([post('1', ['x', 'Sea'], [1, 0, 0]), post('2', ['Dog'], [0, 1, 0])], MAKER).score(asked(Float32Array.from(p))); // prettier-ignore
          const found = candidates(Float32Array.from(values), own);
          Array.from(found.scores).forEach((value, index) => {
            const share = own.byKey.get(found.tags[index]!.key);
            expect(value).toBeCloseTo((1 - own.weight) * (Math.fround(values[index] ?? 0)) + (share?.nearest ?? 0) + (share?.usual ?? 0), 12); // prettier-ignore
            expect(value).toBeLessThanOrEqual(1 + 1e-9);
            expect(value).toBeGreaterThanOrEqual(0);
          });
        },
      ),
    );
  });
});
