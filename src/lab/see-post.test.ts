import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { nodeParts } from '../recommender/models/node-parts.ts';
import { PostSeer } from './see-post.ts';
import type { SeeAsk } from './see-post.ts';

const LONG = 180_000;
const photoOf = (name: string): Blob =>
  new Blob([readFileSync(new URL(`../../e2e/fixtures/photos/${name}`, import.meta.url))]);
const ask: SeeAsk = {
  ...{ network: 'design-vit-weighted', photo: photoOf('beagle.png'), caption: 'Our new dog at home', k: 7 },
  earlier: [
    { photo: null, caption: 'Coffee in the kitchen', tags: [{ key: 'coffee', label: 'Coffee' }] },
    { photo: photoOf('coffee.jpg'), caption: '', tags: [{ key: 'drink', label: 'drink' }] },
  ],
  ...{ gate: null, beta: null },
};
const seer = new PostSeer((network) => nodeParts({ network }));
afterAll(() => seer.dispose());
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test('every step of a post adds up as the equations say', { timeout: LONG }, async () => {
  const seen = await seer.see(ask);
  const { regions, tokens, affinity, gate } = seen;
  expect(regions?.attention).toHaveLength(49);
  expect(sum(regions?.attention ?? [])).toBeCloseTo(1, 4);
  expect(sum((tokens ?? []).map(({ alpha }) => alpha))).toBeCloseTo(1, 4);
  expect(sum((tokens ?? []).map(({ attention }) => attention))).toBeCloseTo(1, 4);
  expect((tokens ?? []).filter(({ own }) => own).map(({ piece }) => piece)).toContain('dog');
  expect(affinity).toHaveLength(tokens?.length ?? 0);
  for (const row of affinity ?? []) {
    expect(row).toHaveLength(49);
    expect(row.every((value) => Math.abs(value) <= 1)).toBe(true);
  }
  expect(gate).toHaveLength(256);
  expect(seen.history).toHaveLength(2);
  expect(sum(seen.history)).toBeCloseTo(1, 4);
  expect(seen.beta).toBe(0.8);
  for (const { value, classifier, sequence } of seen.hybrid) expect(classifier + sequence).toBeCloseTo(value, 5);
  expect(seen.without.map(({ part }) => part)).toEqual(['caption', 'photo', 'history']);
});

test('w and β are forced, and what is left out is not there', { timeout: LONG }, async () => {
  const photoOnly = await seer.see({ ...ask, gate: 1, beta: 1 });
  expect(Math.min(...(photoOnly.gate ?? []))).toBeCloseTo(1, 5);
  expect(photoOnly.hybrid.map(({ tag }) => tag)).toEqual(photoOnly.classification.map(({ tag }) => tag));
  const bare = await seer.see({ ...ask, photo: null, earlier: [] });
  expect([bare.regions, bare.affinity, bare.history, bare.without]).toEqual([null, null, [], []]);
});

test('another network takes the place of the first; one without a gate has no w', { timeout: LONG }, async () => {
  const seen = await seer.see({ ...ask, network: 'design-vit-sum' });
  expect([seen.fusion, seen.gate]).toEqual(['sum', null]);
  expect(seen.network).toMatch(/^design-vit-sum@/);
});
