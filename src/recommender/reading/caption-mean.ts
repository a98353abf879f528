import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';

/** Mean of the caption's own tokens (neither special ones nor those of the prefix) at length 1; null when there is none. */
export function meanOfOwnTokens({
  tokens,
  width,
  data: rows,
}: Pick<CaptionEncoding, 'tokens' | 'width' | 'data'>): Float32Array | null {
  const sum = new Float64Array(width);
  tokens.forEach(({ span }, row) => {
    if (span !== null) for (let i = 0; i < width; i += 1) sum[i] = (sum[i] ?? 0) + (rows[row * width + i] ?? 0);
  });
  const length = Math.hypot(...sum);
  return length > 0 && Number.isFinite(length) ? Float32Array.from(sum, (value) => value / length) : null;
}
