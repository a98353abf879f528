import { TagweaveError } from '../../domain/errors/errors.ts';
import { calibrationError, measure, ndcgOf } from '../../domain/metrics/metrics.ts';
import type { Forecast, Metrics } from '../../domain/metrics/metrics.ts';
import type { Backends, TagSuggestion } from '../../domain/recommendation.ts';
import type { InThreadRecommender } from '../../recommender/engine.ts';
import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import type { LoadReport } from '../../recommender/recommender.ts';
import type { Command } from '../arguments/command.ts';
import { openEngine } from '../tag/open-engine.ts';
import { EXIT_OK, EXIT_PROBLEM, oneLine } from '../terminal/output.ts';
import type { Output } from '../terminal/output.ts';
import { byUser, readPosts } from '../evaluate/post-folder.ts';
import type { FolderPost } from '../evaluate/post-folder.ts';
import { readPhoto } from '../tag/tagger.ts';

/** What `evaluate --json` prints. Top-level metrics: G = all tags of a post; `inVocabulary`: only those the network knows. */
export interface Evaluation extends Metrics {
  readonly k: number;
  /** Mean time of a recommendation, from the file's bytes to the list. */
  readonly millisecondsPerPost: number;
  readonly history: 'own' | 'off';
  /** Posts of the folder that were recommended with at least one earlier post. */
  readonly postsWithHistory: number;
  readonly inVocabulary: Metrics & { readonly tags: number };
  /** Normalised discounted cumulative gain at K, averaged over posts. */
  readonly ndcg: number;
  /** Share of the network's tags that stand in at least one list. */
  readonly coverage: number;
  /** Expected calibration error of the probabilities in the lists, ten bins of equally many. */
  readonly calibrationError: number;
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
  /** Of the list as it came: what was said of each tag, and whether the post has it. */
  readonly forecasts: readonly Forecast[];
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
            const assigned = merged(post.tags);
            const forecasts = result.tags.map(({ key, probability }) => ({ probability, used: assigned.includes(vocabulary.canonical(key)) })); // prettier-ignore
            scored.push({ assigned, recommended: merged(result.tags.map(({ key }) => key)), forecasts });
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
      ndcg:
        scored.reduce((sum, one) => sum + ndcgOf(one.assigned, one.recommended, command.count), 0) /
        Math.max(1, scored.length),
      coverage: coverageOf(scored, vocabulary),
      calibrationError: calibrationError(scored.flatMap(({ forecasts }) => forecasts)),
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

/** Share of the vocabulary that is suggested at least once. */
function coverageOf(scored: readonly Scored[], vocabulary: VocabularyIndex): number {
  const suggested = new Set(scored.flatMap(({ recommended }) => recommended).filter((key) => vocabulary.has(key)));
  return vocabulary.tags.length === 0 ? 0 : suggested.size / vocabulary.tags.length;
}

/** Recommends a post with what was learnt before it, then learns it. */
async function recommendPost(
  engine: InThreadRecommender,
  post: FolderPost,
  count: number,
  usesHistory: boolean,
): Promise<{ tags: readonly TagSuggestion[]; historyPosts: number; milliseconds: number }> {
  const draft = { photo: post.image === null ? null : await readPhoto(post.image), caption: post.caption };
  const start = performance.now();
  const { id, tags, used } = await engine.recommend(draft, { count, fill: true, history: usesHistory ? 'own' : 'off' });
  const milliseconds = performance.now() - start;
  if (usesHistory) {
    const own = post.tags.map((key) => ({ key, label: key }));
    await engine.learn({ recommendationId: id, draft, tags: own, removedTags: [], platform: null });
  }
  return { tags, historyPosts: used.historyPosts, milliseconds };
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
    `NDCG@${result.k} ${result.ndcg.toFixed(3)}, coverage ${(100 * result.coverage).toFixed(1)} % of the network's tags, calibration error ${result.calibrationError.toFixed(3)}`,
    `${result.millisecondsPerPost.toFixed(1)} ms a post · ${network} on ${photo} and ${caption} · ${result.backends.encoders}, ${result.backends.network}`,
    ...(result.untagged === 0 ? [] : [`${result.untagged} posts without tags served as history only`]),
    ...(result.skipped === 0 ? [] : [`${result.skipped} could not be read`]),
  ].join('\n');
}
