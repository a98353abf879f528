import { startBackend } from '../src/network/tensors/backend.ts';
import { randomNumbers } from '../src/network/testing/random-network.ts';
import { nodeWasmFiles } from '../src/network/tensors/wasm-files.node.ts';
import { trainHead } from '../src/lab/own/train-own.ts';

const D = 256;
const TAGS_A_POST = 8;

/**
 * What training a tag head costs from features that are there: `node bench/lab-training.mjs [wasm|cpu] [posts] [tags] [epochs]` (bar:
 * 2,000 posts × 300 hashtags × 20 epochs in 180 s on wasm). Posts are made up; the best epoch is never the last by chance, so all run.
 */
export async function main(backend: 'wasm' | 'cpu', posts: number, tags: number, epochs: number): Promise<void> {
  await startBackend(backend, nodeWasmFiles());
  const assigned = Array.from({ length: posts }, (_, n) =>
    Array.from({ length: TAGS_A_POST }, (__, t) => (n * 31 + t * 53) % tags),
  );
  const z = randomNumbers(posts * 2 * D, 0.5, 1);
  assigned.forEach((own, post) => {
    for (const tag of own) z[post * 2 * D + (tag % (2 * D))] = 1;
  });
  const used = process.cpuUsage();
  const start = performance.now();
  const { epochs: made } = await trainHead(
    { width: 2 * D, columns: tags, weights: new Float32Array(2 * D * tags), bias: new Float32Array(tags) },
    {
      ...{ rows: assigned.map((_, n) => n), z, width: 2 * D, tags: assigned, sizes: assigned.map((own) => own.length) },
      parts: assigned.map((_, n) => (n % 10 < 8 ? 'train' : n % 10 === 8 ? 'validation' : 'test')),
    },
    { seed: 0, epochs, leastUses: 1, k: 7 },
  );
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  console.log(
    `${backend}, ${posts} posts × ${tags} hashtags: ${made.length - 1} epochs in ${seconds.toFixed(1)} s, ` +
      `of the processor ${((user + system) / 1e6).toFixed(1)} s; F1@7 on the watched posts ${(made[0]?.f1 ?? 0).toFixed(3)} → ${(made.at(-1)?.f1 ?? 0).toFixed(3)}`,
  );
}
