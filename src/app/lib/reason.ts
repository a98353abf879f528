import type { Reason } from '../../domain/recommendation.ts';

export type PartName = 'caption' | 'photo' | 'history' | 'head' | 'bias';

/** The parts of a tag's logit as shown: rounded so that what stands on the screen adds up exactly. */
export interface ShownParts {
  readonly caption: number;
  readonly photo: number;
  readonly history: number;
  readonly head: number;
  readonly bias: number;
  readonly total: number;
}

/**
 * Rounds numbers to `digits` places so that the rounded ones still add up to the rounded sum: each goes down first, and the units
 * that are missing go to those which lost most.
 */
export function roundTogether(values: readonly number[], digits = 1): readonly number[] {
  const scale = 10 ** digits;
  const target = Math.round(values.reduce((sum, value) => sum + value, 0) * scale);
  const floors = values.map((value) => Math.floor(value * scale));
  let missing = target - floors.reduce((sum, value) => sum + value, 0);
  const order = values
    .map((value, index) => ({ index, lost: value * scale - Math.floor(value * scale) }))
    .sort((a, b) => b.lost - a.lost);
  const rounded = [...floors];
  for (const { index } of order) {
    if (missing <= 0) break;
    rounded[index] = (rounded[index] ?? 0) + 1;
    missing -= 1;
  }
  return rounded.map((value) => (value === 0 ? 0 : value / scale));
}

export function shownParts(reason: Reason): ShownParts {
  const [caption = 0, photo = 0, history = 0, head = 0, bias = 0] = roundTogether([
    reason.caption,
    reason.photo,
    reason.history,
    reason.head,
    reason.bias,
  ]);
  const total = Math.round((caption + photo + history + head + bias) * 10) / 10;
  return { caption, photo, history, head, bias, total };
}

/**
 * What spoke loudest for a tag: the person's own tags (posts like this one, habit, its name in the caption or close to it), what the head learnt,
 * one of the network's three parts, two of them about equally, or none (it is only common).
 */
export type Loudest =
  'caption' | 'photo' | 'history' | 'head' | 'both' | 'all' | 'common' | 'near' | 'usual' | 'named' | 'fitting';

export function loudest(reason: Reason): Loudest {
  const { ownNearestScore, ownUsualScore, ownNamedScore, ownFittingScore } = reason;
  const own = Math.max(ownNearestScore, ownUsualScore, ownNamedScore, ownFittingScore);
  if (ownScoreOf(reason) > reason.classifierScore + reason.sequenceScore) {
    if (own === ownNamedScore) return 'named';
    if (own === ownFittingScore) return 'fitting';
    return own === ownNearestScore ? 'near' : 'usual';
  }
  if (reason.head > 0.05 && reason.head >= Math.max(reason.caption, reason.photo, reason.history)) return 'head';
  const parts = (['caption', 'photo', 'history'] as const)
    .map((name) => ({ name, value: reason[name] }))
    .filter((part) => part.value > 0.05)
    .sort((a, b) => b.value - a.value);
  const [first, second, third] = parts;
  if (first === undefined) return 'common';
  const near = (value: number): boolean => value >= first.value * 0.75;
  if (second === undefined || !near(second.value)) return first.name;
  if (third !== undefined && near(third.value)) return 'all';
  return first.name !== 'history' && second.name !== 'history' ? 'both' : first.name;
}

/** Score as whole points of 100, split into the shares of parts, sequence and own tags; the three add up to the whole. */
export function shownScore(reason: Reason): {
  readonly parts: number;
  readonly together: number;
  readonly own: number;
  readonly total: number;
} {
  const own100 = ownScoreOf(reason) * 100;
  const [parts = 0, together = 0, own = 0] = roundTogether(
    [reason.classifierScore * 100, reason.sequenceScore * 100, own100],
    0,
  );
  return { parts, together, own, total: parts + together + own };
}

function ownScoreOf({ ownNearestScore, ownUsualScore, ownNamedScore, ownFittingScore }: Reason): number {
  return ownNearestScore + ownUsualScore + ownNamedScore + ownFittingScore;
}
