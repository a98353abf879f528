import { neverSuggestKeys } from '../../domain/tags/never-suggest.ts';
import type { LearntPost } from '../../history/history-store.ts';
import type { Judgement } from '../../network/judgement.ts';
import { earlierPosts, makerOf } from '../personal/earlier-posts.ts';
import type { Models } from '../models/engine-parts.ts';
import { NO_SHIFTS } from '../personal/personal-head.ts';
import type { PersonalHead } from '../personal/personal-head.ts';
import { consider } from '../suggest/consider.ts';
import type { ConsiderQuestion } from '../suggest/consider.ts';
import type { OwnEvidence, OwnPosts } from '../suggest/own-posts.ts';
import { suggest } from '../suggest/suggest.ts';
import type { Suggested } from '../suggest/suggest.ts';
import type { WordTables } from '../suggest/word-tables.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import type { Ranking } from '../workshop/workshop.ts';

export interface StoredListTools {
  readonly models: Models;
  readonly vocabulary: VocabularyIndex;
  readonly ranking: Ranking;
  readonly tables: WordTables | null;
}

/** A post as the history keeps it, and what counts of the posts before it. */
export interface StoredQuestion {
  readonly post: LearntPost;
  /** The paper's history: oldest first; none = it does not count. */
  readonly earlier: readonly LearntPost[];
  readonly own: OwnPosts | null;
  readonly head: PersonalHead | null;
}

/** Lists by the ranking model for posts of which only vectors and words are left: the same order as for photo and caption. */
export class StoredLists {
  readonly #tools: StoredListTools;

  constructor(tools: StoredListTools) {
    this.#tools = tools;
  }

  /** What the network says of the post without the person. */
  judge({ vector }: LearntPost): Promise<Judgement> {
    return this.#tools.models.network.judge(vector?.values ?? new Float32Array(), []);
  }

  /**
   * Tact and occasions are left out: they are about one post, not about how well a person is known.
   * @param count places @param fill whatever the tags are worth
   */
  async list(alone: Judgement, question: StoredQuestion, count: number, fill: boolean): Promise<Suggested> {
    const { models, vocabulary, ranking, tables } = this.#tools;
    const { post, own, head } = question;
    const { length } = models.network.config.history;
    const recent = question.earlier.slice(Math.max(0, question.earlier.length - length));
    const about: ConsiderQuestion = {
      ...{ alone, own, strength: 1, always: [], caption: post.caption },
      vector: post.vector?.values ?? new Float32Array(),
      pooled: { photo: post.vector?.photo ?? null, caption: post.vector?.caption ?? null },
      earlier: earlierPosts(recent, makerOf(models), vocabulary),
      head: (vector, user) => head?.shifts(vector, user) ?? NO_SHIFTS,
    };
    const { lexicon, hearing, companions } = ranking;
    const rates = ranking.model.naming.rates;
    const wanted = { network: models.network, vocabulary, lexicon, hearing, tables, rates, companions };
    const options = { count, niche: 0, always: [], exclude: new Set<string>(), fill, tactful: () => true };
    return suggest(await consider(wanted, about), null, options, { vocabulary, ...ranking });
  }

  /** The floors "own most used tags" and "nearest own posts", read from the same neighbours and counts. */
  floors(
    { vector }: LearntPost,
    own: OwnPosts,
  ): { readonly usual: readonly string[]; readonly nearest: readonly string[] } {
    const { byKey } = own.ask({ photo: vector?.photo ?? null, caption: vector?.caption ?? null, strength: 1 });
    const never = neverSuggestKeys();
    const best = (value: (one: OwnEvidence) => number): string[] =>
      [...byKey.values()]
        .filter((one) => !never.has(one.tag.key) && value(one) > 0)
        .sort((a, b) => value(b) - value(a))
        .map(({ tag }) => tag.key);
    return {
      usual: best(({ habit }) => habit),
      nearest: best(({ nearPhoto, nearCaption }) => nearPhoto + nearCaption),
    };
  }
}

export function keysOf({ list }: Suggested): readonly string[] {
  return list.map(({ candidate }) => candidate.tag.key);
}
