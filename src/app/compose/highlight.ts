import type { Attention } from '../../domain/recommendation.ts';

/** What the person has pressed to see what belongs to it. */
export type Highlight =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  | { readonly kind: 'word'; readonly index: number }
  | { readonly kind: 'region'; readonly index: number };

export const NO_HIGHLIGHT: Highlight = { kind: 'none' };

/** Any numbers as opacities: the smallest 0, the largest 1. All equal: all 1. */
export function toOpacities(values: readonly number[]): readonly number[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return values.map((value) => (high === low ? 1 : (value - low) / (high - low)));
}

/** How strongly each region is lit, 0…1; null = the photo is shown as it is. */
export function regionOpacities(attention: Attention, highlight: Highlight): readonly number[] | null {
  const { regions, affinity } = attention;
  if (regions === null) return null;
  switch (highlight.kind) {
    case 'none':
      return null;
    case 'all':
      return toOpacities(regions.weights);
    case 'word': {
      const row = affinity?.[highlight.index];
      return row === undefined ? null : toOpacities(row);
    }
    case 'region':
      return regions.weights.map((_, index) => (index === highlight.index ? 1 : 0));
  }
}

/** How strongly each word is lit, 0…1: its attention, or its tie to the pressed region. */
export function wordOpacities(attention: Attention, highlight: Highlight): readonly number[] {
  const { words, affinity } = attention;
  if (highlight.kind === 'region' && affinity !== null) {
    return toOpacities(affinity.map((row) => row[highlight.index] ?? 0));
  }
  const high = Math.max(...words.map((word) => word.weight), 1e-9);
  return words.map((word) => word.weight / high);
}
