import type { PostVector } from '../domain/post/post.ts';
import type { WholeDraft, Recommendation } from '../domain/recommendation.ts';
import { throwIfAborted } from '../encoders/download/abort.ts';
import { earlierPosts, makerOf } from './personal/earlier-posts.ts';
import { postEmptyError } from './calls/errors.ts';
import { attentionOf, gateOf } from './hybrid/explanation.ts';
import { asPostVector } from './workshop/fused-vector.ts';
import { usageOf } from './calls/checked-fields.ts';
import { hybridList } from './lists/hybrid-list.ts';
import { rankedList } from './lists/ranked-list.ts';
import { DEFAULT_COUNT } from './lists/ranked-post.ts';
import type { EncodedPost, RankedPost } from './lists/ranked-post.ts';
import type { RecommendOptions } from './recommender.ts';
import { readCaption } from './suggest/caption-reading.ts';
import { tagLanguages } from './tag-language/tag-languages.ts';
import { translatedList } from './tag-language/translated-list.ts';
import { tactOfVector } from './tact/tact.ts';
import type { VocabularyIndex } from './reading/vocabulary-index.ts';
import type { Workshop } from './workshop/workshop.ts';

const MAX_COUNT = 30;

export interface Recommended {
  readonly recommendation: Omit<Recommendation, 'id'>;
  /** Of the whole draft by the model's own gate: what the history may keep. Null for what-ifs. */
  readonly vector: PostVector | null;
  readonly fingerprint: string | null;
}

/** The draft that a what-if leaves, after the checks that need no model. @throws TagweaveError `post-empty`, `usage` */
export function checkedDraft(draft: WholeDraft, options: RecommendOptions): WholeDraft {
  const { count = DEFAULT_COUNT, gate = null, without, historyStrength = 1, niche = 0 } = options;
  checkCount(count);
  if (!(historyStrength >= 0 && historyStrength <= 1)) {
    throw usageOf('historyStrength', 'a number from 0 (off) to 1 (full)');
  }
  if (!(niche >= -1 && niche <= 1)) {
    throw usageOf('niche', 'a number from −1 (broad) to 1 (niche)');
  }
  if (gate !== null && !(gate >= 0 && gate <= 1)) {
    throw usageOf('gate', 'a number from 0 (caption only) to 1 (photo only)');
  }
  const left: WholeDraft = {
    photo: without === 'photo' ? null : draft.photo,
    caption: without === 'caption' ? '' : draft.caption,
  };
  if (left.photo === null && left.caption.trim() === '') throw postEmptyError();
  return left;
}

/**
 * A post with a photo as it can be read before the caption encoder is here. Null where that must be waited for: without a photo, and where the
 * caption's very words tell of a loss, which a list from the photo alone would not know.
 */
export function withoutCaption(draft: WholeDraft, options: RecommendOptions) {
  if (draft.photo === null) return null;
  if (draft.caption.trim() === '') return { left: draft, asked: options };
  if (tactOfVector(null, draft.caption).grave) return null;
  // Hashtags that stand in the caption are no suggestions, whether it is read or not.
  const typed = readCaption(draft.caption).typed.map(({ key }) => key);
  const asked: RecommendOptions = {
    ...{ ...options, gate: null, without: 'caption' },
    exclude: [...(options.exclude ?? []), ...typed],
  };
  return { left: { ...draft, caption: '' }, asked, early: true as const };
}

/** @throws TagweaveError `usage` */
export function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    throw usageOf('count', `a whole number from 1 to ${String(MAX_COUNT)}`);
  }
}

/** One post on its way: encoders → history → network → ranking → reasons (architecture.md). */
export async function recommendPost(
  workshop: Workshop,
  draft: WholeDraft,
  options: RecommendOptions,
): Promise<Recommended> {
  const { models, vocabulary, encodings, history, step } = workshop;
  const start = performance.now();
  const { signal, gate = null, without } = options;
  const encoded = await encodings.encode(draft, { step, signal });
  throwIfAborted(signal);
  const usesHistory = options.history !== 'off';
  if (usesHistory) step('read-history');
  const learnt = usesHistory ? await history.learnt() : [];
  throwIfAborted(signal);
  step('recommend');
  // Without a caption or a photo there is nothing to weigh: the model's own gate then.
  const hasBoth = encoded.photo !== null && encoded.caption !== null;
  const post: EncodedPost = { encoded, learnt, options, gate: hasBoth ? gate : null };
  const ranked = await (workshop.ranking === null
    ? hybridList(workshop, post)
    : rankedList(workshop, workshop.ranking, post));
  const { output, words, networkMs, ...list } = await inLanguage(
    ranked,
    vocabulary,
    encoded.caption?.text ?? '',
    options,
  );
  throwIfAborted(signal);
  const chosenByPerson = hasBoth && gate !== null && output.gate !== null;
  const recent = learnt.slice(Math.max(0, learnt.length - models.network.config.history.length));
  return {
    recommendation: {
      ...list,
      gate: gateOf(output, hasBoth, chosenByPerson),
      attention: attentionOf(output, words, encoded.photo),
      used: {
        photo: encoded.photo !== null,
        caption: encoded.caption !== null,
        historyPosts: earlierPosts(recent, makerOf(models), vocabulary).length,
      },
      captionCut: encoded.caption?.encoding.cut ?? false,
      backends: { encoders: models.photo.backend, network: models.network.backend },
      timing: {
        photoMs: encoded.photoMs,
        captionMs: encoded.captionMs,
        networkMs,
        totalMs: performance.now() - start,
      },
    },
    vector: chosenByPerson || without !== undefined ? null : asPostVector(makerOf(models), output.vector, encoded),
    fingerprint: encoded.fingerprint,
  };
}

/** The list in the language that the person wants. */
async function inLanguage(
  ranked: RankedPost,
  vocabulary: VocabularyIndex,
  caption: string,
  { tagLanguage: mode = 'english', count = DEFAULT_COUNT, always = [], exclude = [] }: RecommendOptions,
): Promise<RankedPost> {
  if (mode === 'english' || caption.trim() === '') return ranked;
  const languages = await tagLanguages();
  const words = readCaption(caption).words.map(({ text }) => text);
  const language = languages?.detector.of(words.join(' ')) ?? null;
  if (languages === null || language === null || !languages.translations.speaks(language)) return ranked;
  return translatedList(ranked, languages.translations, {
    ...{ mode, language, count },
    always: new Set(always.map(({ key }) => key)),
    exclude: new Set(exclude),
    canonical: (key) => vocabulary.canonical(key),
  });
}
