import type { PostTag } from '../../domain/post/post.ts';
import type { RankingModel } from '../../domain/models/ranking-model.ts';
import { contributionOf } from '../../network/contributions.ts';
import type { Contributions } from '../../network/contributions.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import type { AlikeTags } from './alike.ts';
import { choose } from './choose.ts';
import type { Chosen, Contender } from './choose.ts';
import type { Considered } from './consider.ts';
import type { Doubts } from './doubts.ts';
import { fromList } from './from-list.ts';
import { belongsHere, hasEvidence, isLongName, isNamed, isOnlyDenied, isUnderstood } from './gates.ts';
import type { Candidate } from './evidence.ts';
import { calibrated, coldScore, meanContribution, weigh } from './weighing.ts';

/** How far the slider's ends move the commonest and the rarest tag, log-odds, each way [D]. */
const SLIDER = 3;

/** Whether tact lets a tag stand on this post. @param probability calibrated, by photo and caption alone @param wanted the person wants it on every post */
export type Tactful = (candidate: Candidate, probability: number, wanted: boolean) => boolean;

export interface SuggestOptions {
  /** Places in the list; hashtags typed into the caption take theirs. */
  readonly count: number;
  /** −1 broad … 1 niche. */
  readonly niche: number;
  /** Tags that the person wants on every post. */
  readonly always: readonly PostTag[];
  /** Keys that must not come in. */
  readonly exclude: ReadonlySet<string>;
  /** A full list whatever it is worth, to compare rankings by; the product's list stops at the floor. */
  readonly fill: boolean;
  readonly tactful: Tactful;
}

export interface Suggested extends Chosen {
  /** Hashtags that the caption carries already. */
  readonly typed: readonly PostTag[];
}

export interface SuggestTools {
  readonly vocabulary: VocabularyIndex;
  readonly model: RankingModel;
  readonly alike: AlikeTags;
  readonly doubts: Doubts;
}

/**
 * The list of a post that was considered: weighed by the model, then as many as are worth it.
 * @param contributions of the network without the person; null where only its logits are known, and their split is not told
 */
export function suggest(
  considered: Considered,
  contributions: Contributions | null,
  options: SuggestOptions,
  tools: SuggestTools,
): Suggested {
  const { typed } = considered.findings.reading;
  const chosen = choose(contendersOf(considered, contributions, options, tools), {
    room: Math.max(0, options.count - typed.length),
    floor: options.fill ? 0 : tools.model.floor,
    beside: options.fill || considered.source !== 'caption' ? null : tools.model.beside,
    alike: (one, other) => tools.alike.of(one, other),
  });
  const floor = Math.max(tools.model.floor, chosen.floor);
  return { ...chosen, floor, typed: typed.map(({ key, label }) => ({ key, label })) };
}

const NO_MEAN = { caption: 0, photo: 0 };

function contendersOf(
  { source, own, findings, terms }: Considered,
  contributions: Contributions | null,
  { always, exclude, niche, fill, tactful }: SuggestOptions,
  { vocabulary, model, doubts }: SuggestTools,
): Contender[] {
  const weights = model.sources[source];
  const [wanted, excluded] = [always.map(({ key }) => key), [...exclude]].map(
    (keys) => new Set(keys.map((key) => vocabulary.canonical(key))),
  );
  const named = namedIn(findings.candidates);
  const silent = !fill && source === 'caption' && !findings.reading.says;
  const mean = contributions === null ? NO_MEAN : meanContribution(contributions);
  return findings.candidates.map((candidate) => {
    const { index, tag } = candidate;
    const key = vocabulary.canonical(tag.key);
    const split = index === null || contributions === null ? null : contributionOf(contributions, index);
    const its = terms.of(candidate);
    const commonness = index === null ? 0 : (vocabulary.commonness[index] ?? 0);
    const { score, parts } = weigh(its, weights, { split, mean, source, slider: niche * SLIDER * (0.5 - commonness) });
    const cold = calibrated(coldScore(its, weights), weights.alone);
    const isWanted = wanted?.has(key) === true;
    const isUnwanted = vocabulary.never.has(key) || excluded?.has(key) === true;
    const calibration = own.belief > 0 ? weights.known : weights.alone;
    const probability = calibrated(score, calibration);
    const contender: Contender = {
      ...{ candidate, score, parts, probability, fromList: false },
      barred:
        isUnwanted ||
        (!isWanted &&
          (!isUnderstood(candidate, findings.language, vocabulary) ||
            isOnlyDenied(candidate) ||
            doubts.isOpposed(candidate, named) ||
            !hasEvidence(candidate, vocabulary) ||
            (silent && candidate.own === null))) ||
        (!isWanted &&
          !fill &&
          (!belongsHere(candidate, cold, own.posts, model, vocabulary) ||
            doubts.isDoubtful(candidate, probability, source !== 'caption'))) ||
        !tactful(candidate, cold, isWanted),
      certain: isWanted
        ? 'always'
        : (!doubts.isOnlySaid(candidate) && isNamed(candidate, findings.reading.words.length, model, vocabulary)) ||
            (isLongName(candidate, findings.reading.words.length, model) && probability >= model.floor)
          ? 'named'
          : null,
    };
    return fromList(contender, calibration, (probability) => !isUnwanted && tactful(candidate, probability, isWanted));
  });
}

/** Class indices of the hashtags that a caption names. */
function namedIn(candidates: readonly Candidate[]): ReadonlySet<number> {
  const named = candidates.filter(({ naming }) => naming !== null && !naming.denied && !naming.inside);
  return new Set(named.flatMap(({ index }) => index ?? []));
}
