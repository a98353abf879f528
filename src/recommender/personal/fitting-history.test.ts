import { afterEach, describe, expect, it } from 'vitest';
import type { PostVector } from '../../domain/post/post.ts';
import type { Recommender } from '../recommender.ts';
import { photoOf } from '../testing/fake-parts.ts';
import { startedEngine } from '../testing/started-engine.ts';

const open: Recommender[] = [];
const draft = { photo: photoOf('dog'), caption: 'Dog in the snow' };
const tags = [{ key: 'dog', label: 'Dog' }];

afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});

describe('a vector that cannot be', () => {
  it.each<[string, (good: PostVector) => PostVector]>([
    ['of another length', (good) => ({ ...good, values: new Float32Array(3) })],
    ['of nothing', (good) => ({ ...good, values: new Float32Array() })],
    ['with a number that is none', (good) => ({ ...good, values: good.values.map((x, i) => (i === 5 ? NaN : x)) })],
    ['without an end', (good) => ({ ...good, values: good.values.map(() => Infinity) })],
    ['beside a photo’s of another length', (good) => ({ ...good, photo: new Float32Array(2) })],
    ['beside a caption’s that is none', (good) => ({ ...good, caption: (good.caption ?? good.values).map(() => NaN) })],
  ])('%s: the post counts as one without, and gets another in idle time', async (_, spoil) => {
    const { engine, parts } = await startedEngine(open);
    const good = await engine.learn({ recommendationId: null, draft, tags, removedTags: [], platform: null });
    await engine.forgetPost(good.id);
    // From another program, in a folder of its own: nothing here can know who wrote it.
    await engine.restorePost({ ...good, vector: spoil(good.vector!) });
    const found = await engine.recommend(draft, { count: 30 });
    expect(found.used.historyPosts).toBe(0);
    for (const { score } of [...found.tags, ...found.alternatives]) expect(score).toSatisfy(Number.isFinite);
    expect((await engine.taste()).tags.length).toBeGreaterThan(0);
    await parts.runIdle();
    expect((await engine.recommend(draft)).used.historyPosts).toBe(1);
    expect((await parts.history.learnt())[0]?.vector).toEqual(good.vector);
  });
});
