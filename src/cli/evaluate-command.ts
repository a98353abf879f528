import { TagweaveError } from '../domain/errors.ts';
import { measure } from '../domain/metrics.ts';
import type { Metrics } from '../domain/metrics.ts';
import type { Backends } from '../domain/recommendation.ts';
import type { InThreadRecommender } from '../recommender/engine.ts';
import type { LoadReport } from '../recommender/recommender.ts';
import type { Command } from './command.ts';
import { openEngine } from './open-engine.ts';
import { EXIT_OK, EXIT_PROBLEM, oneLine } from './output.ts';
import type { Output } from './output.ts';
import { byUser, readPosts } from './post-folder.ts';
import type { FolderPost } from './post-folder.ts';
import { readPhoto } from './tagger.ts';

/** What `evaluate --json` prints. Top-level metrics: G = all tags of a post; `inVocabulary`: only those the network knows. */
export interface Evaluation extends Metrics {
  readonly k: number;
  /** Mean time of a recommendation, from the file's bytes to the list. */
  readonly millisecondsPerPost: number;
  readonly history: 'own' | 'off';
  /** Posts of the folder that were recommended with at least one earlier post. */
  readonly postsWithHistory: number;
  readonly inVocabulary: Metrics & { readonly tags: number };
  /** Posts without tags: they only serve as history. */
  readonly untagged: number;
  /** Lines and posts that could not be read. */
  readonly skipped: number;
  readonly models: LoadReport['models'];
  readonly backends: Backends;
}

interface Scored {
  readonly assigned: readonly string[];
  readonly recommended: readonly string[];
}

/** `tagweave evaluate`: the protocol of systems.md §7 over a folder of posts, in file order of users, deterministic but for the time. */
export async function runEvaluate(
  command: Extract<Command, { name: 'evaluate' }>,
  { print, complain, progress }: Output,
): Promise<number> {
  let skipped = 0;
  const skip = (line: string): void => {
    skipped += 1;
    complain(line);
  };
  const posts = await readPosts(command.folder, skip);
  const engine = openEngine(command);
  try {
    const { models, backends } = await engine.load();
    const vocabulary = engine.vocabulary();
    const scored: Scored[] = [];
    let [milliseconds, recommended, postsWithHistory, done] = [0, 0, 0, 0];
    for (const group of byUser(posts)) {
      const usesHistory = command.history === 'own' && group.length > 1;
      for (const post of group) {
        done += 1;
        progress(`${done} of ${posts.length}`);
        const isCounted = post.tags.length > 0;
        if (!isCounted && !usesHistory) continue;
        // Nothing to read is no fault of the post.
        if (post.image === null && post.caption.trim() === '') continue;
        try {
          const result = await recommendPost(engine, post, command.count, usesHistory);
          milliseconds += result.milliseconds;
          recommended += 1;
          if (isCounted) {
            // Spelling twins are one hashtag, on either side.
            const merged = (keys: readonly string[]): string[] => [
              ...new Set(keys.map((key) => vocabulary.canonical(key))),
            ];
            scored.push({ assigned: merged(post.tags), recommended: merged(result.keys) });
            if (result.historyPosts > 0) postsWithHistory += 1;
          }
        } catch (error) {
          if (!(error instanceof TagweaveError) || error.code === 'unexpected') throw error;
          skip(`${post.id}: ${oneLine(error.message)}`);
        }
      }
      if (usesHistory) await engine.forgetEverything();
    }
    const inVocabulary = scored.map((post) => ({
      ...post,
      assigned: post.assigned.filter((key) => vocabulary.has(key)),
    }));
    const evaluation: Evaluation = {
      k: command.count,
      ...measure(scored),
      millisecondsPerPost: recommended === 0 ? 0 : milliseconds / recommended,
      history: command.history,
      postsWithHistory,
      inVocabulary: { ...measure(inVocabulary), tags: vocabulary.tags.length },
      untagged: posts.filter((post) => post.tags.length === 0).length,
      skipped,
      models,
      backends,
    };
    print(command.json ? JSON.stringify(evaluation, null, 2) : readable(evaluation, command.folder));
  } finally {
    await engine.dispose();
  }
  return skipped === 0 ? EXIT_OK : EXIT_PROBLEM;
}

/** Recommends a post with what was learnt before it, then learns it. */
async function recommendPost(
  engine: InThreadRecommender,
  post: FolderPost,
  count: number,
  usesHistory: boolean,
): Promise<{ keys: string[]; historyPosts: number; milliseconds: number }> {
  const draft = { photo: post.image === null ? null : await readPhoto(post.image), caption: post.caption };
  const start = performance.now();
  const { id, tags, used } = await engine.recommend(draft, { count, fill: true, history: usesHistory ? 'own' : 'off' });
  const milliseconds = performance.now() - start;
  if (usesHistory) {
    const own = post.tags.map((key) => ({ key, label: key }));
    await engine.learn({ recommendationId: id, draft, tags: own, removedTags: [], platform: null });
  }
  return { keys: tags.map((tag) => tag.key), historyPosts: used.historyPosts, milliseconds };
}

function readable(result: Evaluation, folder: string): string {
  const row = (name: string, { posts, hit, precision, recall, f1, f1PerPost }: Metrics): string =>
    [
      name.padEnd(24),
      String(posts).padStart(6),
      ...[hit, precision, recall, f1, f1PerPost].map((value) => value.toFixed(3).padStart(9)),
    ].join(' ');
  const head = [
    ''.padEnd(24),
    'posts'.padStart(6),
    ...['hit', 'precision', 'recall', 'F1', 'F1/post'].map((name) => name.padStart(9)),
  ].join(' ');
  const history =
    result.history === 'off'
      ? 'no earlier posts used'
      : `${result.postsWithHistory} posts recommended with their user's earlier posts`;
  const { photo, caption, network } = result.models;
  return [
    `${folder}: K = ${result.k}, ${history}`,
    head,
    row('all tags', result),
    row(`the network's ${result.inVocabulary.tags} tags`, result.inVocabulary),
    `${result.millisecondsPerPost.toFixed(1)} ms a post · ${network} on ${photo} and ${caption} · ${result.backends.encoders}, ${result.backends.network}`,
    ...(result.untagged === 0 ? [] : [`${result.untagged} posts without tags served as history only`]),
    ...(result.skipped === 0 ? [] : [`${result.skipped} could not be read`]),
  ].join('\n');
}
