import { randomNumbers } from '../src/network/testing/random-network.ts';
import { NearestPosts } from '../src/recommender/personal/nearest-posts.ts';

/** Milliseconds of each search of the nearest 8 among so many posts' vectors of 256 numbers, and the megabytes that they take. */
export function main(
  posts: number,
  runs: number,
): { readonly searches: readonly number[]; readonly megabytes: number } {
  const width = 256;
  const vectors = new NearestPosts();
  for (let n = 0; n < posts; n += 1) vectors.add(randomNumbers(width, 1, n + 1));
  const searches: number[] = [];
  for (let run = -3; run < runs; run += 1) {
    const wanted = randomNumbers(width, 1, 7 * run + 999);
    const began = performance.now();
    vectors.near(wanted, 8);
    if (run >= 0) searches.push(performance.now() - began);
  }
  return { searches, megabytes: (posts * width * 4) / 1e6 };
}
