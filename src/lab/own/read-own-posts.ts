import * as v from 'valibot';
import type { ArchiveFile } from '../../archives/files/archive-file.ts';
import { openFiles } from '../../archives/files/archive-files.ts';
import type { ArchiveFiles, OpenFilesOptions } from '../../archives/files/archive-files.ts';
import { nameOf } from '../../archives/files/archive-path.ts';
import { problemOf } from '../../archives/files/entry-error.ts';
import { readArchives } from '../../archives/read-archives.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { PickedFile } from '../../domain/post/import.ts';
import { isDated } from '../../domain/post/post.ts';
import type { PostTag } from '../../domain/post/post.ts';
import { lineSchema, linesOf } from './json-lines.ts';
import type { Line } from './json-lines.ts';
import { MOST_TAGS } from './own-post.ts';
import type { OwnPost, OwnPosts, OwnProblem, OwnProblemCode } from './own-post.ts';

const LIST = /^posts\.jsonl$/iu;
/** Of exports and tables: all posts are one person's. */
const SELF = 'self';

/**
 * Posts of a folder, a zip archive or single files: `posts.jsonl` with its pictures, else whatever the importer knows (CSV with pictures,
 * exports, a copy of Tagweave's own). What is wrong is told line by line, and the rest is used.
 * @throws TagweaveError `archive-unknown`, `archive-broken`, `archive-html`, `archive-locked` …: nothing of it can be used
 */
export async function readOwnPosts(picked: readonly PickedFile[], options: OpenFilesOptions = {}): Promise<OwnPosts> {
  const files = await openFiles(picked, options);
  const lists = files.named(LIST);
  const found = new OwnFindings();
  if (lists.length === 0) await readExport(files, found);
  else for (const list of lists) await readList(list, files, found);
  return found;
}

/** Takes what is usable and tells the rest. */
class OwnFindings implements OwnPosts {
  readonly posts: OwnPost[] = [];
  readonly problems: OwnProblem[] = [];
  readonly #ids = new Set<string>();

  problem(code: OwnProblemCode, where: string): void {
    this.problems.push({ code, where });
  }

  /** @param post `picture` `missing`: named and not there */
  take({ picture, ...post }: Omit<OwnPost, 'picture'> & { readonly picture: ArchiveFile | 'missing' | null }): void {
    const { where } = post;
    if (this.#ids.has(post.id)) {
      this.problem('duplicate-id', where);
      return;
    }
    if (picture === 'missing') this.problem('photo-missing', where);
    const whole: OwnPost = { ...post, picture: picture === 'missing' ? null : picture };
    const wrong = faultOf(whole);
    if (wrong !== null) {
      this.problem(wrong, where);
      return;
    }
    this.#ids.add(post.id);
    this.posts.push(whole);
  }
}

function faultOf({ tags, picture, caption }: OwnPost): OwnProblemCode | null {
  if (tags.length === 0) return 'no-tags';
  if (tags.length > MOST_TAGS) return 'too-many-tags';
  return picture === null && caption.trim() === '' ? 'nothing-to-read' : null;
}

async function readList(list: ArchiveFile, files: ArchiveFiles, found: OwnFindings): Promise<void> {
  const name = nameOf(list.path);
  let lines: readonly Line[];
  try {
    lines = await linesOf(list);
  } catch (error) {
    if (error instanceof TagweaveError) throw error;
    found.problem(problemOf(error, 'unreadable'), name);
    return;
  }
  const folder = list.path.slice(0, list.path.length - name.length);
  for (const { number, text } of lines) {
    const where = `${name}, ${number}`;
    if (text === null) {
      found.problem('encoding-unknown', where);
      continue;
    }
    const read = readLine(text);
    if (typeof read === 'string') {
      found.problem(read, where);
      continue;
    }
    const { image, tags, date, ...post } = read;
    const when = date === null ? Number.NaN : Date.parse(date);
    if (date !== null && Number.isNaN(when)) found.problem('date-unreadable', where);
    found.take({
      ...{ ...post, where, tags: tagsOf(tags) },
      date: Number.isNaN(when) ? null : new Date(when).toISOString(),
      picture: image === null ? null : (files.find(folder + image) ?? 'missing'),
    });
  }
}

function readLine(text: string): v.InferOutput<typeof lineSchema> | 'unreadable' | 'malformed' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  const read = v.safeParse(lineSchema, json);
  return read.success ? read.output : 'malformed';
}

/** Hashtags by the rules of the page, each once; what is none (digits alone) is left out. Counting stops where it is too many anyway. */
function tagsOf(tags: readonly string[]): PostTag[] {
  const found = new Map<string, PostTag>();
  for (const text of tags) {
    const [key, label] = [hashtagKey(text), hashtagLabel(text)];
    if (key !== null && label !== null && !found.has(key)) found.set(key, { key, label });
    if (found.size > MOST_TAGS) break;
  }
  return [...found.values()];
}

async function readExport(files: ArchiveFiles, found: OwnFindings): Promise<void> {
  const { posts, problems } = await readArchives(files);
  for (const { code, where } of problems) found.problem(code, where);
  for (const { id, createdAt, caption, tags, picture, where } of posts) {
    // What says the same at the same time is the same post.
    const said = id ?? JSON.stringify([createdAt, caption, tags.map(({ key }) => key), picture?.file.path ?? '']);
    found.take({
      ...{ id: said, user: SELF, caption, where, tags: tagsOf(tags.map(({ label }) => label)) },
      date: isDated({ createdAt }) ? createdAt : null,
      picture: picture?.file ?? null,
    });
  }
}
