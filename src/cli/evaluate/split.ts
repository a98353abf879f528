import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { PARTS } from '../arguments/parts.ts';
import type { Part } from '../arguments/parts.ts';
import { byUser, fractionOf } from './post-folder.ts';
import type { FolderPost, PostSet } from './post-folder.ts';
import { systemReason } from '../terminal/system-reason.ts';

function partOf(position: number): Part {
  return position < 0.8 ? 'train' : position < 0.9 ? 'validation' : 'test';
}

/**
 * The protocol's split, 80/10/10 (systems.md §7, training/data/split.py): a dated post by its place among its user's dated posts,
 * any other by the hash of its id.
 * @param groups posts by user in the order of `byUser`
 */
export function splitOf(groups: readonly (readonly FolderPost[])[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const group of groups) {
    const dated = group.filter((post) => post.date !== null && post.user !== null);
    for (const post of group)
      parts.set(post.id, partOf(Number.parseInt(fractionOf(post.id).slice(0, 13), 16) / 2 ** 52));
    for (const [rank, post] of dated.entries()) parts.set(post.id, partOf(rank / dated.length));
  }
  return parts;
}

const fileSchema = v.record(v.string(), v.picklist(PARTS));

/**
 * The part of every post, by id.
 * @param file `{ id: part }`, as `training/run everyday.split` writes it; null = the protocol's split
 * @throws TagweaveError `usage` when the file is none
 */
export async function partsOf(file: string | null, sets: readonly PostSet[]): Promise<ReadonlyMap<string, Part>> {
  if (file === null) return splitOf(byUser(sets.flatMap(({ posts }) => posts)));
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'it is not JSON' : systemReason(cause);
    throw new TagweaveError('usage', `${file} cannot be read (${why}).`, { cause });
  }
  const read = v.safeParse(fileSchema, json);
  if (!read.success)
    throw new TagweaveError('usage', `${file} is no split: it says train, validation or test of each id.`);
  return new Map(Object.entries(read.output));
}
