import type { Attention } from '../../domain/recommendation.ts';

/** What the person has pressed to see what belongs to it. */
export type Highlight =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  | { readonly kind: 'word'; readonly index: number }
  | { readonly kind: 'region'; readonly index: number };

export const NO_HIGHLIGHT: Highlight = { kind: 'none' };

/** Attention as light: the strongest 1, the others by their share of it. An even look stays evenly lit; nothing is stretched. */
export function lightOfWeights(weights: readonly number[]): readonly number[] {
  const high = Math.max(...weights, 1e-9);
  return weights.map((weight) => weight / high);
}

/** Affinity (tanh, −1…1) as light 0…1. */
function lightOfAffinity(row: readonly number[]): readonly number[] {
  return row.map((value) => (Math.max(-1, Math.min(1, value)) + 1) / 2);
}

/** Differences below this are not worth a look: the light is called even. */
const EVEN = 0.2;

export function isEven(light: readonly number[]): boolean {
  return Math.max(...light) - Math.min(...light) < EVEN;
}

/** How strongly each region is lit, 0…1; null = nothing is pressed (or nothing is known of it). */
export function regionLight(attention: Attention, highlight: Highlight): readonly number[] | null {
  const { regions, affinity } = attention;
  if (regions === null) return null;
  switch (highlight.kind) {
    case 'none':
      return null;
    case 'all':
      return lightOfWeights(regions.weights);
    case 'word': {
      const row = affinity?.[highlight.index];
      return row === undefined ? null : lightOfAffinity(row);
    }
    case 'region':
      return regions.weights.map((_, index) => (index === highlight.index ? 1 : 0));
  }
}

/** How strongly each word is lit, 0…1: its attention, or its tie to the pressed region. */
export function wordLight(attention: Attention, highlight: Highlight): readonly number[] {
  const { words, affinity } = attention;
  if (highlight.kind === 'region' && affinity !== null) {
    return lightOfAffinity(affinity.map((row) => row[highlight.index] ?? -1));
  }
  return lightOfWeights(words.map((word) => word.weight));
}
