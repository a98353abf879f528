import { readFile } from 'node:fs/promises';
import { pairedDifference } from '../domain/bootstrap.ts';
import type { Difference } from '../domain/bootstrap.ts';
import { TagweaveError } from '../domain/errors.ts';
import { REPLAY_SYSTEMS, replayBands, systemMetrics } from '../domain/replay.ts';
import type { ReplayBand, ReplayedPost, ReplaySystem, SystemMetrics } from '../domain/replay.ts';
import { makerOf } from '../recommender/earlier-posts.ts';
import { Encodings } from '../recommender/encodings.ts';
import { postVector } from '../recommender/fused-vector.ts';
import { nodeParts } from '../recommender/node-parts.ts';
import { replay } from '../recommender/replay.ts';
import { TagNames } from '../recommender/tag-names.ts';
import { VocabularyIndex } from '../recommender/vocabulary-index.ts';
import type { Command } from './arguments.ts';
import { EXIT_OK, EXIT_PROBLEM, oneLine } from './output.ts';
import type { Output } from './output.ts';
import { byUser, readPosts } from './post-folder.ts';
import type { FolderPost } from './post-folder.ts';
import { splitOf } from './split.ts';
import { systemReason } from './tagger.ts';
import { VectorCache, contentKey } from './vector-cache.ts';

/** Earlier posts from which on the steps are compared. */
const ENOUGH = 3;
/** The steps, each compared with the one before; then the whole with nothing personal. */
const STEPS: readonly (readonly [ReplaySystem, ReplaySystem])[] = [
  ['nothing', 'history'],
  ['history', 'ownTags'],
  ['ownTags', 'head'],
  ['nothing', 'head'],
];

export interface PersonalStep extends Difference {
  readonly from: ReplaySystem;
  readonly to: ReplaySystem;
  /** F1 after over F1 before, minus 1. */
  readonly gain: number;
}

/** What `evaluate --personal --json` prints. */
export interface PersonalEvaluation {
  readonly k: number;
  readonly split: Extract<Command, { name: 'evaluate-personal' }>['split'];
  readonly seed: number;
  /** Posts that were recommended: of the split, with tags. */
  readonly posts: number;
  readonly users: number;
  readonly bands: readonly ReplayBand[];
  /** Posts with at least 3 earlier ones of their user. */
  readonly experienced: { readonly posts: number; readonly users: number; readonly systems: SystemMetrics };
  /** Over these posts; interval of 95 % by a paired bootstrap over users, or over posts where there is one user. */
  readonly steps: readonly PersonalStep[];
  readonly skipped: number;
  /** `network@revision/photo@revision/caption@revision` */
  readonly maker: string;
}

interface UserPost extends ReplayedPost {
  readonly user: string;
}

/** `tagweave evaluate --personal`: replays every user's posts in time order, each from those before it (systems.md §7). */
export async function runPersonal(
  command: Extract<Command, { name: 'evaluate-personal' }>,
  { print, complain, progress }: Output,
  signal?: AbortSignal,
): Promise<number> {
  const { count, split, seed, limit } = command;
  let [skipped, scored] = [0, 0];
  const skip = (line: string): void => {
    skipped += 1;
    complain(line);
  };
  const folders = await Promise.all(command.folders.map((folder) => readPosts(folder, skip)));
  const groups = limited(byUser(folders.flat()), limit);
  const parts = splitOf(groups);
  const { models, vocabulary, dispose, vectorOf } = await openModels(command);
  const maker = makerOf(models);
  try {
    const replayed: UserPost[] = [];
    const isScored = (id: string): boolean => split === 'all' || parts.get(id) === split;
    const [total, started] = [groups.reduce((sum, group) => sum + group.length, 0), performance.now()];
    let done = 0;
    for (const group of groups) {
      done += group.length;
      // Nothing comes of a user none of whose posts is looked at.
      if (!group.some((post) => isScored(post.id) && post.tags.length > 0)) continue;
      const posts = [];
      for (const [place, post] of group.entries()) {
        signal?.throwIfAborted();
        const tags = post.tags.map((key) => ({ key, label: key }));
        const rest = {
          id: post.id,
          createdAt: new Date(place * 1000).toISOString(),
          caption: post.caption,
          removedTags: [],
        };
        try {
          posts.push({ ...rest, tags, vector: { maker, values: await vectorOf(post) } });
        } catch (error) {
          if (!(error instanceof TagweaveError) || error.code === 'unexpected') throw error;
          skip(`${post.id}: ${oneLine(error.message)}`);
        }
      }
      const names = new TagNames({ caption: models.caption, vocabulary });
      const found = await replay(posts, {
        models,
        vocabulary,
        count,
        names,
        isScored: ({ id }) => isScored(id),
        signal,
      });
      // Spelling twins are one hashtag, on either side.
      const merged = (keys: readonly string[]): string[] => [...new Set(keys.map((key) => vocabulary.canonical(key)))];
      for (const post of found) replayed.push({ ...mergedPost(post, merged), user: group[0]?.user ?? post.id });
      const minutes = ((performance.now() - started) / 60_000).toFixed(1);
      progress(`${done} of ${total} posts, ${minutes} min`);
    }
    if (replayed.length === 0) complain(`no post with hashtags in the ${split} part; try --split all`);
    scored = replayed.length;
    const evaluation = evaluationOf(replayed, { k: count, split, seed, skipped, maker });
    print(command.json ? JSON.stringify(evaluation, null, 2) : readable(evaluation));
  } finally {
    await dispose();
  }
  return skipped === 0 && scored > 0 ? EXIT_OK : EXIT_PROBLEM;
}

