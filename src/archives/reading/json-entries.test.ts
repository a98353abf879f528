import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ArchiveFile } from '../files/archive-file.ts';
import { EntryError } from '../files/entry-error.ts';
import { entriesOf, jsonOf, lenient, listIn, secondsDate, textDate } from './json-entries.ts';
import { Findings } from './reading.ts';

const fileOf = (text: string | Error): ArchiveFile => ({
  path: 'export/posts.json',
  sizeBytes: 9,
  crc32: () => Promise.resolve(0),
  blob: () => (typeof text === 'string' ? Promise.resolve(new Blob([text])) : Promise.reject(text)),
});

describe('a JSON file of an archive', () => {
  it('is read', async () => {
    const findings = new Findings();
    expect(await jsonOf(fileOf('{"a":[1]}'), findings)).toEqual({ a: [1] });
    expect(findings.problems).toEqual([]);
  });

  it.each([
    ['no JSON', 'no JSON', 'unreadable'],
    ['what is too large', new EntryError('too-large', 'x'), 'too-large'],
  ] as const)('is told and left where it is %s', async (_what, text, code) => {
    const findings = new Findings();
    expect(await jsonOf(fileOf(text), findings)).toBeNull();
    expect(findings.problems).toEqual([{ code, where: 'posts.json' }]);
  });

  it('gives its entries with their place, and names those that do not fit', () => {
    const findings = new Findings();
    const read = (list: readonly unknown[], name?: string) => [
      ...entriesOf(list, v.object({ a: v.number() }), fileOf(''), findings, name),
    ];
    expect(read([{ a: 1 }, { a: 'x' }, { a: 3 }])).toEqual([
      { entry: { a: 1 }, where: 'posts.json, 1' },
      { entry: { a: 3 }, where: 'posts.json, 3' },
    ]);
    read([null], 'sets');
    expect(findings.problems).toEqual([
      { code: 'malformed', where: 'posts.json, 2' },
      { code: 'malformed', where: 'posts.json, sets 1' },
    ]);
  });
});

describe('parts of an entry', () => {
  it('may be absent or of another type', () => {
    const schema = v.object({ a: lenient(v.string()) });
    for (const [given, a] of [[{ a: 'x' }, 'x'], [{ a: 1 }], [{ a: null }], [{}]] as const)
      expect(v.parse(schema, given).a).toBe(a);
  });

  it('are a list by itself or under one of its names', () => {
    expect(listIn([1], 'a')).toEqual([1]);
    expect(listIn({ b: [2], a: 'x' }, 'a', 'b')).toEqual([2]);
    expect(listIn({ a: [1], b: [2] }, 'a', 'b')).toEqual([1]);
    for (const none of [{ c: [3] }, null, undefined, 'text', 7]) expect(listIn(none, 'a', 'b')).toBeNull();
  });
});

describe('a moment', () => {
  it.each([
    [1, '1970-01-01T00:00:01.000Z'],
    [1_700_000_000, '2023-11-14T22:13:20.000Z'],
    [0, null],
    [-1, null],
    [undefined, null],
    [1e15, null],
  ])('in seconds: %s', (seconds, iso) => {
    expect(secondsDate(seconds)?.toISOString() ?? null).toBe(iso);
  });

  it.each([
    ['2026-03-05', '2026-03-05T00:00:00.000Z'],
    ['2026-03-05 10:20:30', '2026-03-05T10:20:30.000Z'],
    ['2026-03-05T10:20:30', '2026-03-05T10:20:30.000Z'],
    ['2026-03-05T10:20:30Z', '2026-03-05T10:20:30.000Z'],
    ['2026-03-05T10:20:30+02:00', '2026-03-05T08:20:30.000Z'],
    ['2026-03-05 10:20:30-0230', '2026-03-05T12:50:30.000Z'],
    ['2026-03-05T10:20:30.5Z', '2026-03-05T10:20:30.500Z'],
    ['0000-00-00 00:00:00', null],
    ['0000-01-01', null],
    ['2026-13-05', null],
    ['5 March 2026', null],
    ['on 2026-03-05', null],
    ['', null],
    [undefined, null],
  ])('as text: %s', (text, iso) => {
    expect(textDate(text)?.toISOString() ?? null).toBe(iso);
  });
});
