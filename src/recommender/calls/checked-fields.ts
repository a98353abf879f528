import { TagweaveError } from '../../domain/errors/errors.ts';

/** What a call of plain JavaScript got wrong: the field by its name, and what it wants. */
export function usageOf(field: string, wants: string): TagweaveError {
  return new TagweaveError('usage', `${field} must be ${wants}.`, { details: { field } });
}

/** The value where there is one; undefined and null both mean that it was left out. */
export function optional<Value, Checked>(
  value: Value,
  field: string,
  check: (value: NonNullable<Value>, field: string) => Checked,
): Checked | undefined {
  return value === undefined || value === null ? undefined : check(value, field);
}

/** @throws TagweaveError `usage` */
export function objectOf<Value>(value: Value, field: string, wants: string): NonNullable<Value> {
  if (typeof value !== 'object' || value === null) throw usageOf(field, wants);
  return value;
}

/** @throws TagweaveError `usage` */
export function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string') throw usageOf(field, 'a text');
  return value;
}

/** A file, of this window or another: what matters is that its bytes can be had. @throws TagweaveError `usage` */
export function photoOf(value: unknown, field: string): Blob {
  if (value instanceof Blob) return value;
  const kind = Object.prototype.toString.call(value);
  if (kind === '[object Blob]' || kind === '[object File]') return value as Blob;
  throw usageOf(field, 'a Blob or File (of bytes: new Blob([bytes]))');
}

/** @throws TagweaveError `usage` */
export function signalOf(value: unknown, field: string): AbortSignal {
  if (Object.prototype.toString.call(value) !== '[object AbortSignal]') throw usageOf(field, 'an AbortSignal');
  return value as AbortSignal;
}

/** @throws TagweaveError `usage` */
export function itemsOf(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw usageOf(field, 'a list');
  return value;
}

/** @throws TagweaveError `usage` with the place of what is wrong */
export function listOf<Item>(
  value: unknown,
  field: string,
  check: (value: unknown, field: string) => Item,
): readonly Item[] {
  return itemsOf(value, field).map((one, index) => check(one, `${field}[${String(index)}]`));
}

/** @throws TagweaveError `usage` */
export function flagOf(value: unknown, field: string, values: readonly string[]): void {
  if (value !== undefined && value !== null && !values.some((one) => one === value)) {
    throw usageOf(field, `one of ${values.map((one) => `“${one}”`).join(', ')}`);
  }
}
