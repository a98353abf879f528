import type { Reason, ReasonPartName } from '../../../domain/recommendation.ts';

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

/** A line of the sum as it is shown. */
export interface ShownPart {
  readonly name: ReasonPartName;
  readonly value: number;
}

/** The parts that are there, rounded so that what stands on the screen adds up to `total` exactly. */
export function shownSum({ parts }: Reason): { readonly parts: readonly ShownPart[]; readonly total: number } {
  // Scores of the paper's order lie between 0 and 1, log-odds do not.
  const digits = parts.some(({ name }) => name === 'base') ? 1 : 2;
  const rounded = roundTogether(
    parts.map(({ value }) => value),
    digits,
  );
  const total = rounded.reduce((sum, value) => sum + value, 0);
  return {
    parts: parts.map(({ name }, index) => ({ name, value: rounded[index] ?? 0 })),
    total: Math.round(total * 10 ** digits) / 10 ** digits,
  };
}

/** Parts that are evidence of this post or this person; the others are where a tag starts from. */
const EVIDENCE = [
  'named',
  'photo',
  'caption',
  'near',
  'habit',
  'fitting',
  'list',
  'head',
  'history',
  'together',
  'network',
] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Less than this is not worth a word, in the units of the score. */
const WORTH_A_WORD = { model: 0.3, hybrid: 0.03 };

/** What a sentence may say of a reason, the strongest first; each is a part above 0 that is large enough to be told. */
export function evidenceOf(reason: Reason): readonly Evidence[] {
  const least = reason.parts.some(({ name }) => name === 'base') ? WORTH_A_WORD.model : WORTH_A_WORD.hybrid;
  const values = new Map(reason.parts.map(({ name, value }) => [name, value]));
  const told = EVIDENCE.filter((name) => (values.get(name) ?? 0) >= least && isTellable(name, reason));
  return [...told].sort((a, b) => (values.get(b) ?? 0) - (values.get(a) ?? 0));
}

/** A sentence with a number in it needs the number. */
function isTellable(name: Evidence, { nearPosts, usedInPosts, parts }: Reason): boolean {
  if (name === 'near') return nearPosts > 0 || !parts.some((part) => part.name === 'base');
  return name !== 'habit' || usedInPosts > 0;
}

/** Whether a part speaks against the tag so much that the sentence must say it. */
export function speaksAgainst({ parts }: Reason, name: 'photo' | 'caption'): boolean {
  return parts.some((part) => part.name === name && part.value <= -1);
}
