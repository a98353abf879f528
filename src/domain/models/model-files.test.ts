import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  manifestBaseEntries,
  modelFileSchema,
  modelIdSchema,
  modelPathSchema,
  modelRef,
  modelRefSchema,
  wholeNumberSchema,
} from './model-files.ts';

const takes = (schema: v.GenericSchema) => (value: unknown) => v.safeParse(schema, value).success;
const SHA = 'a'.repeat(64);

describe('what a manifest may say', () => {
  it.each<[what: string, schema: v.GenericSchema, right: readonly unknown[], wrong: readonly unknown[]]>([
    ['a count', wholeNumberSchema, [0, 7, 2 ** 53 - 1], [-1, 0.5, 2 ** 53, NaN, '7']],
    ['an id', modelIdSchema, ['a', '4-bit.v2', 'a'.repeat(100)], ['', '-a', 'A', 'a/b', 'a b', 'a'.repeat(101), '.a']],
    [
      'a reference',
      modelRefSchema,
      ['a@1', 'a-b@Rev_1.2', `a@${'1'.repeat(198)}`],
      ['a', '@1', 'a@', 'a@-1', 'a@1 ', ' a@1', 'A@1', `a@${'1'.repeat(199)}`],
    ],
    [
      'a path',
      modelPathSchema,
      ['a', '_a/b-1.onnx', 'a..b', 'a'.repeat(255)],
      ['', '/a', 'a/', 'a//b', '../a', 'a/../b', 'a/..', '.a', 'a/.b', 'a\\b', 'https://x', 'a'.repeat(256)],
    ],
  ])('%s', (_what, schema, right, wrong) => {
    expect(right.filter((value) => !takes(schema)(value))).toEqual([]);
    expect(wrong.filter(takes(schema))).toEqual([]);
  });

  it('a file has a size and a whole digest, and is listed once', () => {
    const file = { path: 'a.onnx', bytes: 1, sha256: SHA };
    expect(takes(modelFileSchema)(file)).toBe(true);
    for (const sha256 of [SHA.slice(1), `${SHA}a`, SHA.toUpperCase(), `g${SHA.slice(1)}`]) {
      expect(takes(modelFileSchema)({ ...file, sha256 })).toBe(false);
    }
    const files = takes(manifestBaseEntries.files);
    expect(files([file, { ...file, path: 'b.onnx' }])).toBe(true);
    expect(files([file, file])).toBe(false);
  });

  it('is named by its id and revision', () => {
    expect(modelRef({ id: 'everyday', revision: '3' })).toBe('everyday@3');
  });
});
