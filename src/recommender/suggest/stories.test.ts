import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { POST_SOURCES, RANKING_TERMS, rankingModelSchema } from '../../domain/models/ranking-model.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { readCaption } from './caption-reading.ts';
import { Companions } from './companions.ts';
import type { Candidate } from './evidence.ts';
import { OwnPosts } from './own-posts.ts';
import type { OwnAnswer, OwnPost } from './own-posts.ts';
import { TermsOf } from './terms.ts';
import { calibrated, coldScore, weigh } from './weighing.ts';

const ranking: unknown = JSON.parse(readFileSync('public/models/design-everyday/ranking.json', 'utf8'));
const model = v.parse(rankingModelSchema, ranking);
const near = { ...model.near, centre: { photo: [0, 0, 0], caption: [0, 0, 0] } };
const labels = ['Halloween', 'Coffee', 'Night'];
const vocabulary = new VocabularyIndex({
  ...{ schema: 1, tags: labels.map((label) => ({ key: label.toLowerCase(), label, count: 100 })) },
});

/** Topics are directions at right angles. */
const about = (topic: number): Float32Array => Float32Array.from({ length: 3 }, (_, i) => (i === topic ? 1 : 0));
const post = (topic: number, ...keys: string[]): OwnPost =>
  ({
    tags: keys.map((key) => ({ key, label: key })),
    removedTags: [],
    vector: { maker: 'm', values: about(topic), photo: about(topic), caption: about(topic) },
  }) as unknown as OwnPost;
const asked = (posts: readonly OwnPost[]): OwnAnswer =>
  new OwnPosts(posts, 'm', near).ask({ photo: about(0), caption: about(0), strength: 1 });

const companions = new Companions(null);

/** What the network says to a pumpkin, and a tag's terms beside own posts. */
function termsOf(key: string, own: OwnAnswer) {
  const index = vocabulary.indexOf(key);
  const candidate: Candidate = {
    ...{ tag: { key, label: key }, index, naming: null, place: null, name: null, thing: null, shift: 0 },
    own: own.byKey.get(key) ?? null,
  };
  const output = { logits: Float32Array.of(0, -5, -2), q: Float32Array.of(0.6, 1e-4, 0.05) };
  const findings = { reading: readCaption(''), language: null, candidates: [candidate] };
  return new TermsOf({ findings, output, withHistory: null, own, vocabulary, rates: [0, 0, 0], companions }).of(
    candidate,
  );
}
const weighed = (key: string, own: OwnAnswer, source: (typeof POST_SOURCES)[number] = 'both') =>
  weigh(termsOf(key, own), model.sources[source], { split: null, mean: { caption: 0, photo: 0 }, source, slider: 0 });

describe.each(POST_SOURCES)('by the shipped weights, with %s', (source) => {
  it('one coffee post does not remove #Halloween from a pumpkin, nor stand above it', () => {
    const own = asked([post(1, 'coffee', 'coffeelover')]);
    const halloween = weighed('halloween', own, source).score;
    expect(calibrated(halloween, model.sources[source].known)).toBeGreaterThan(model.floor);
    expect(halloween).toBeGreaterThan(weighed('coffee', own, source).score);
    expect(halloween).toBeGreaterThan(weighed('coffeelover', own, source).score);
  });

  it('nothing personal is told, or counts, where there are no posts', () => {
    const { score, parts } = weighed('halloween', asked([]), source);
    expect(score).toBeCloseTo(coldScore(termsOf('halloween', asked([])), model.sources[source]), 5);
    const personal = ['near', 'habit', 'neverUsed', 'removed', 'history', 'head'];
    expect(parts.filter(({ name }) => personal.includes(name))).toEqual([]);
  });

  it('own posts are no part of the reason for a tag that the person never used', () => {
    const { parts } = weighed('night', asked([post(0, 'coffee'), post(0, 'coffee')]), source);
    expect(parts.filter(({ name }) => name === 'near' || name === 'habit')).toEqual([]);
  });

  it('the parts add up to the score, which is the weighted sum of the terms', () => {
    const own = asked([post(0, 'coffee'), post(1, 'night')]);
    const { score, parts } = weighed('coffee', own, source);
    const { bias, terms: weights } = model.sources[source];
    const terms = termsOf('coffee', own);
    expect(score).toBe(parts.reduce((sum, { value }) => sum + value, 0));
    expect(score).toBeCloseTo(
      RANKING_TERMS.reduce((sum, term) => sum + weights[term] * terms[term], bias),
      9,
    );
    expect(parts.some(({ name }) => name === 'near')).toBe(true);
  });
});
