import type { Step } from '../../domain/progress.ts';
import type { RelatedTags } from '../../domain/models/network-manifest.ts';
import type { RankingModel } from '../../domain/models/ranking-model.ts';
import { makerOf } from '../personal/earlier-posts.ts';
import { Encodings } from '../reading/encodings.ts';
import type { EngineParts, Models } from '../models/engine-parts.ts';
import type { FittingHistory } from '../personal/fitting-history.ts';
import { HeadFollower } from '../personal/head-follower.ts';
import { MadeOfHistory } from '../history/made-of-history.ts';
import { OwnTags } from '../personal/own-tags.ts';
import { AlikeTags } from '../suggest/alike.ts';
import { LastRuns } from '../suggest/last-runs.ts';
import { Lexicon } from '../suggest/lexicon.ts';
import type { Hearing } from '../suggest/hearing.ts';
import { HeardWords } from '../tag-language/heard-words.ts';
import { Companions } from '../suggest/companions.ts';
import { Doubts } from '../suggest/doubts.ts';
import { closenessOf } from '../suggest/closeness.ts';
import { ListNames } from '../suggest/list-names.ts';
import { OwnPosts } from '../suggest/own-posts.ts';
import { wordTables } from '../suggest/word-tables.ts';
import type { WordTables } from '../suggest/word-tables.ts';
import { TagNames } from '../personal/tag-names.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';

/** What a list by the ranking model is made with. */
export interface Ranking {
  readonly model: RankingModel;
  readonly alike: AlikeTags;
  readonly doubts: Doubts;
  readonly companions: Companions;
  /** The vocabulary as captions name it. */
  readonly lexicon: Lexicon;
  /** Places, first names, things; null where their tables cannot be fetched. */
  readonly wordTables: () => Promise<WordTables | null>;
  /** The vocabulary as captions in other languages name it. */
  readonly hearing: Hearing;
  readonly ownPosts: MadeOfHistory<OwnPosts>;
}

/** Loaded models and what is made of them. */
export interface Workshop {
  readonly models: Models;
  readonly vocabulary: VocabularyIndex;
  readonly encodings: Encodings;
  readonly lastRuns: LastRuns;
  readonly history: FittingHistory;
  readonly ownTags: MadeOfHistory<OwnTags>;
  readonly head: HeadFollower;
  readonly tagNames: TagNames;
  readonly listNames: ListNames;
  /** Null with a network that has no ranking model: its list is in the order of the hybrid score. */
  readonly ranking: Ranking | null;
  /** The day of the post being written; null when nobody knows it. */
  readonly today: () => Date | null;
  readonly step: (step: Step) => void;
}

export function makeWorkshop(
  { decoder, today }: Pick<EngineParts, 'decoder' | 'today'>,
  models: Models,
  history: FittingHistory,
  step: (step: Step) => void,
): Workshop {
  const vocabulary = new VocabularyIndex(models.vocabulary);
  return {
    ...{ models, vocabulary, history, today, step },
    encodings: new Encodings(decoder, models),
    lastRuns: new LastRuns(models.network),
    ownTags: new MadeOfHistory((posts, maker) => new OwnTags(posts, maker)),
    tagNames: new TagNames({ caption: models.caption, vocabulary }),
    listNames: new ListNames(models.caption, history, () => closenessOf(models.caption.ref)),
    head: new HeadFollower({ network: models.network, vocabulary, maker: makerOf(models) }),
    ranking: models.ranking === null ? null : makeRanking(models.ranking, models.related, vocabulary),
  };
}

export function makeRanking(model: RankingModel, related: RelatedTags | null, vocabulary: VocabularyIndex): Ranking {
  return {
    model,
    alike: new AlikeTags(model.alike),
    doubts: new Doubts(model.doubtful, model.opposites),
    companions: new Companions(related),
    lexicon: new Lexicon(vocabulary.spellings, new Set(model.naming.refused)),
    wordTables,
    hearing: new HeardWords(vocabulary).hear,
    ownPosts: new MadeOfHistory((posts, maker) => new OwnPosts(posts, maker, model.near)),
  };
}
