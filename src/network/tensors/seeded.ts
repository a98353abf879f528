/**
 * Numbers that the seed alone decides, close to normal with this deviation: the sum of twelve uniform ones, which has deviation 1 and needs
 * no function that engines compute differently.
 */
export function seededNormal(count: number, deviation: number, seed: number): Float32Array {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Float32Array.from({ length: count }, () => {
    let sum = -6;
    for (let n = 0; n < 12; n += 1) sum += uniform();
    return deviation * sum;
  });
}