/** Whole users, until they make up `limit` posts; the first one always, however many he has. */
function limited(groups: FolderPost[][], limit: number | null): FolderPost[][] {
  let posts = 0;
  return groups.filter((group) => {
    const isWanted = limit === null || posts < limit;
    posts += group.length;
    return isWanted;
  });
}

async function openModels({ models: base, network, backend, cache }: Extract<Command, { name: 'evaluate-personal' }>) {
  const parts = nodeParts({
    base: base ?? undefined,
    network: network ?? undefined,
    backends: backend === null ? undefined : [backend],
  });
  const nobody = { report: () => undefined, deviceLost: () => undefined, signal: new AbortController().signal };
  const models = await parts.loadModels(nobody);
  const encodings = new Encodings(parts.decoder, models);
  const kept = new VectorCache(makerOf(models), cache);
  return {
    models,
    vocabulary: new VocabularyIndex(models.vocabulary),
    dispose: () => Promise.all([models.photo.dispose(), models.caption.dispose(), models.network.dispose()]),
    /** p of a post, encoded once for all runs. @throws TagweaveError for a photo that cannot be read */
    vectorOf: async ({ image, caption }: FolderPost): Promise<Float32Array> => {
      const photo = image === null ? null : await bytesOf(image);
      const key = contentKey(photo, caption);
      const known = kept.get(key);
      if (known !== undefined) return known;
      if (photo === null && caption.trim() === '') {
        throw new TagweaveError('post-empty', 'This post has neither photo nor caption.');
      }
      const blob = photo === null ? null : new Blob([photo]);
      const { values: vector } = await postVector(models, await encodings.encode({ photo: blob, caption }));
      kept.set(key, vector);
      return vector;
    },
  };
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return Uint8Array.from(await readFile(path));
  } catch (cause) {
    throw new TagweaveError('photo-broken', `This file cannot be read (${systemReason(cause)}).`, { cause });
  }
}

function mergedPost(post: ReplayedPost, merged: (keys: readonly string[]) => string[]): ReplayedPost {
  const suggested = Object.fromEntries(REPLAY_SYSTEMS.map((system) => [system, merged(post.suggested[system])]));
  return { ...post, assigned: merged(post.assigned), suggested: suggested as Record<ReplaySystem, string[]> };
}

function evaluationOf(
  replayed: readonly UserPost[],
  about: Pick<PersonalEvaluation, 'k' | 'split' | 'seed' | 'skipped' | 'maker'>,
): PersonalEvaluation {
  const experienced = replayed.filter((post) => post.earlier >= ENOUGH);
  const users = usersOf(experienced);
  const systems = systemMetrics(experienced);
  return {
    ...about,
    ...{ posts: replayed.length, users: usersOf(replayed), bands: replayBands(replayed) },
    experienced: { posts: experienced.length, users, systems },
    steps: STEPS.map(([from, to]) => ({
      ...{ from, to, gain: systems[from].f1 === 0 ? 0 : systems[to].f1 / systems[from].f1 - 1 },
      ...pairedDifference(
        experienced.map(({ id, user, assigned, suggested }) => ({
          ...{ unit: users > 1 ? user : id, assigned, before: suggested[from], after: suggested[to] },
        })),
        about.seed,
      ),
    })),
  };
}

function usersOf(posts: readonly UserPost[]): number {
  return new Set(posts.map((post) => post.user)).size;
}

const NAMES: Readonly<Record<ReplaySystem, string>> = {
  nothing: 'nothing personal',
  history: "the paper's history",
  ownTags: '+ own tags',
  head: '+ personal head',
  popular: 'floor: popular tags',
  usual: 'floor: own most used tags',
  nearest: 'floor: nearest own posts',
};

function readable({
  k,
  split,
  posts,
  users,
  bands,
  experienced,
  steps,
  seed,
  skipped,
  maker,
}: PersonalEvaluation): string {
  const columns = [
    ...bands.map(({ from, to, ...band }) => ({
      name: to === null ? `${from}+` : from === to ? `${from}` : `${from}–${to}`,
      ...band,
    })),
    { name: `${ENOUGH}+`, ...experienced },
  ];
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(26), ...cells.map((cell) => cell.padStart(15))].join('');
  return [
    `${counted(posts, 'post')} of ${counted(users, 'user')}, ${split === 'all' ? 'all parts' : `${split} part`}, K = ${k}: F1 / hit by how many posts came before`,
    line('earlier posts', columns.map(({ name }) => name)), // prettier-ignore
    line('posts', columns.map((column) => String(column.posts))), // prettier-ignore
    ...REPLAY_SYSTEMS.map(
      (system) =>
      line(NAMES[system], columns.map((column) => (column.posts === 0 ? '–' : `${column.systems[system].f1.toFixed(3)} / ${column.systems[system].hit.toFixed(2)}`))), // prettier-ignore
    ),
    ...steps.map(
      ({ from, to, f1, low, high, gain }) =>
        `${NAMES[from]} → ${NAMES[to]}: F1 ${signed(f1)} (95 %: ${signed(low)} … ${signed(high)}), ${signed(100 * gain, 1)} %`,
    ),
    `paired bootstrap over ${experienced.users > 1 ? 'users' : 'posts'}, seed ${seed} · ${maker}`,
    ...(skipped === 0 ? [] : [`${skipped} could not be read`]),
  ].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function signed(value: number, digits = 3): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
