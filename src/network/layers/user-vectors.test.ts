import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../tensors/backend.ts';
import { loadNetwork } from '../network.ts';
import { configOf, randomNetwork, randomNumbers } from '../testing/random-network.ts';
import { UserVectors } from './user-vectors.ts';
import { nodeWasmFiles } from '../tensors/wasm-files.node.ts';

beforeAll(() => startBackend('wasm', nodeWasmFiles()));

const D = 16;
const config = configOf({
  ...{ photo: { encoder: 'photo@1', rows: 4, width: 8 }, caption: { encoder: 'caption@1', width: 8 } },
  ...{ d: D, k: 6, vocabulary: 9, gru: 4, tagEmbedding: 4 },
});

test('u of all posts at once is what the network says of each, and no tensor is left behind', async () => {
  const files = randomNetwork(config);
  const posts = Array.from({ length: 7 }, (_, n) => ({
    tags: [n, (n * 4) % 9],
    earlier: Array.from({ length: n }, (__, j) => j).slice(-5),
  }));
  const post = randomNumbers(posts.length * D, 0.5, 8);
  const vectorOf = (n: number): Float32Array => post.slice(n * D, (n + 1) * D);
  const before = memory().numTensors;
  const users = await (await UserVectors.of(files.manifest.network, files.weights, posts)).users(post);
  expect(memory().numTensors).toBe(before);
  const network = await loadNetwork(files);
  for (const [n, { earlier }] of posts.entries()) {
    const history = earlier.map((other) => ({ vector: vectorOf(other), tags: posts[other]!.tags }));
    const { user } = await network.represent(vectorOf(n), history);
    user.forEach((value, i) => {
      expect(users[n * D + i]).toBeCloseTo(value, 5);
    });
  }
  network.dispose();
});
