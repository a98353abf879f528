import { neverSuggestKeys } from '../../domain/tags/never-suggest.ts';
import { replayBands, systemMetrics } from '../../domain/replay.ts';
import type { OwnReplay, ReplayedPost, ReplaySystem } from '../../domain/replay.ts';
import { throwIfAborted } from '../../encoders/download/abort.ts';
import type { LearntPost } from '../../history/history-store.ts';
import type { Judgement } from '../../network/judgement.ts';
import { breath } from '../work/breath.ts';
import { candidatesOf } from '../hybrid/candidates.ts';
import { earlierPosts, makerOf } from '../personal/earlier-posts.ts';
import type { Models } from '../models/engine-parts.ts';
import { NO_OWN_TAGS, OwnTags } from '../personal/own-tags.ts';
import type { OwnTagScores } from '../personal/own-tags.ts';
import { NO_SHIFTS, PersonalHead } from '../personal/personal-head.ts';
import { StoredLists, keysOf } from './stored-lists.ts';
import type { StoredQuestion } from './stored-lists.ts';
import { rankTags } from '../hybrid/ranking.ts';
import { OwnPosts } from '../suggest/own-posts.ts';
import type { TagNames } from '../personal/tag-names.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import type { Ranking } from '../workshop/workshop.ts';

