const SAMPLES = 64;
const SAMPLE_BYTES = 32;

/**
 * How much of `before` is in `after`, wherever it stands there: the share of evenly spread samples of it that are found, 0 … 1.
 * Samples rather than a difference: a file whose header grew by one byte has every block at another place.
 */
export function sharedContent(before, after) {
  const stride = Math.max(1, Math.floor((before.length - SAMPLE_BYTES) / SAMPLES));
  let found = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1)
    if (after.includes(before.subarray(sample * stride, sample * stride + SAMPLE_BYTES))) found += 1;
  return found / SAMPLES;
}
