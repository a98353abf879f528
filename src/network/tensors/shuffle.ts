/** The places 0 … size − 1 in an order that the seed alone decides (Fisher–Yates over a linear congruential generator). */
export function shuffled(size: number, seed: number): number[] {
  const places = Array.from({ length: size }, (_, place) => place);
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  for (let n = size - 1; n > 0; n -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const at = Math.floor((state / 2 ** 32) * (n + 1));
    const [one = 0, other = 0] = [places[n], places[at]];
    places[n] = other;
    places[at] = one;
  }
  return places;
}

/** An order cut into batches of nearly equal size, at most `most` each: none is so small that its own mean would say nothing. */
export function evenBatches(order: readonly number[], most: number): number[][] {
  const count = Math.ceil(order.length / most);
  return Array.from({ length: count }, (_, n) =>
    order.slice(Math.floor((n * order.length) / count), Math.floor(((n + 1) * order.length) / count)),
  );
}
