/**
 * `count` different places below `size`, the same for the same seed (or all, when there are not more): a linear congruential generator
 * shuffles as far as needed.
 */
export function rehearsal(count: number, size: number, seed: number): number[] {
  const places = Array.from({ length: size }, (_, place) => place);
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const chosen: number[] = [];
  for (let n = 0; n < Math.min(count, size); n += 1) {
    const at = n + below(size - n);
    const [one = 0, other = 0] = [places[n], places[at]];
    places[n] = other;
    places[at] = one;
    chosen.push(other);
  }
  return chosen;
}
