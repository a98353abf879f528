import type { PostTag } from '../domain/post.ts';
import type { Step } from '../domain/progress.ts';
import type { WholeDraft, Recommendation } from '../domain/recommendation.ts';
import { throwIfAborted } from '../encoders/abort.ts';
import type { HistoryStore } from '../history/history-store.ts';
import { earlierPosts, makerOf } from './earlier-posts.ts';
import type { Encodings } from './encodings.ts';
import type { Models } from './engine-parts.ts';
import { postEmptyError } from './errors.ts';
import { attentionOf, gateOf, readWords, suggestionOf } from './explanation.ts';
import { candidatesOf } from './candidates.ts';
import { usageOf } from './checked-fields.ts';
import type { HeadFollower } from './head-follower.ts';
import { namesIn } from './names-in.ts';
import { NO_OWN_TAGS } from './own-tags.ts';
import type { OwnTagsOf } from './own-tags-of.ts';
import { NO_SHIFTS } from './personal-head.ts';
import { rankTags } from './ranking.ts';
import type { RecommendOptions } from './recommender.ts';
import { tactOf } from './tact.ts';
import { mayShow, tactfulCount } from './tactful.ts';
import type { TagNames } from './tag-names.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/** Tags suggested when nobody says how many. */
export const DEFAULT_COUNT = 5;
const MAX_COUNT = 30;

export interface Workshop {
  readonly models: Models;
  readonly vocabulary: VocabularyIndex;
  readonly encodings: Encodings;
  readonly history: HistoryStore;
  readonly ownTags: OwnTagsOf;
  readonly head: HeadFollower;
  readonly tagNames: TagNames;
  readonly step: (step: Step) => void;
}

export interface Recommended {
  readonly recommendation: Omit<Recommendation, 'id'>;
  /** p of the whole draft by the model's own gate: what the history may keep. Null for what-ifs. */
  readonly vector: Float32Array | null;
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

/** @throws TagweaveError `usage` */
export function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    throw usageOf('count', `a whole number from 1 to ${String(MAX_COUNT)}`);
  }
}

/** One post on its way: encoders → history → network → ranking → reasons (architecture.md). */
export async function recommendPost(
  { models, vocabulary, encodings, history, ownTags, head, tagNames, step }: Workshop,
  draft: WholeDraft,
  options: RecommendOptions,
): Promise<Recommended> {
  const start = performance.now();
  const { signal, count = DEFAULT_COUNT, gate = null, without, exclude = [], always = [] } = options;
  const encoded = await encodings.encode(draft, { step, signal });
  throwIfAborted(signal);

  const usesHistory = options.history !== 'off';
  if (usesHistory) step('read-history');
  const learnt = usesHistory ? await history.learnt() : [];
  const { length } = models.network.config.history;
  const recent = learnt.slice(Math.max(0, learnt.length - length));
  const earlier = earlierPosts(recent, makerOf(models), vocabulary);
  throwIfAborted(signal);

  step('recommend');
  const hasBoth = encoded.photo !== null && encoded.caption !== null;
  const networkStart = performance.now();
  const output = await models.network.run(
    {
      photo:
        encoded.photo === null
          ? null
          : { rows: encoded.photo.rows * encoded.photo.columns, width: encoded.photo.width, data: encoded.photo.data },
      caption: encoded.caption?.encoding ?? null,
      history: earlier,
    },
    // Without a caption or a photo there is nothing to weigh: the model's own gate then.
    { gate: hasBoth ? gate : null, historyStrength: options.historyStrength ?? 1 },
  );
  const networkMs = performance.now() - networkStart;
  throwIfAborted(signal);

  const usesHead = usesHistory && options.personalHead !== 'off';
  if (usesHead) await head.catchUp(learnt, signal);
  const shifts = usesHead ? head.follow(learnt).shifts(output.vector, output.user, options.historyStrength) : NO_SHIFTS;
  const ofPerson = ownTags.of(learnt, makerOf(models));
  const own =
    options.ownTags === 'off'
      ? NO_OWN_TAGS
      : ofPerson.score({
          vector: output.vector,
          caption: draft.caption,
          fits: tagNames.fits(ofPerson, encoded.caption?.encoding ?? null),
          besideHead: shifts.byKey.size > 0,
          strength: options.historyStrength ?? 1,
        });
  const candidates = candidatesOf({
    ...{ judgement: output, config: models.network.config, vocabulary, own, shifts, always },
    niche: options.niche ?? 0,
  });
  const tact = tactOf(encoded.caption, models.caption.ref);
  const names = namesIn(draft.caption);
  const wanted = keysOf(always);
  const allowed = candidates.tags.map(
    (tag, index) =>
      candidates.allowed[index] === true &&
      mayShow({ ...tag, ...vocabulary.factsOf(tag.key) }, tact, {
        named: names.has(tag.key) || wanted.has(tag.key),
        // What photo and caption say: a habit is no reason on such a day.
        probability: output.probabilities[index] ?? 0,
      }),
  );
  const ranking = rankTags(
    candidates.scores,
    { tags: candidates.tags, allowed },
    tactfulCount(count, tact),
    new Set(exclude),
    wanted,
  );
  const words = readWords(encoded.caption);
  const suggestions = (indices: readonly number[]) =>
    indices.map((index) => suggestionOf(output, candidates, index, ofPerson, words));
  throwIfAborted(signal);

  const chosenByPerson = hasBoth && gate !== null && output.gate !== null;
  return {
    recommendation: {
      tags: suggestions(ranking.tags),
      alternatives: suggestions(ranking.alternatives),
      gate: gateOf(output, hasBoth, chosenByPerson),
      attention: attentionOf(output, words, encoded.photo),
      used: { photo: encoded.photo !== null, caption: encoded.caption !== null, historyPosts: earlier.length },
      grave: tact.grave,
      captionCut: encoded.caption?.encoding.cut ?? false,
      backends: { encoders: models.photo.backend, network: models.network.backend },
      timing: {
        photoMs: encoded.photoMs,
        captionMs: encoded.captionMs,
        networkMs,
        totalMs: performance.now() - start,
      },
    },
    vector: chosenByPerson || without !== undefined ? null : output.vector,
    fingerprint: encoded.fingerprint,
  };
}

function keysOf(tags: readonly PostTag[]): ReadonlySet<string> {
  return new Set(tags.map((tag) => tag.key));
}
