import { memory } from '@tensorflow/tfjs-core';
import { startBackend } from '../src/network/tensors/backend.ts';
import { loadNetwork } from '../src/network/network.ts';
import { configOf, randomInput, randomNetwork, SHIPPED_SIZES } from '../src/network/testing/random-network.ts';
import { nodeWasmFiles } from '../src/network/tensors/wasm-files.node.ts';

/**
 * Speed of the network at the shipped sizes: `node bench/network.mjs [wasm|cpu] [runs]`. Milliseconds: best, p50 and p95 of the clock,
 * and processor time of a run, which other work on the machine does not stretch.
 */
export async function main(backend: 'wasm' | 'cpu', runs: number): Promise<void> {
  await startBackend(backend, nodeWasmFiles());
  const config = configOf(SHIPPED_SIZES);
  const files = randomNetwork(config);
  const started = performance.now();
  const network = await loadNetwork(files);
  const loaded = performance.now();
  await network.warmUp();
  console.log(
    `${backend}: load ${(loaded - started).toFixed(0)} ms, warm-up ${(performance.now() - loaded).toFixed(0)} ms`,
  );
  const rows = [
    ['photo, 12 words, 5 posts', { words: 12, posts: 5 }, {}],
    ['photo, 64 words, 5 posts', { words: 64, posts: 5 }, {}],
    ['photo only, 5 posts', { words: null, posts: 5 }, {}],
    ['12 words only, no history', { photo: false, posts: 0 }, {}],
    ['neither (fusion, history and heads alone)', { words: null, photo: false, posts: 5 }, {}],
    ['photo, 64 words, gate moved', { words: 64, posts: 5 }, { gate: 0.7 }],
    ['photo, 64 words, beam of 5', { words: 64, posts: 5 }, { beam: 5 }],
  ] as const;
  const tensors = memory().numTensors;
  for (const [name, input, options] of rows) {
    const post = randomInput(config, input);
    const times: number[] = [];
    const used = process.cpuUsage();
    for (let n = 0; n < runs; n += 1) {
      const start = performance.now();
      await network.run(post, options);
      times.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(used);
    times.sort((a, b) => a - b);
    const at = (share: number): string =>
      (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1);
    const processor = ((user + system) / 1000 / runs).toFixed(1);
    const figures = [
      ['best', at(0)],
      ['p50', at(0.5)],
      ['p95', at(0.95)],
      ['processor', processor],
    ];
    console.log(name.padEnd(42), figures.map(([what, ms = '']) => `${what} ${ms.padStart(6)}`).join('  '));
  }
  console.log(`tensors left behind: ${memory().numTensors - tensors}`);
  network.dispose();
}
