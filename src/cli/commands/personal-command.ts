import { makerOf } from '../../recommender/personal/earlier-posts.ts';
import { postVector } from '../../recommender/workshop/fused-vector.ts';
import { replay } from '../../recommender/replay/replay.ts';
import type { OwnPost } from '../../recommender/suggest/own-posts.ts';
import { TagNames } from '../../recommender/personal/tag-names.ts';
import { makeRanking } from '../../recommender/workshop/workshop.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { REPLAY_SYSTEMS } from '../../domain/replay.ts';
import type { ReplayedPost, ReplaySystem } from '../../domain/replay.ts';
import type { Command } from '../arguments/command.ts';
import { intrusionOf } from '../evaluate/intrusion.ts';
import type { Person } from '../evaluate/intrusion.ts';
import { openModels } from '../evaluate/open-models.ts';
import type { OpenModels } from '../evaluate/open-models.ts';
import { EXIT_OK, EXIT_PROBLEM, oneLine } from '../terminal/output.ts';
import type { Output } from '../terminal/output.ts';
import { evaluationOf, readable } from '../evaluate/personal-report.ts';
import type { UserPost } from '../evaluate/personal-report.ts';
import { readSets } from '../evaluate/post-folder.ts';
import type { FolderPost } from '../evaluate/post-folder.ts';
import { partsOf } from '../evaluate/split.ts';
import { timelines } from '../evaluate/timelines.ts';
import type { Occasion } from '../evaluate/timelines.ts';

export type { PersonalEvaluation } from '../evaluate/personal-report.ts';

/** `tagweave evaluate --personal`: replays every user's posts in time order, each from those before it (systems.md §7). */
export async function runPersonal(
  command: Extract<Command, { name: 'evaluate-personal' }>,
  { print, complain, progress }: Output,
  signal?: AbortSignal,
): Promise<number> {
  const { count, split, seed, shown, limit } = command;
  let [skipped, scored] = [0, 0];
  const skip = (line: string): void => {
    skipped += 1;
    complain(line);
  };
  const sets = await readSets(command.folders, skip);
  const parts = await partsOf(command.parts, sets);
  const lines = limited(sets.flatMap(({ posts }) => timelines(posts)), limit); // prettier-ignore
  const { models, vocabulary, encoder, dispose } = await openModels(command);
  const ranking = models.ranking === null ? null : makeRanking(models.ranking, models.related, vocabulary);
  const maker = makerOf(models);
  try {
    const replayed: UserPost[] = [];
    const people: Person[] = [];
    const isScored = ({ id }: { readonly id: string }): boolean => split === 'all' || parts.get(id) === split;
    const [total, started] = [postsIn(lines), performance.now()];
    let done = 0;
    for (const line of lines) {
      done += postsIn([line]);
      // Nothing comes of a user none of whose posts is looked at.
      if (!line.some(({ posts }) => posts.some((post) => isScored(post) && post.tags.length > 0))) continue;
      const { posts, repeats } = await learntLine(line, { models, encoder, skip, signal });
      const names = new TagNames({ caption: models.caption, vocabulary });
      const tools = { models, vocabulary, ranking, count, shown, repeats, isScored, signal };
      const found = await replay(posts, ranking === null ? { ...tools, names } : tools);
      // Spelling twins are one hashtag, on either side.
      const merged = (keys: readonly string[]): string[] => [...new Set(keys.map((key) => vocabulary.canonical(key)))];
      const user = line[0]?.posts[0]?.user ?? line[0]?.posts[0]?.id ?? '';
      for (const post of found) replayed.push({ ...mergedPost(post, merged), user });
      people.push({ user, posts });
      const minutes = ((performance.now() - started) / 60_000).toFixed(1);
      progress(`${done} of ${total} posts, ${minutes} min`);
    }
    if (replayed.length === 0) complain(`no post with hashtags in the ${split} part; try --split all`);
    scored = replayed.length;
    const intrusion = ranking === null ? null : await intrusionOf(people, { models, vocabulary, ranking }, count);
    const evaluation = evaluationOf(replayed, { k: count, split, seed, intrusion, skipped, maker });
    print(command.json ? JSON.stringify(evaluation, null, 2) : readable(evaluation));
  } finally {
    await dispose();
  }
  return skipped === 0 && scored > 0 ? EXIT_OK : EXIT_PROBLEM;
}

function postsIn(lines: readonly (readonly Occasion[])[]): number {
  return lines.flat().reduce((sum, { posts }) => sum + posts.length, 0);
}

/** Whole users, until they make up `limit` posts; the first one always, however many he has. */
function limited(lines: readonly Occasion[][], limit: number | null): Occasion[][] {
  let posts = 0;
  return lines.filter((line) => {
    const isWanted = limit === null || posts < limit;
    posts += postsIn([line]);
    return isWanted;
  });
}

interface LineTools extends Pick<OpenModels, 'models' | 'encoder'> {
  readonly skip: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** One person's posts as the history would keep them, and further pictures of a post by its id. Posts with nothing to read only count as habits. */
async function learntLine(
  line: readonly Occasion[],
  { models, encoder, skip, signal }: LineTools,
): Promise<{ readonly posts: readonly OwnPost[]; readonly repeats: ReadonlyMap<string, readonly OwnPost[]> }> {
  const [posts, repeats] = [[] as OwnPost[], new Map<string, readonly OwnPost[]>()];
  const learnt = async (post: FolderPost): Promise<OwnPost | null> => {
    signal?.throwIfAborted();
    const { id, caption, tags } = post;
    const createdAt = new Date(posts.length * 1000).toISOString();
    const rest = { id, createdAt, caption, tags: tags.map((key) => ({ key, label: key })), removedTags: [] };
    if (post.image === null && caption.trim() === '') return { ...rest, vector: null };
    try {
      return { ...rest, vector: await postVector(models, await encoder.encode(post)) };
    } catch (error) {
      if (!(error instanceof TagweaveError) || error.code === 'unexpected') throw error;
      skip(`${id}: ${oneLine(error.message)}`);
      return null;
    }
  };
  for (const occasion of line) {
    const rows: OwnPost[] = [];
    for (const post of occasion.posts) rows.push(...[await learnt(post)].filter((one) => one !== null));
    const [first, ...others] = rows;
    if (first === undefined) continue;
    posts.push(first);
    repeats.set(first.id, others);
  }
  return { posts, repeats };
}

function mergedPost(post: ReplayedPost, merged: (keys: readonly string[]) => string[]): ReplayedPost {
  const suggested = Object.fromEntries(REPLAY_SYSTEMS.map((system) => [system, merged(post.suggested[system])]));
  return { ...post, assigned: merged(post.assigned), suggested: suggested as Record<ReplaySystem, string[]> };
}
