import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import * as v from 'valibot';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { hashtagKey } from '../../domain/tags/hashtag.ts';
import { systemReason } from '../terminal/system-reason.ts';
import { isWithin } from '../terminal/within-folder.ts';

/** One post of a folder, as training/data/posts.py reads it. */
export interface FolderPost {
  readonly id: string;
  readonly user: string | null;
  readonly date: string | null;
  /** Path of the picture; null for a post without one. */
  readonly image: string | null;
  readonly caption: string;
  /** Distinct keys. */
  readonly tags: readonly string[];
}

const text = v.string();
const lineSchema = v.object({
  id: v.pipe(text, v.nonEmpty()),
  user: v.nullish(text, null),
  date: v.nullish(text, null),
  image: v.nullish(text, null),
  caption: v.nullish(text, ''),
  tags: v.nullish(v.array(text), () => []),
});

/**
 * Posts of `FOLDER/posts.jsonl` in file order. A line that is none is told and left out.
 * @throws TagweaveError `usage` when there is no such file, or it is a link out of the folder
 */
export async function readPosts(folder: string, complain: (line: string) => void): Promise<FolderPost[]> {
  const path = join(folder, 'posts.jsonl');
  if (existsSync(path) && !isWithin(path, folder)) {
    throw new TagweaveError('usage', `${path} is a link to a file outside ${folder}, which is not read.`);
  }
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (cause) {
    throw new TagweaveError('usage', `${path} cannot be read (${systemReason(cause)}).`, { cause });
  }
  const posts: FolderPost[] = [];
  content.split(/\r?\n/u).forEach((line, index) => {
    if (line.trim() === '') return;
    const post = readLine(line, folder);
    if (typeof post === 'string') complain(`${path} line ${index + 1}: ${post}`);
    else posts.push(post);
  });
  return posts;
}

/** A folder of posts, and what it is called. */
export interface PostSet {
  readonly set: string;
  readonly posts: readonly FolderPost[];
}

/** @throws as {@link readPosts} */
export async function readSets(folders: readonly string[], complain: (line: string) => void): Promise<PostSet[]> {
  const sets: PostSet[] = [];
  for (const folder of folders) {
    sets.push({ set: basename(folder), posts: await readPosts(folder, complain) });
  }
  return sets;
}

/** The post, or what is wrong with its line. */
function readLine(line: string, folder: string): FolderPost | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return 'this is not JSON.';
  }
  const read = v.safeParse(lineSchema, json);
  if (!read.success) {
    const [issue] = read.issues;
    return `${v.getDotPath(issue) ?? 'the whole line'}: ${issue.message}.`;
  }
  const { image, tags, ...rest } = read.output;
  if (image !== null && leadsOut(image, folder)) {
    return `the picture ${image} lies outside ${folder}; only pictures of that folder are read.`;
  }
  // What is no hashtag by our rules (only digits) still counts as assigned: leaving it out would flatter the recall.
  const keys = tags.map((tag) => hashtagKey(tag) ?? tag.trim().toLowerCase()).filter((key) => key !== '');
  return { ...rest, image: image === null ? null : join(folder, image), tags: [...new Set(keys)] };
}

/** True for a picture elsewhere, by its path (`../`) or behind a link: whoever wrote the list may open nothing that was not named. */
function leadsOut(image: string, folder: string): boolean {
  const path = join(folder, image);
  return !resolve(path).startsWith(resolve(folder) + sep) || (existsSync(path) && !isWithin(path, folder));
}

/**
 * Posts in the order of the protocol, grouped by user (systems.md §7, training/data/split.py `order_key`): by date, else by the number that their ids
 * end in (`t01-7`), else by the first 8 bytes of the sha256 of the id. Posts without a user stand alone. Groups come in file order of
 * their first post.
 */
export function byUser(posts: readonly FolderPost[]): FolderPost[][] {
  const groups: FolderPost[][] = [];
  const users = new Map<string, FolderPost[]>();
  for (const post of posts) {
    const known = post.user === null ? undefined : users.get(post.user);
    if (known !== undefined) {
      known.push(post);
      continue;
    }
    const group = [post];
    groups.push(group);
    if (post.user !== null) users.set(post.user, group);
  }
  return groups.map((group) =>
    group
      .map((post) => ({ post, date: post.date ?? '', number: numberOf(post.id), fraction: fractionOf(post.id) }))
      .sort((a, b) => compare(a.date, b.date) || a.number - b.number || compare(a.fraction, b.fraction))
      .map(({ post }) => post),
  );
}

/** The number at the end of an id like `t01-7`; 0 without one. */
function numberOf(id: string): number {
  return Number(/^[a-z]+\d*-(\d{1,7})$/u.exec(id)?.[1] ?? 0);
}

/** First 8 bytes of sha256(id) as hex: sorts as the fraction of split.py does. */
export function fractionOf(id: string): string {
  return createHash('sha256').update(id, 'utf8').digest('hex').slice(0, 16);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
