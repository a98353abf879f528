import type { Step } from '../domain/progress.ts';
import type { HistoryStore } from '../history/history-store.ts';
import { makerOf } from './earlier-posts.ts';
import { Encodings } from './encodings.ts';
import type { EngineParts, Models } from './engine-parts.ts';
import { HeadFollower } from './head-follower.ts';
import { OwnTagsOf } from './own-tags-of.ts';
import type { Workshop } from './recommend.ts';
import { TagNames } from './tag-names.ts';
import { VocabularyIndex } from './vocabulary-index.ts';

/** The loaded models, with everything that is made of drafts and of the history still to be made. */
export function freshWorkshop(
  models: Models,
  history: HistoryStore,
  decoder: EngineParts['decoder'],
  step: (step: Step) => void,
): Workshop {
  const vocabulary = new VocabularyIndex(models.vocabulary);
  return {
    ...{ models, vocabulary, history, step },
    encodings: new Encodings(decoder, models),
    ownTags: new OwnTagsOf(),
    tagNames: new TagNames({ caption: models.caption, vocabulary }),
    head: new HeadFollower({ network: models.network, vocabulary, maker: makerOf(models) }),
  };
}
