import type { OwnReplay, ReplayBand } from '../../domain/replay.ts';

/** “0”, “1–2”, “11+”. */
export function bandName({ from, to }: Pick<ReplayBand, 'from' | 'to'>): string {
  if (to === null) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}

/** Bands that have posts. */
export function filledBands({ bands }: OwnReplay): readonly ReplayBand[] {
  return bands.filter((band) => band.posts > 0);
}
