/** Canvas side of the known picture. */
const SIDE = 8;
/**
 * Mean difference of a channel from which on a reading is no picture any more: noise is off by 85 on average, a white page by half of
 * 255. Protections that only mark the browser (Firefox's lighter one, Brave's) change a few channels by one.
 */
const MOST_OFF = 8;

/** A drawing surface, as far as it is used. */
type Surface = Pick<OffscreenCanvas, 'getContext'>;

/** Does this browser hand out other pixels than were drawn (Firefox with privacy.resistFingerprinting)? Draws a known picture and reads it. */
export function hidesPixels(surface: (side: number) => Surface = (side) => new OffscreenCanvas(side, side)): boolean {
  const context = surface(SIDE).getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (context === null) return false; // said where a photo is to be drawn
  const columns = Array.from({ length: SIDE }, (_, x) => [x * 36, 255 - x * 36, (x % 2) * 255] as const);
  for (const [x, [red, green, blue]] of columns.entries()) {
    context.fillStyle = `rgb(${String(red)} ${String(green)} ${String(blue)})`;
    context.fillRect(x, 0, 1, SIDE);
  }
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  let off = 0;
  for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1) {
    const drawn = columns[pixel % SIDE] ?? [0, 0, 0];
    for (const [channel, value] of drawn.entries()) off += Math.abs((data[pixel * 4 + channel] ?? 0) - value);
  }
  return off / (SIDE * SIDE * 3) > MOST_OFF;
}
