import type { Attention, Reason, Recommendation } from '../../../domain/recommendation.ts';

/** What the person looks at to see what belongs to it. */
export type Highlight =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  | { readonly kind: 'word'; readonly index: number }
  | { readonly kind: 'region'; readonly index: number }
  /** A tag whose reason is open: where its caption's and photo's parts come from. */
  | ({ readonly kind: 'tag' } & Pick<Reason, 'words' | 'regions'>);

export const NO_HIGHLIGHT: Highlight = { kind: 'none' };

/** What can be lit: the attention, and where the suggested tags come from. */
export interface Seen {
  readonly attention: Attention;
  readonly reasons: readonly Pick<Reason, 'words' | 'regions'>[];
}

export function seenOf({ attention, tags }: Pick<Recommendation, 'attention' | 'tags'>): Seen {
  return { attention, reasons: tags.map((tag) => tag.reason) };
}

// Not Math.max(...values): a caption of a megabyte has more words than a call has room for.
const highest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), -Infinity);
const lowest = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value), Infinity);

/** Attention as light: the strongest 1, the others by their share of it. An even look stays evenly lit. */
export function lightOfWeights(weights: readonly number[]): readonly number[] {
  const high = Math.max(highest(weights), 1e-9);
  return weights.map((weight) => weight / high);
}

/** Affinity (tanh, −1…1) as light 0…1. */
function lightOfAffinity(row: readonly number[]): readonly number[] {
  return row.map((value) => (Math.max(-1, Math.min(1, value)) + 1) / 2);
}

/** Differences below this are not worth a look: the light is called even. */
const EVEN = 0.2;

export function isEven(light: readonly number[]): boolean {
  return highest(light) - lowest(light) < EVEN;
}

/** Light that tells regions apart, from 0 to 1 over this photo, so that it is seen at a glance; an even one stays even. */
function stretched(light: readonly number[]): readonly number[] {
  if (isEven(light)) return light;
  const [low, high] = [lowest(light), highest(light)];
  return light.map((share) => (share - low) / (high - low));
}

/** The region that is lit most; null where none stands out, or where the person chose it. */
export function strongestRegion(light: readonly number[] | null, { kind }: Highlight): number | null {
  return light === null || kind === 'region' || isEven(light) ? null : light.indexOf(highest(light));
}

/** What speaks for something; what speaks against it is no light. */
const speaksFor = (parts: readonly number[] | null): readonly number[] =>
  (parts ?? []).map((part) => Math.max(0, part));

/**
 * How words and regions belong together, words × regions, as light: by the network's own affinity where that tells them apart, else
 * (it saturates easily) by the tags that both speak for. Null without either of them.
 */
function ties({ attention, reasons }: Seen): readonly (readonly number[])[] | null {
  const { affinity, regions, words } = attention;
  if (affinity === null || regions === null) return null;
  const rows = affinity.map(lightOfAffinity);
  if (rows.some((row) => !isEven(row))) return rows;
  const parts = reasons.map((reason) => ({ words: speaksFor(reason.words), regions: speaksFor(reason.regions) }));
  return words.map((_, word) =>
    regions.weights.map((__, region) =>
      parts.reduce((sum, tag) => sum + (tag.words[word] ?? 0) * (tag.regions[region] ?? 0), 0),
    ),
  );
}

/** How strongly each region is lit, 0…1; null = nothing is looked at (or nothing is known of it). */
export function regionLight(seen: Seen, highlight: Highlight): readonly number[] | null {
  const { regions } = seen.attention;
  if (regions === null) return null;
  switch (highlight.kind) {
    case 'none':
      return null;
    case 'all': {
      const light = lightOfWeights(regions.weights);
      if (!isEven(light)) return stretched(light);
      const parts = seen.reasons.map((reason) => speaksFor(reason.regions));
      const sums = regions.weights.map((_, region) => parts.reduce((sum, tag) => sum + (tag[region] ?? 0), 0));
      return sums.some((sum) => sum > 0) ? stretched(lightOfWeights(sums)) : light;
    }
    case 'word': {
      const row = ties(seen)?.[highlight.index];
      return row === undefined ? null : stretched(lightOfWeights(row));
    }
    case 'region':
      return regions.weights.map((_, index) => (index === highlight.index ? 1 : 0));
    case 'tag': {
      const parts = speaksFor(highlight.regions);
      return parts.some((part) => part > 0) ? lightOfWeights(parts) : null;
    }
  }
}

/** How strongly each word is lit, 0…1: its attention, its tie to the pressed region, or what it says for the tag looked at. */
export function wordLight(seen: Seen, highlight: Highlight): readonly number[] {
  const { words } = seen.attention;
  if (highlight.kind === 'region') {
    const rows = ties(seen);
    if (rows !== null) return lightOfWeights(rows.map((row) => row[highlight.index] ?? 0));
  }
  if (highlight.kind === 'tag' && highlight.words !== null) return lightOfWeights(speaksFor(highlight.words));
  return lightOfWeights(words.map((word) => word.weight));
}
