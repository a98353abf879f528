import * as v from 'valibot';

/**
 * How often everything was forgotten on this device. It is read and written in the same transactions as the posts: IndexedDB lets one
 * of them at a time into these stores, in whatever tab or worker, so no writer can come between the look and the writing.
 */
export interface WipeRecord {
  /** Goes up by one with each wipe. */
  readonly epoch: number;
  /** Ids of the last wishes that were granted: one that is found in the journal after a crash may have been granted already. */
  readonly granted: readonly string[];
}

export const WIPES_KEY = 'all';
const REMEMBERED = 32;

const schema = v.object({ epoch: v.pipe(v.number(), v.integer()), granted: v.array(v.string()) });

/** What is stored; nothing, or what makes no sense, counts as never. */
export function wipesOf(record: unknown): WipeRecord {
  const read = v.safeParse(schema, record);
  return read.success ? read.output : { epoch: 0, granted: [] };
}

export function afterWipe({ epoch, granted }: WipeRecord, id: string | undefined): WipeRecord {
  return { epoch: epoch + 1, granted: id === undefined ? granted : [...granted, id].slice(-REMEMBERED) };
}
