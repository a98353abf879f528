import { startBackend } from '../src/network/tensors/backend.ts';
import { loadNetwork } from '../src/network/network.ts';
import { configOf, randomNetwork, randomNumbers, SHIPPED_SIZES } from '../src/network/testing/random-network.ts';
import { nodeWasmFiles } from '../src/network/tensors/wasm-files.node.ts';
import { PersonalHead } from '../src/recommender/personal/personal-head.ts';
import { VocabularyIndex } from '../src/recommender/reading/vocabulary-index.ts';

/**
 * What learning costs at the shipped sizes: `node bench/personal-head.mjs [wasm|cpu] [posts]`. A step after each saved post (bar: 50 ms)
 * and a replay of the whole history (bar: 10 s for 1,000 posts). Posts are made up: 8 hashtags of 300 each, a third of them the person's own.
 */
export async function main(
  backend: 'wasm' | 'cpu',
  count: number,
): Promise<{ readonly steps: readonly number[]; readonly replayMs: number }> {
  await startBackend(backend, nodeWasmFiles());
  const config = configOf(SHIPPED_SIZES);
  const files = randomNetwork(config);
  const network = await loadNetwork(files);
  const maker = 'bench';
  const head = new PersonalHead({
    network: { represent: (...args) => network.represent(...args), config },
    ...{ vocabulary: new VocabularyIndex(files.vocabulary), maker },
  });
  const posts = Array.from({ length: count }, (_, n) => ({
    ...{ id: `p${n}`, createdAt: new Date(n * 1000).toISOString(), caption: '', removedTags: [`tag${n % 90}`] },
    tags: Array.from({ length: 8 }, (__, t) => (n * 31 + t * 53) % 300).map((tag) => ({
      ...{ key: tag % 3 === 0 ? `own${tag}` : `tag${tag}`, label: `Tag${tag}` },
    })),
    vector: { maker, values: randomNumbers(config.d, 0.5, n + 1) },
  }));
  const times: number[] = [];
  for (let n = 1; n <= count; n += 1) {
    head.follow(posts.slice(0, n));
    const start = performance.now();
    await head.learnNext();
    times.push(performance.now() - start);
  }
  const started = performance.now();
  const used = process.cpuUsage();
  head.follow(posts.slice(1)); // the oldest post forgotten: everything is learnt again
  while (head.pending > 0) await head.learnNext();
  const whole = performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.min(count - 1, Math.floor(share * count))] ?? 0).toFixed(1);
  console.log(`${backend}, ${count} posts: a step p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
  const aPost = (ms: number): string => (ms / Math.max(1, count - 1)).toFixed(1);
  const processor = aPost((user + system) / 1000);
  console.log(
    `all but one again: ${(whole / 1000).toFixed(2)} s, ${aPost(whole)} ms a post, of the processor ${processor} ms`,
  );
  network.dispose();
  return { steps: times, replayMs: whole };
}
