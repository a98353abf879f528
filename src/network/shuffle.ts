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
