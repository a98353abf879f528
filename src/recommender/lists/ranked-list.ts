import { throwIfAborted } from '../../encoders/download/abort.ts';
import { earlierPosts, makerOf } from '../personal/earlier-posts.ts';
import { readWords } from '../hybrid/explanation.ts';
import { DEFAULT_COUNT } from './ranked-post.ts';
import type { EncodedPost, RankedPost } from './ranked-post.ts';
import { consider, pooledOf } from '../suggest/consider.ts';
import { explain } from '../suggest/explain.ts';
import { suggest } from '../suggest/suggest.ts';
import { tactFor } from '../suggest/tact-for.ts';
import type { Ranking, Workshop } from '../workshop/workshop.ts';

/** The list by the ranking model (docs/decisions/0014-ranking.md). */
export async function rankedList(
  { models, vocabulary, head, listNames, lastRuns, today }: Workshop,
  { model, alike, doubts, companions, lexicon, hearing, wordTables, ownPosts }: Ranking,
  { encoded, learnt, options, gate }: EncodedPost,
): Promise<RankedPost> {
  const { signal, count = DEFAULT_COUNT, always = [], exclude = [], historyStrength = 1, niche = 0 } = options;
  const maker = makerOf(models);
  const { length } = models.network.config.history;
  const shiftsOf = await head.asked(learnt, options);
  const tables = encoded.caption === null ? null : await wordTables();
  const usesList = options.ownTags !== 'off' && options.fill !== true;
  const listed = usesList ? await listNames.near(encoded.caption?.encoding ?? null) : [];
  throwIfAborted(signal);
  const networkStart = performance.now();
  const output = await lastRuns.alone(encoded, gate);
  const considered = await consider(
    { network: models.network, vocabulary, lexicon, hearing, tables, companions, rates: model.naming.rates },
    {
      ...{ alone: output, vector: output.vector, pooled: pooledOf(encoded), caption: encoded.caption?.text ?? '' },
      ...{ strength: historyStrength, always, listed },
      earlier: earlierPosts(learnt.slice(Math.max(0, learnt.length - length)), maker, vocabulary),
      own: options.ownTags === 'off' ? null : ownPosts.of(learnt, maker),
      head: shiftsOf,
    },
  );
  const networkMs = performance.now() - networkStart;
  const tact = tactFor(encoded.caption, models.caption.ref, vocabulary, today());
  const { list, alternatives, floor, typed } = suggest(
    considered,
    output.contributions,
    {
      ...{ niche, always, exclude: new Set(exclude), fill: options.fill ?? false, tactful: tact.tactful },
      count: tact.count(count),
    },
    { vocabulary, model, alike, doubts },
  );
  const words = readWords(encoded.caption);
  const told = { considered, output, words, caption: encoded.caption?.text ?? '' };
  return {
    tags: list.map((contender) => explain(contender, told)),
    alternatives: alternatives.map((contender) => explain(contender, told)),
    ...{ floor, typed, grave: tact.grave, output, words, networkMs },
  };
}
