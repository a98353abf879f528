import { beforeAll, describe, expect, it } from 'vitest';
import type { LearntPost } from '../../history/history-store.ts';
import { startBackend } from '../../network/tensors/backend.ts';
import { randomNumbers } from '../../network/testing/random-network.ts';
import { nodeWasmFiles } from '../../network/tensors/wasm-files.node.ts';
import { HeadFollower } from './head-follower.ts';
import type { HeadTools } from './personal-head.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { WorkQueue } from '../work/work-queue.ts';

const MAKER = 'net@1/photo@1/caption@1';
const D = 256;
const tools: HeadTools = {
  network: {
    represent: () => Promise.resolve({ user: new Float32Array(D), logits: new Float32Array(20) }),
    config: { d: D, history: { length: 3 } } as HeadTools['network']['config'],
  },
  vocabulary: new VocabularyIndex({ schema: 1, tags: [{ key: 'dog', label: 'Dog', count: 1 }] }),
  maker: MAKER,
};
const posts = (seed: number): LearntPost[] =>
  Array.from({ length: 400 }, (_, n) => ({
    ...{ id: `p${n}`, createdAt: new Date(n * 1000).toISOString(), caption: '', removedTags: [] },
    tags: [{ key: `own${n % 300}`, label: `Own${n % 300}` }],
    vector: { maker: MAKER, values: Float32Array.from(randomNumbers(D, 1, seed + n)) },
  }));
const silent = (): void => undefined;

describe('learning a long history', () => {
  beforeAll(async () => {
    await startBackend('wasm', nodeWasmFiles());
  });

  it('hears an abort that comes as a message does, between two slices', async () => {
    const [all, stop] = [posts(1), new AbortController()];
    let told = 0;
    const learning = new HeadFollower(tools).learnAll(
      () => Promise.resolve(all),
      new WorkQueue(),
      (done) => (told = done),
      stop.signal,
    );
    setTimeout(() => {
      stop.abort();
    });
    await expect(learning).rejects.toMatchObject({ code: 'aborted' });
    expect(told).toBeLessThan(all.length);
  });

  it('ends for two that began with different posts, and both know the latest', async () => {
    const [before, after] = [posts(1), posts(1000)];
    let now: readonly LearntPost[] = before;
    const [follower, queue] = [new HeadFollower(tools), new WorkQueue()];
    const latest = () => Promise.resolve(now);
    const first = follower.learnAll(latest, queue, silent);
    now = after;
    const second = follower.learnAll(latest, queue, silent);
    expect(await Promise.all([first, second])).toEqual([after, after]);
    expect(follower.follow(after).pending).toBe(0);
  });
});
