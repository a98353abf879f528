import type { SourceWeights } from '../../domain/models/ranking-model.ts';
import type { Contender } from './choose.ts';

/**
 * A candidate of the person's own list as its closeness to the caption ranks it, where nothing else ranks it higher: the score is the one that the
 * ranking's calibration turns into the same probability, so that it has its place among the others (docs/decisions/0018-my-list.md).
 * @param allowed whether never-lists and tact let it stand when it is as probable as this
 */
export function fromList(
  contender: Contender,
  { scale, shift }: SourceWeights['alone'],
  allowed: (probability: number) => boolean,
): Contender {
  const { listed } = contender.candidate;
  if (listed === undefined || (!contender.barred && contender.probability >= listed.probability)) return contender;
  const [base, list] = [(listed.shift - shift) / scale, listed.closeness / scale];
  return {
    ...contender,
    parts: [
      { name: 'list', value: list },
      { name: 'base', value: base },
    ],
    score: list + base,
    probability: listed.probability,
    barred: !allowed(listed.probability),
    fromList: contender.certain === null,
  };
}
