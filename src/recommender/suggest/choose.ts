import type { RankingModel } from '../../domain/models/ranking-model.ts';
import { ALTERNATIVES } from '../hybrid/ranking.ts';
import { isSaid } from './evidence.ts';
import type { Candidate } from './evidence.ts';
import type { Weighed } from './weighing.ts';

/** Most tags that stand in a list because they are of the person's own list alone [D: docs/decisions/0018-my-list.md]. */
const LIST_PLACES = 2;

/** A candidate with what it is worth. */
export interface Contender extends Weighed {
  readonly candidate: Candidate;
  /** Calibrated: that the person would use the tag, 0…1. */
  readonly probability: number;
  /** Nothing may bring it in: never suggested, excluded, tactless, an occasion or a kind without its evidence. */
  readonly barred: boolean;
  /** It has a place for certain: the caption names it, or the person wants it on every post. */
  readonly certain: 'always' | 'named' | null;
  /** Only the person's own list speaks for it. */
  readonly fromList: boolean;
}

export interface ListRules {
  /** Places in the list. */
  readonly room: number;
  /** What is less probable is not worth a place. */
  readonly floor: number;
  /** Where the list holds so many tags that the caption says, a guess wants this; null where a photo may have shown it. */
  readonly beside: RankingModel['beside'] | null;
  /** Whether two tags say the same. */
  readonly alike: (one: Candidate, other: Candidate) => boolean;
}

export interface Chosen {
  /** Best first. */
  readonly list: readonly Contender[];
  /** The next ones, best first, up to {@link ALTERNATIVES}; those below the floor come last by themselves. */
  readonly alternatives: readonly Contender[];
  /** What an alternative must reach to take a place that becomes free. */
  readonly floor: number;
}

/**
 * As many tags as are worth it: those that have a place for certain, then by score while they reach the floor; of several that say the
 * same one. Ties go to the tag that was found first.
 */
export function choose(contenders: readonly Contender[], { room, floor, beside, alike }: ListRules): Chosen {
  const ranked = contenders.filter(({ barred }) => !barred).sort((a, b) => b.score - a.score);
  const list: Contender[] = [];
  const repeats = (one: Contender): boolean => list.some((other) => alike(one.candidate, other.candidate));
  const isTooMany = (one: Contender): boolean =>
    one.fromList && list.filter(({ fromList }) => fromList).length >= LIST_PLACES;
  const take = (wanted: (one: Contender) => boolean): void => {
    for (const one of ranked) {
      if (list.length >= room) return;
      if (wanted(one) && !list.includes(one) && !repeats(one) && !isTooMany(one)) list.push(one);
    }
  };
  take(({ certain }) => certain === 'always');
  take(({ certain }) => certain === 'named');
  const isBeside = (): boolean =>
    beside !== null && list.filter(({ candidate }) => isSaid(candidate)).length >= beside.named;
  const raised = Math.max(floor, beside?.least ?? 0);
  take((one) => one.probability >= (isGuess(one) && isBeside() ? raised : floor));
  list.sort((a, b) => b.score - a.score);
  // An alternative above the floor is taken as soon as there is a place: what is one too many of the own list must not come that way.
  const rest = ranked.filter((one) => !list.includes(one) && !repeats(one) && !isTooMany(one));
  return { list, alternatives: rest.slice(0, ALTERNATIVES), floor: isBeside() ? raised : floor };
}

/** Whether neither caption nor own posts nor the person's list speak for a tag. */
function isGuess({ candidate }: Contender): boolean {
  return !isSaid(candidate) && candidate.own === null && candidate.listed === undefined;
}
