import type { TagSet } from '../../domain/post/tag-set.ts';
import {
  MAX_SETS,
  joinedSets,
  readTagSets,
  setName,
  setNamed,
  setsBeyond,
  withSet,
  withoutSet,
} from '../../domain/tags/tag-sets.ts';
import type { HistoryStore, HistoryWriter } from '../../history/history-store.ts';
import { usageOf } from '../calls/checked-fields.ts';

/** Under this name the history keeps them. */
export const TAG_SETS = 'tag-sets';

/** Saved sets, the longest known first. */
export async function savedSets(history: Pick<HistoryStore, 'own'>): Promise<readonly TagSet[]> {
  return readTagSets(await history.own(TAG_SETS));
}

/** Saves a set in the place of the one called `instead`. @throws TagweaveError `usage`, `history-forgotten`, `storage-…` */
export async function saveSet(writer: HistoryWriter, set: TagSet, instead = set.name): Promise<void> {
  if (setName(set.name) === '') throw usageOf('set.name', 'a text that is not empty');
  await writer.changeOwn(TAG_SETS, (now) => {
    const sets = readTagSets(now);
    const after = withSet(sets, set, instead);
    if (setNamed(after, set.name) === null) throw usageOf('set', `one of at most ${MAX_SETS} saved sets`);
    return after;
  });
}

export async function forgetSet(writer: HistoryWriter, name: string): Promise<void> {
  await writer.changeOwn(TAG_SETS, (now) => {
    const sets = readTagSets(now);
    return setNamed(sets, name) === null ? now : withoutSet(sets, name);
  });
}

/** Lets sets of a file join those that are here. @returns what they brought, for undoing it */
export async function joinSets(writer: HistoryWriter, came: readonly TagSet[]): Promise<readonly TagSet[]> {
  let brought: readonly TagSet[] = [];
  if (came.length === 0) return brought;
  await writer.changeOwn(TAG_SETS, (now) => {
    const sets = readTagSets(now);
    const after = joinedSets(sets, came);
    brought = setsBeyond(after, sets);
    return brought.length === 0 ? now : after;
  });
  return brought;
}
