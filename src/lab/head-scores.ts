import type { Decoded } from '../network/heads/sequence-head.ts';
import { scoresOf } from '../network/heads/hybrid.ts';
import type { Head } from './lists.ts';

/** Scores of all hashtags by one of the lists of systems.md §5, whichever of them the network ranks by itself. */
export function headScores(
  head: Head,
  probabilities: Float32Array,
  decoded: Decoded,
  { beta, steps }: { readonly beta: number; readonly steps: number },
): Float32Array {
  const asked =
    head === 'A1' || head === 'A2'
      ? ({ head: 'hybrid', hybrid: { rule: head, beta } } as const)
      : ({ head, hybrid: { rule: 'A2', beta } } as const);
  return scoresOf({ ...asked, sequence: { steps } }, probabilities, decoded).scores;
}
