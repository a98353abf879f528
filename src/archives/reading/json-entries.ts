import * as v from 'valibot';
import { textOf } from '../files/archive-files.ts';
import type { ArchiveFile } from '../files/archive-file.ts';
import { nameOf } from '../files/archive-path.ts';
import { problemOf } from '../files/entry-error.ts';
import type { Findings } from './reading.ts';

/** A JSON file; null, and told, when it is none or cannot be read. */
export async function jsonOf(file: ArchiveFile, findings: Findings): Promise<unknown> {
  try {
    return JSON.parse(await textOf(file)) as unknown;
  } catch (error) {
    findings.problem(problemOf(error, 'unreadable'), nameOf(file.path));
    return null;
  }
}

/** Entries that fit the schema, with where they stand; the others are told and left. */
export function* entriesOf<Entry>(
  list: readonly unknown[],
  schema: v.GenericSchema<unknown, Entry>,
  file: ArchiveFile,
  findings: Findings,
  /** The list's name, where a file has several. */
  listName = '',
): Generator<{ readonly entry: Entry; readonly where: string }> {
  for (const [index, one] of list.entries()) {
    const where = `${nameOf(file.path)}, ${listName === '' ? '' : `${listName} `}${index + 1}`;
    const read = v.safeParse(schema, one);
    if (read.success) yield { entry: read.output, where };
    else findings.problem('malformed', where);
  }
}

/** Fields that may be absent, null or of another type: then undefined. */
export function lenient<Schema extends v.GenericSchema>(
  schema: Schema,
): v.SchemaWithFallback<v.OptionalSchema<Schema, undefined>, undefined> {
  return v.fallback(v.optional(schema), undefined);
}

/** A list under one of these names, or the value itself when it is a list. */
export function listIn(value: unknown, ...names: readonly string[]): readonly unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value !== 'object' || value === null) return null;
  for (const name of names) {
    const found = (value as Readonly<Record<string, unknown>>)[name];
    if (Array.isArray(found)) return found as unknown[];
  }
  return null;
}

/** A moment given in seconds; null when there is none. */
export function secondsDate(seconds: number | undefined): Date | null {
  if (seconds === undefined || seconds <= 0) return null;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A moment given as text that says its zone, or is meant in UTC; null when there is none. */
export function textDate(text: string | undefined): Date | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d/u.test(text) || text.startsWith('0000')) return null;
  const withZone = /(?:Z|[+-]\d\d:?\d\d)$/u.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const whole = withZone.includes('T') ? withZone : withZone.replace(/Z$/u, 'T00:00:00Z');
  const date = new Date(whole.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? null : date;
}
