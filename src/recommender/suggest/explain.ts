import type { Named, Reason, TagSuggestion } from '../../domain/recommendation.ts';
import { contributionOf } from '../../network/contributions.ts';
import type { NetworkOutput } from '../../network/network.ts';
import { tracedParts } from '../hybrid/explanation.ts';
import type { ReadWords } from '../hybrid/explanation.ts';
import type { Contender } from './choose.ts';
import type { Considered } from './consider.ts';
import type { Candidate } from './evidence.ts';

export interface Told {
  readonly considered: Considered;
  readonly output: NetworkOutput;
  readonly words: ReadWords;
  readonly caption: string;
}

/** One line of the list. */
export function explain({ candidate, score, probability, parts }: Contender, told: Told): TagSuggestion {
  const { key, label } = candidate.tag;
  return { key, label, score, probability, reason: { parts, ...factsOf(candidate, told) } };
}

/** What is true of a tag on this post, beside the parts of its score. */
function factsOf(candidate: Candidate, { considered, output, words, caption }: Told): Omit<Reason, 'parts'> {
  const { source, own } = considered;
  const { index, shift } = candidate;
  const facts = {
    named: namedBy(candidate, caption),
    usedInPosts: candidate.own?.uses ?? 0,
    ofPosts: own.posts,
    nearPosts: candidate.own?.nearPosts ?? 0,
    head: shift,
  };
  if (index === null) {
    const nothing = { caption: 0, photo: 0, history: 0, bias: 0, words: null, regions: null };
    return { ...facts, ...nothing, inVocabulary: false, logit: shift };
  }
  const split = contributionOf(output.contributions, index);
  const [said, seen] = [source === 'photo' ? 0 : split.caption, source === 'caption' ? 0 : split.photo];
  return {
    ...facts,
    ...{ inVocabulary: true, logit: split.logit + shift, caption: said, photo: seen, history: 0 },
    bias: split.logit - said - seen,
    ...tracedParts(output, index, words),
  };
}

/** Where the caption names the tag, and as what. */
function namedBy({ naming, place, name, thing }: Candidate, caption: string): Named | null {
  const [as, span] =
    naming !== null
      ? [
          naming.way === 'inflected' || naming.way === 'translated'
            ? ('form' as const)
            : naming.words > 1
              ? ('words' as const)
              : ('word' as const),
          naming,
        ]
      : place !== null
        ? ['place' as const, place]
        : name !== null
          ? ['name' as const, name]
          : [thing !== null && thing.words > 1 ? ('words' as const) : ('word' as const), thing];
  return span === null ? null : { as, text: caption.slice(span.start, span.end), start: span.start, end: span.end };
}
