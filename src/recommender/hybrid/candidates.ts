import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import { neverSuggestKeys } from '../../domain/tags/never-suggest.ts';
import type { PostTag } from '../../domain/post/post.ts';
import { probabilitiesOf } from '../../network/heads/classification-head.ts';
import { scoresOf } from '../../network/heads/hybrid.ts';
import type { Judgement } from '../../network/judgement.ts';
import type { OwnTagScores } from '../personal/own-tags.ts';
import type { HeadShifts } from '../personal/personal-head.ts';
import type { Rankable } from './ranking.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';

/** γ: at the slider's end a tag's score falls to e^−γ of what it was when it is as common (or as rare) as can be [D]. */
const NICHE = 2;

/** What a tag's score is made of; the six add up to it. */
export interface ScoreParts {
  readonly classifier: number;
  readonly sequence: number;
  readonly nearest: number;
  readonly usual: number;
  readonly named: number;
  readonly fitting: number;
}

/** Everything that may be suggested for a post: the network's tags by class index, then the person's own beyond its vocabulary. */
export interface Candidates extends Rankable {
  /** S'(h) = popularity correction of ((1 − ω)·S(h) + own share); without own posts and slider S(h) itself, number for number. */
  readonly scores: ArrayLike<number>;
  /** Δ_h of the personal head; 0 without. */
  readonly shiftOf: (index: number) => number;
  /** What the head starts from where the network has no such tag, log-odds; 0 where it has, and without a head. */
  readonly startOf: (index: number) => number;
  /** ŷ_h, with the head's shift. */
  readonly probabilityOf: (index: number) => number;
  readonly partsOf: (index: number) => ScoreParts;
}

export interface CandidateQuestion {
  readonly judgement: Judgement;
  readonly config: Pick<NetworkConfig, 'head' | 'hybrid' | 'sequence'>;
  readonly vocabulary: VocabularyIndex;
  readonly own: OwnTagScores;
  readonly shifts: HeadShifts;
  /** −1 broad … 1 niche. */
  readonly niche?: number;
  /** Tags that the person wants in every list; those that nobody knows compete with a score of 0. */
  readonly always?: readonly PostTag[];
}

export function candidatesOf({
  judgement,
  config,
  vocabulary,
  own,
  shifts,
  niche = 0,
  always = [],
}: CandidateQuestion): Candidates {
  const extra = ownBeyond(vocabulary, own, shifts, always);
  const never = neverSuggestKeys();
  const tags = extra.length === 0 ? vocabulary.tags : [...vocabulary.tags, ...extra];
  const allowed = [...vocabulary.allowed, ...extra.map(({ key }) => !never.has(key))];
  const heads = shifts.byKey.size === 0 ? judgement : shifted(judgement, config, tags, shifts);
  const known = vocabulary.tags.length;
  const partsOf = (index: number): ScoreParts => {
    const share = own.byKey.get(tags[index]?.key ?? '');
    // The popularity correction of systems.md §8 on the score's logarithm, so that each part shrinks alike and none turns negative.
    const commonness = vocabulary.commonness[index] ?? 0;
    const factor = niche === 0 ? 1 : Math.exp(-NICHE * (niche > 0 ? niche * commonness : -niche * (1 - commonness)));
    const rest = (1 - own.weight) * factor;
    return {
      classifier: rest * (heads.classifierScores[index] ?? 0),
      sequence: rest * (heads.sequenceScores[index] ?? 0),
      nearest: factor * (share?.nearest ?? 0),
      usual: factor * (share?.usual ?? 0),
      named: factor * (share?.named ?? 0),
      fitting: factor * (share?.fitting ?? 0),
    };
  };
  const untouched = own.weight === 0 && niche === 0 && heads.scores.length === tags.length;
  return {
    ...{ tags, allowed, partsOf },
    scores: untouched
      ? heads.scores
      : tags.map((_, index) => {
          const { classifier, sequence, nearest, usual, named, fitting } = partsOf(index);
          return classifier + sequence + nearest + usual + named + fitting;
        }),
    shiftOf: (index) => shifts.byKey.get(tags[index]?.key ?? '')?.shift ?? 0,
    startOf: (index) => (index >= known && shifts.byKey.has(tags[index]?.key ?? '') ? shifts.unknownTag : 0),
    probabilityOf: (index) => heads.probabilities[index] ?? 0,
  };
}

/** The person's tags that the network does not know, as they were written last. */
function ownBeyond(
  vocabulary: VocabularyIndex,
  own: OwnTagScores,
  shifts: HeadShifts,
  always: readonly PostTag[],
): PostTag[] {
  const extra = new Map<string, PostTag>();
  for (const tag of always) if (!vocabulary.has(tag.key)) extra.set(tag.key, tag);
  for (const [key, { tag, isUsed }] of shifts.byKey) if (isUsed && !vocabulary.has(key)) extra.set(key, tag);
  for (const [key, { tag }] of own.byKey) if (!vocabulary.has(key)) extra.set(key, tag);
  return [...extra.values()];
}

/** Both heads' scores after the personal head has moved the classifier's logits; tags that neither knows have probability 0. */
function shifted(
  { logits, q, sequence }: Judgement,
  config: CandidateQuestion['config'],
  tags: readonly PostTag[],
  { byKey, unknownTag }: HeadShifts,
): Pick<Judgement, 'scores' | 'classifierScores' | 'sequenceScores' | 'probabilities'> {
  const moved = Float32Array.from(tags, ({ key }, index) => {
    const shift = byKey.get(key)?.shift;
    const start = logits[index] ?? (shift === undefined ? -Infinity : unknownTag);
    return start + (shift ?? 0);
  });
  const probabilities = probabilitiesOf(moved);
  const longer = new Float32Array(tags.length);
  longer.set(q);
  const {
    scores,
    classifier,
    sequence: sequenceScores,
  } = scoresOf(config, probabilities, { q: longer, tags: [...sequence] });
  return { scores, classifierScores: classifier, sequenceScores, probabilities };
}
