import { RANKING_TERMS } from '../../domain/models/ranking-model.ts';
import type { RankingTerm } from '../../domain/models/ranking-model.ts';
import type { NetworkOutput } from '../../network/network.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { LEAST_SURE } from './companions.ts';
import type { Companions, Presence } from './companions.ts';
import { isSaid } from './evidence.ts';
import type { Candidate, Findings } from './evidence.ts';
import type { OwnAnswer } from './own-posts.ts';

/** q_h below this is as good as none. */
const LEAST_Q = 1e-6;
/** What the network's odds are shared among. */
const HASHTAGS_OF_A_POST = 3;
/** How sure it is that a post is of what its caption names [D: docs/decisions/0014]. */
const NAMED = 0.7;
const LEAST_SHARE = Math.log(LEAST_SURE / HASHTAGS_OF_A_POST);

export type Terms = Readonly<Record<RankingTerm, number>>;

/** Numbers of a post that its candidates' terms are made of. */
export interface TermSource {
  readonly findings: Findings;
  /** The network without the person. */
  readonly output: Pick<NetworkOutput, 'logits' | 'q'>;
  /** Logits with the paper's history; null without earlier posts. */
  readonly withHistory: Float32Array | null;
  readonly own: OwnAnswer;
  readonly vocabulary: VocabularyIndex;
  /** `naming.rates` of the model. */
  readonly rates: readonly number[];
  readonly companions: Companions;
}

/** The terms of a post's candidates (domain/models/ranking-model.ts says what each is). */
export class TermsOf {
  readonly #source: TermSource;
  /** log Σ exp(logit). */
  readonly certainty: number;
  readonly #long: number;
  /** By class index. */
  readonly #goesWith: ReadonlyMap<number, number>;

  constructor(source: TermSource) {
    this.#source = source;
    this.certainty = logSumExp(source.output.logits);
    this.#long = Math.log1p(source.findings.reading.words.length);
    this.#goesWith = source.companions.of(presencesOf(source, this.certainty));
  }

  of(candidate: Candidate): Terms {
    const terms: Record<RankingTerm, number> = { ...NOTHING };
    const { own, output, withHistory, vocabulary, rates } = this.#source;
    const { index, naming, place, name, thing } = candidate;
    if (index === null) terms.beyond = 1;
    else {
      const logit = output.logits[index] ?? 0;
      terms.classifier = logit - this.certainty;
      terms.certainty = this.certainty;
      terms.sequence = Math.log(Math.max(output.q[index] ?? 0, LEAST_Q) / LEAST_Q);
      terms.classifierKnown = own.belief * terms.classifier;
      terms.sequenceKnown = own.belief * terms.sequence;
      terms.history = withHistory === null ? 0 : (withHistory[index] ?? 0) - logit;
      terms.common = Math.log1p(vocabulary.counts[index] ?? 0) / 10;
      terms.goesWith = this.#goesWith.get(index) ?? 0;
      const kind = vocabulary.kinds[index] ?? 'topic';
      if (kind === 'place' || kind === 'name') terms[`${kind}Kind`] = 1;
      else if (kind !== 'topic') terms[kind] = 1;
    }
    if (naming !== null) {
      terms[naming.way] = 1;
      terms.phrase = naming.words - 1;
      terms.inside = Number(naming.inside);
      terms.rate = index === null ? 0 : (rates[index] ?? 0);
      terms.ownNamed = Number(candidate.own !== null);
    }
    if (place !== null) terms[place.sure ? 'place' : 'perhapsPlace'] = 1;
    if (name !== null) terms[name.words > 1 ? 'longName' : 'name'] = 1;
    if (thing !== null) Object.assign(terms, { thing: 1, phrase: thing.words - 1, rate: thing.rate });
    if (isSaid(candidate)) terms.long = this.#long;
    if (candidate.own === null) terms.neverUsed = own.belief;
    else {
      const { nearPhoto, nearCaption, habit, recent, ago } = candidate.own;
      Object.assign(terms, { nearPhoto, nearCaption, habit, recent, ago, used: own.belief });
    }
    const removed = own.removed.get(candidate.tag.key) ?? 0;
    terms.removed = removed / (removed + 1);
    terms.head = candidate.shift;
    return terms;
  }
}

/** The hashtags that a post is surely enough of, by name or by their share of the network's odds. */
function presencesOf({ findings, output, vocabulary }: TermSource, certainty: number): Presence[] {
  const found: Presence[] = [];
  const add = (index: number | null, isNamed: boolean): void => {
    if (index === null) return;
    const share = (output.logits[index] ?? -Infinity) - certainty;
    // Of some 300 candidates few are worth an exponential.
    const seen = share < LEAST_SHARE ? 0 : Math.min(1, HASHTAGS_OF_A_POST * Math.exp(share));
    const sure = isNamed ? Math.max(NAMED, seen) : seen;
    if (sure > 0) found.push({ index, sure });
  };
  for (const { index, naming } of findings.candidates) add(index, naming !== null);
  for (const { key } of findings.reading.typed) add(vocabulary.indexOf(vocabulary.canonical(key)), true);
  return found;
}

const NOTHING = Object.fromEntries(RANKING_TERMS.map((name) => [name, 0])) as Record<RankingTerm, number>;

function logSumExp(values: Float32Array): number {
  let highest = -Infinity;
  for (const value of values) highest = Math.max(highest, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - highest);
  return highest + Math.log(sum);
}
