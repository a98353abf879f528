import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import type { PhotoEncoding } from '../../encoders/photo/photo-encoder.ts';

/** Mean of the regions: what the photo looks like as a whole, D numbers. */
export function pooledPhoto({ width, data }: Pick<PhotoEncoding, 'width' | 'data'>): Float32Array {
  return meanOf(
    data,
    width,
    Array.from({ length: data.length / width }, (_, row) => row),
  );
}

/** Mean of the caption's own tokens, without special ones and those of the prefix, D_t numbers; null when there is none. */
export function pooledCaption({ tokens, width, data }: CaptionEncoding): Float32Array | null {
  const own = tokens.flatMap(({ span }, row) => (span === null ? [] : [row]));
  return own.length === 0 ? null : meanOf(data, width, own);
}

function meanOf(data: Float32Array, width: number, rows: readonly number[]): Float32Array {
  const mean = new Float32Array(width);
  for (const row of rows) {
    for (let i = 0; i < width; i += 1) mean[i] = (mean[i] ?? 0) + (data[row * width + i] ?? 0) / rows.length;
  }
  return mean;
}
