import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { modelPathSchema } from './model-files.ts';
import { networkManifestSchema, relatedSchema, vocabularySchema } from './network-manifest.ts';

const folder = new URL('../../../e2e/fixtures/models/tiny-network-weighted/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Record<string, unknown> & {
  network: Record<string, unknown>;
  files: { path: string }[];
};
const accepts = (value: unknown): boolean => v.is(networkManifestSchema, value);

describe('a network manifest', () => {
  test('is accepted as training writes it', () => {
    expect(accepts(manifest)).toBe(true);
  });

  test.each([
    ['another kind', { ...manifest, kind: 'photo-encoder' }],
    ['another schema', { ...manifest, schema: 2 }],
    ['an id that is no folder name', { ...manifest, id: '../models' }],
    ['no weights file', { ...manifest, files: manifest.files.filter(({ path }) => path !== 'weights.bin') }],
    ['no vocabulary', { ...manifest, files: manifest.files.filter(({ path }) => path !== 'vocabulary.json') }],
    ['a file twice', { ...manifest, files: [...manifest.files, ...manifest.files] }],
    ['a short hash', { ...manifest, files: manifest.files.map((file) => ({ ...file, sha256: 'ab' })) }],
    [
      'a ranking that is no file of it',
      { ...manifest, network: { ...manifest.network, ranking: { file: 'ranking.json' } } },
    ],
    ['an unknown fusion', { ...manifest, network: { ...manifest.network, fusion: 'product' } }],
    [
      'the rule that needs another decoder',
      { ...manifest, network: { ...manifest.network, hybrid: { rule: 'A3', beta: 0.5 } } },
    ],
    ['a share above 1', { ...manifest, network: { ...manifest.network, hybrid: { rule: 'A2', beta: 1.5 } } }],
    ['no width', { ...manifest, network: { ...manifest.network, d: 0 } }],
    [
      'an encoder without a revision',
      { ...manifest, network: { ...manifest.network, caption: { encoder: 'e5', width: 3 } } },
    ],
  ])('is refused with %s', (_, value) => {
    expect(accepts(value)).toBe(false);
  });
});

describe('a table of related hashtags', () => {
  const related = [[1, 2], [0], []];

  test('may say of how many posts with one the other is', () => {
    expect(v.is(relatedSchema, { schema: 1, related })).toBe(true);
    expect(v.is(relatedSchema, { schema: 1, related, shares: [[250, 0], [1000], []] })).toBe(true);
  });

  test.each([
    ['a row too few', [[250, 0], [1000]]],
    ['a share too many', [[250, 0], [1000, 3], []]],
    ['more than all', [[250, 0], [1001], []]],
    ['less than none', [[250, -1], [1000], []]],
  ])('is refused with %s', (_, shares) => {
    expect(v.is(relatedSchema, { schema: 1, related, shares })).toBe(false);
  });
});

test.each(['weights.bin', 'onnx/model_quantized.onnx', 'a-b_c.1/d.json'])('%s is a path inside the folder', (path) => {
  expect(v.is(modelPathSchema, path)).toBe(true);
});
test.each([
  '',
  '/etc/passwd',
  '../x',
  'a/../b',
  'a//b',
  'a/',
  './a',
  'https://example.org/a',
  'a\\b',
  'C:x',
  '%2e%2e/x',
])('“%s” is none', (path) => {
  expect(v.is(modelPathSchema, path)).toBe(false);
});

test('a network may bring a ranking model along', () => {
  const files = [...manifest.files, { path: 'ranking.json', bytes: 2, sha256: '0'.repeat(64) }];
  expect(accepts({ ...manifest, files, network: { ...manifest.network, ranking: { file: 'ranking.json' } } })).toBe(
    true,
  );
});

test('a vocabulary may say what its hashtags are about and who uses them', () => {
  const tag = { key: 'wedding', label: 'Wedding', count: 7, authors: 5, kind: 'occasion', light: true };
  expect(v.is(vocabularySchema, { schema: 1, tags: [tag] })).toBe(true);
  expect(v.is(vocabularySchema, { schema: 1, tags: [{ ...tag, kind: 'party' }] })).toBe(false);
  expect(v.is(vocabularySchema, { schema: 1, tags: [{ ...tag, authors: -1 }] })).toBe(false);
});

test('a vocabulary lists every hashtag once', () => {
  const tag = { key: 'sea', label: 'Sea', count: 7 };
  expect(v.is(vocabularySchema, { schema: 1, tags: [tag] })).toBe(true);
  expect(v.is(vocabularySchema, { schema: 1, tags: [tag, tag] })).toBe(false);
  expect(v.is(vocabularySchema, { schema: 1, tags: [] })).toBe(false);
});