export interface ReplayTools {
  readonly models: Models;
  readonly vocabulary: VocabularyIndex;
  /** Null with a network that has no ranking model. */
  readonly ranking: Ranking | null;
  /** Further pictures of a post, by its id: recommended with it, not learnt. */
  readonly repeats?: ReadonlyMap<string, readonly LearntPost[]>;
  /** Tags suggested a post: K. */
  readonly count: number;
  /** Lists as they are shown, which may be shorter; default: always K tags, to compare rankings by. */
  readonly shown?: boolean;
  /** Names of own tags, if captions and names are to be encoded: several times the work, for a source that says little. */
  readonly names?: TagNames;
  /** Which posts are recommended; the others are only learnt. Default: all. */
  readonly isScored?: (post: LearntPost) => boolean;
  readonly report?: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The longest that a replay works without hearing messages. */
const BREATH_MS = 50;

const NO_EXCLUSION: ReadonlySet<string> = new Set();

/**
 * Goes through a person's posts in time order: recommend from the posts before, then learn (systems.md §7). Nothing is encoded: the
 * stored fused vector stands for photo and caption. Posts without tags or without a vector of these models are only learnt.
 * @param posts oldest first
 */
export async function replay(posts: readonly LearntPost[], tools: ReplayTools): Promise<ReplayedPost[]> {
  const { models, vocabulary, count, isScored = () => true, report, signal } = tools;
  const maker = makerOf(models);
  const head = new PersonalHead({ network: models.network, vocabulary, maker });
  const popular = popularTags(models, vocabulary, 2 * count);
  const system = tools.ranking === null ? hybridReplay(tools) : await rankedReplay(tools, tools.ranking);
  const replayed: ReplayedPost[] = [];
  let breathed = performance.now();
  for (const [earlier, post] of posts.entries()) {
    for (const one of [post, ...(tools.repeats?.get(post.id) ?? [])]) {
      throwIfAborted(signal);
      if (one.tags.length === 0 || one.vector?.maker !== maker || !isScored(one)) continue;
      const { usual, nearest, ...lists } = await system.lists(one, posts.slice(0, earlier), head);
      replayed.push({
        id: one.id,
        earlier,
        assigned: [...new Set(one.tags.map((tag) => tag.key))],
        suggested: {
          ...lists,
          popular: popular.slice(0, count),
          usual: filled(usual, popular, count),
          nearest: filled(nearest, popular, count),
        },
      });
    }
    system.add(post);
    head.follow(posts.slice(0, earlier + 1));
    await head.learnNext();
    report?.(earlier + 1);
    if (performance.now() - breathed > BREATH_MS) {
      await breath();
      breathed = performance.now();
    }
  }
  return replayed;
}

type Lists = Readonly<Record<Exclude<ReplaySystem, 'popular'>, readonly string[]>>;

/** A way of ranking, post by post. */
interface ReplaySystems {
  readonly lists: (post: LearntPost, earlier: readonly LearntPost[], head: PersonalHead) => Promise<Lists>;
  readonly add: (post: LearntPost) => void;
}

/** By the ranking model. */
async function rankedReplay(tools: ReplayTools, ranking: Ranking): Promise<ReplaySystems> {
  const { models, vocabulary, count, shown = false } = tools;
  const stored = new StoredLists({ models, vocabulary, ranking, tables: await ranking.wordTables() });
  const own = new OwnPosts([], makerOf(models), ranking.model.near);
  return {
    lists: async (post, earlier, head) => {
      const alone = await stored.judge(post);
      const list = async (question: Partial<StoredQuestion>): Promise<readonly string[]> =>
        keysOf(await stored.list(alone, { post, earlier: [], own: null, head: null, ...question }, count, !shown));
      return {
        nothing: await list({}),
        history: await list({ earlier }),
        ownTags: await list({ earlier, own }),
        head: await list({ earlier, own, head }),
        ...stored.floors(post, own),
      };
    },
    add: (post) => {
      own.add(post);
    },
  };
}

/** By the paper's hybrid with own tags and the personal head. */
function hybridReplay(tools: ReplayTools): ReplaySystems {
  const { models, vocabulary, count } = tools;
  const maker = makerOf(models);
  const own = new OwnTags([], maker);
  const list = (judgement: Judgement, scores: OwnTagScores, moved = NO_SHIFTS): readonly string[] => {
    const candidates = candidatesOf({ judgement, config: models.network.config, vocabulary, own: scores, shifts: moved }); // prettier-ignore
    const { tags } = rankTags(candidates.scores, candidates, count, NO_EXCLUSION);
    return tags.flatMap((index) => candidates.tags[index]?.key ?? []);
  };
  return {
    lists: async (post, earlier, head) => {
      const vector = post.vector?.values ?? new Float32Array();
      const recent = earlier.slice(Math.max(0, earlier.length - models.network.config.history.length));
      const alone = await models.network.judge(vector, []);
      const known = earlierPosts(recent, maker, vocabulary);
      const withHistory = known.length === 0 ? alone : await models.network.judge(vector, known);
      const shifts = head.shifts(vector, withHistory.user);
      const about = { vector, caption: post.caption, fits: await fitsOf(post.caption, own, tools) };
      const ownScores = own.score(about);
      const besideHead = own.score({ ...about, besideHead: shifts.byKey.size > 0 });
      return {
        nothing: list(alone, NO_OWN_TAGS),
        history: list(withHistory, NO_OWN_TAGS),
        ownTags: list(withHistory, ownScores),
        head: list(withHistory, besideHead, shifts),
        usual: bestOf(ownScores, 'usual'),
        nearest: bestOf(ownScores, 'nearest'),
      };
    },
    add: (post) => {
      own.add(post);
    },
  };
}

/** How well the names of own tags fit the caption; all of them are encoded first. */
async function fitsOf(caption: string, own: OwnTags, { names, models, signal }: ReplayTools) {
  if (names === undefined || caption.trim() === '') return undefined;
  while (await names.encodeNext(own)) throwIfAborted(signal);
  return names.fits(own, await models.caption.encode(caption, signal));
}

/** The replay of a person's whole history as the page shows it. */
export function ownReplayOf(
  posts: readonly LearntPost[],
  replayed: readonly ReplayedPost[],
  maker: string,
  count: number,
): OwnReplay {
  return {
    count,
    posts: replayed.length,
    waiting: posts.filter(({ tags, vector }) => tags.length > 0 && vector?.maker !== maker).length,
    bands: replayBands(replayed),
    systems: systemMetrics(replayed),
  };
}

/** The floor "popularity": the network's most common tags in its training. */
function popularTags({ vocabulary: { tags } }: Models, vocabulary: VocabularyIndex, count: number): string[] {
  return rankTags(
    tags.map((tag) => tag.count),
    vocabulary,
    count,
    NO_EXCLUSION,
  ).tags.flatMap((index) => vocabulary.tags[index]?.key ?? []);
}

/** The floors "own most used tags" and "nearest own posts". */
function bestOf(scores: OwnTagScores, by: 'usual' | 'nearest'): string[] {
  const never = neverSuggestKeys();
  return [...scores.byKey.entries()]
    .filter(([key, score]) => !never.has(key) && score[by] > 0)
    .sort(([, a], [, b]) => b[by] - a[by])
    .map(([key]) => key);
}

/** Every list has K tags (systems.md §7): a shorter one would flatter its precision. */
function filled(keys: readonly string[], popular: readonly string[], count: number): string[] {
  return [...new Set([...keys, ...popular])].slice(0, count);
}
