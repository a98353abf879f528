import type { WordAttention } from '../../domain/recommendation.ts';

/** A token's slice of the caption; null for special tokens and those of the prefix. */
export interface TokenPlace {
  readonly span: { readonly start: number; readonly end: number } | null;
}

export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How much of each token belongs to a word, 0…1, by token index. */
export type TokenShares = readonly (readonly { readonly token: number; readonly share: number }[])[];

let segmenter: Intl.Segmenter | undefined;

/** Words of a caption in any script, emoji included, punctuation and spaces left out. */
export function wordsOf(caption: string): Word[] {
  // A fixed locale: the same words on every device.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(caption)) {
    if (isWordLike !== true && !/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) continue;
    words.push({ text: segment, start: index, end: index + segment.length });
  }
  return words;
}

/** Shares of tokens by word: a token that reaches over several words belongs to each by the length of the overlap. */
export function sharesOf(words: readonly Word[], tokens: readonly TokenPlace[]): TokenShares {
  const shares: { token: number; share: number }[][] = words.map(() => []);
  tokens.forEach(({ span }, token) => {
    if (span === null) return;
    const overlaps = words.map((word) => Math.max(0, Math.min(word.end, span.end) - Math.max(word.start, span.start)));
    const total = overlaps.reduce((sum, overlap) => sum + overlap, 0);
    overlaps.forEach((overlap, word) => {
      if (overlap > 0) shares[word]?.push({ token, share: overlap / total });
    });
  });
  return shares;
}

/**
 * Attention of tokens (N numbers) as attention of words: sums over their tokens, then scaled so that all words add up to 1 (special
 * tokens, prefix and punctuation take part in the network but are no words).
 */
export function attentionOfWords(
  words: readonly Word[],
  shares: TokenShares,
  attention: Float32Array,
): WordAttention[] {
  const sums = sumsOfWords(shares, attention);
  const total = sums.reduce((a, b) => a + b, 0);
  return words.map(({ text, start, end }, index) => ({
    text,
    start,
    end,
    weight: total > 0 ? (sums[index] ?? 0) / total : 1 / words.length,
  }));
}

/** What each token adds (N numbers), as what each word adds: a token's share goes to its words. */
export function sumsOfWords(shares: TokenShares, values: Float32Array): number[] {
  return shares.map((parts) => parts.reduce((sum, { token, share }) => sum + share * (values[token] ?? 0), 0));
}

/** Affinity of words with regions: mean of C (N×M, row-major) over a word's tokens, weighted by their shares. Words without a token: 0. */
export function affinityOfWords(shares: TokenShares, affinity: Float32Array, regions: number): number[][] {
  return shares.map((parts) => {
    const row = new Array<number>(regions).fill(0);
    const total = parts.reduce((sum, { share }) => sum + share, 0);
    for (const { token, share } of parts) {
      for (let region = 0; region < regions; region++) {
        row[region] = (row[region] ?? 0) + (share / total) * (affinity[token * regions + region] ?? 0);
      }
    }
    return row;
  });
}
