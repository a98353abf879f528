import { RANKING_TERMS } from '../../domain/models/ranking-model.ts';
import type { PostSource, RankingTerm, SourceWeights } from '../../domain/models/ranking-model.ts';
import { REASON_PARTS } from '../../domain/recommendation.ts';
import type { ReasonPart, ReasonPartName } from '../../domain/recommendation.ts';
import type { Contribution, Contributions } from '../../network/contributions.ts';
import type { Terms } from './terms.ts';

/** Under which part of the reason a term's share is told; the classifier's is split further. */
const PART_OF: Readonly<Record<Exclude<RankingTerm, 'classifier' | 'classifierKnown'>, ReasonPartName>> = {
  certainty: 'common',
  sequence: 'together',
  sequenceKnown: 'together',
  history: 'history',
  beyond: 'base',
  common: 'common',
  exact: 'named',
  folded: 'named',
  inflected: 'named',
  translated: 'named',
  phrase: 'named',
  inside: 'named',
  rate: 'named',
  long: 'named',
  place: 'named',
  perhapsPlace: 'named',
  name: 'named',
  longName: 'named',
  thing: 'named',
  goesWith: 'together',
  nearPhoto: 'near',
  nearCaption: 'near',
  habit: 'habit',
  recent: 'habit',
  ago: 'habit',
  used: 'habit',
  ownNamed: 'named',
  neverUsed: 'neverUsed',
  removed: 'removed',
  head: 'head',
  community: 'kind',
  mood: 'kind',
  season: 'kind',
  occasion: 'kind',
  placeKind: 'kind',
  nameKind: 'kind',
  gear: 'kind',
  filler: 'kind',
};

export interface Weighed {
  /** Log-odds: the sum of the parts, in their order. */
  readonly score: number;
  /** Those that are not 0. */
  readonly parts: readonly ReasonPart[];
}

/** The terms that know nothing of the person. */
const COLD_TERMS = RANKING_TERMS.filter(
  (term) =>
    ![
      ...['classifierKnown', 'sequenceKnown', 'history', 'nearPhoto', 'nearCaption', 'habit', 'recent'],
      ...['ago', 'used', 'neverUsed', 'ownNamed', 'removed', 'head'],
    ].includes(term),
);

export interface WeighingOf {
  /** Of the network's logit without the person; null for a tag that it does not know, and where the split is not known. */
  readonly split: Contribution | null;
  /** Of its logits on average: what photo and caption say for every tag alike is no reason for one. */
  readonly mean: Pick<Contribution, 'caption' | 'photo'>;
  readonly source: PostSource;
  /** What the broad ⟷ niche slider adds. */
  readonly slider: number;
}

/** A candidate's score and what it is made of. */
export function weigh(
  terms: Terms,
  { bias, terms: weights }: SourceWeights,
  { split, mean, source, slider }: WeighingOf,
): Weighed {
  const sums: Record<ReasonPartName, number> = { ...NO_PARTS, base: bias, slider };
  for (const term of RANKING_TERMS) {
    if (terms[term] === 0) continue; // most are: a tag is of one kind, and named in one way if at all
    const share = weights[term] * terms[term];
    if (term !== 'classifier' && term !== 'classifierKnown') sums[PART_OF[term]] += share;
    else if (split === null) sums.common += share;
    else {
      // share = w·(caption + photo + history + bias − certainty): each goes where it belongs, the rest is what is common. Without a photo or
      // a caption the network has something in their place, the same for every such post: that is nobody's reason.
      const factor = share / terms.classifier;
      const caption = source === 'photo' ? 0 : factor * (split.caption - mean.caption);
      const photo = source === 'caption' ? 0 : factor * (split.photo - mean.photo);
      sums.caption += caption;
      sums.photo += photo;
      sums.common += share - caption - photo;
    }
  }
  const parts = REASON_PARTS.flatMap((name) => (sums[name] === 0 ? [] : [{ name, value: sums[name] }]));
  return { score: parts.reduce((sum, { value }) => sum + value, 0), parts };
}

/** The score as it would be for a stranger. */
export function coldScore(terms: Terms, { bias, terms: weights }: SourceWeights): number {
  return COLD_TERMS.reduce((sum, term) => sum + weights[term] * terms[term], bias);
}

export function calibrated(score: number, { scale, shift }: SourceWeights['alone']): number {
  return 1 / (1 + Math.exp(-(scale * score + shift)));
}

/** What caption and photo say on average over the vocabulary. */
export function meanContribution({ caption, photo }: Contributions): Pick<Contribution, 'caption' | 'photo'> {
  const mean = (values: Float32Array): number => {
    let sum = 0;
    for (const value of values) sum += value;
    return sum / values.length;
  };
  return { caption: mean(caption), photo: mean(photo) };
}

const NO_PARTS = Object.fromEntries(REASON_PARTS.map((name) => [name, 0])) as Record<ReasonPartName, number>;
