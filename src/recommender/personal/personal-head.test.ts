import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LearntPost } from '../../history/history-store.ts';
import { startBackend } from '../../network/tensors/backend.ts';
import type { EarlierPost } from '../../network/layers/history.ts';
import type { Representation } from '../../network/judgement.ts';
import { randomNumbers } from '../../network/testing/random-network.ts';
import { nodeWasmFiles } from '../../network/tensors/wasm-files.node.ts';
import { PersonalHead } from './personal-head.ts';
import type { HeadTools } from './personal-head.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';

const D = 6;
const MAKER = 'net@1/photo@1/caption@1';
const vocabulary = new VocabularyIndex({
  schema: 1,
  tags: Array.from({ length: 20 }, (_, n) => ({ key: `tag${n}`, label: `Tag${n}`, count: 20 - n })),
});

/** A made-up network: u and the logits depend on the post and on the posts before it. */
const represent = (vector: Float32Array, history: readonly EarlierPost[]): Promise<Representation> => {
  const user = new Float32Array(D);
  for (const { vector: earlier, tags } of history) earlier.forEach((x, i) => (user[i]! += x * (1 + tags.length)));
  const weights = randomNumbers(20 * D, 1, 11);
  const logits = Float32Array.from({ length: 20 }, (_, h) => {
    let logit = -2;
    vector.forEach((x, i) => (logit += (x + 0.1 * user[i]!) * weights[h * D + i]!));
    return logit;
  });
  return Promise.resolve({ user, logits });
};
const tools = (): HeadTools => ({
  network: { represent, config: { d: D, history: { length: 3 } } as HeadTools['network']['config'] },
  ...{ vocabulary, maker: MAKER },
});

const post = (n: number, change: Partial<LearntPost> = {}): LearntPost => ({
  id: `p${n}`,
  createdAt: new Date(n * 1000).toISOString(),
  caption: '',
  tags: [`tag${n % 5}`, n % 2 === 0 ? 'mine' : 'моє'].map((key) => ({ key, label: key.toUpperCase() })),
  removedTags: n % 3 === 0 ? ['tag7', 'nobodys'] : [],
  vector: { maker: MAKER, values: Float32Array.from(randomNumbers(D, 1, n + 1)) },
  ...change,
});
const posts = (count: number): LearntPost[] => Array.from({ length: count }, (_, n) => post(n));
const learnAll = async (head: PersonalHead): Promise<void> => {
  while (head.pending > 0) await head.learnNext();
};
const learnt = async (list: readonly LearntPost[]): Promise<PersonalHead> => {
  const head = new PersonalHead(tools());
  head.follow(list);
  await learnAll(head);
  return head;
};
/** Everything that a head says, to the last bit. */
const saying = (head: PersonalHead) => ({
  taught: head.taught,
  mean: head.meanShifts(),
  shifts: [1, 2, 3].map((seed) => [...head.shifts(randomNumbers(D, 1, seed), randomNumbers(D, 1, seed + 50)).byKey]),
});
const ask = (head: PersonalHead, like: LearntPost, key: string): number =>
  head.shifts(like.vector!.values, new Float32Array(D)).byKey.get(key)?.shift ?? 0;

describe.each(['cpu', 'wasm'] as const)('the personal head on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeWasmFiles());
  });

  it('raises what was used, lowers what was taken away more than what was merely not used', async () => {
    const again = Array.from({ length: 6 }, (_, n) => post(n, { tags: [{ key: 'mine', label: 'Mine' }], removedTags: ['tag7'], vector: post(1).vector })); // prettier-ignore
    const head = await learnt(again);
    expect(ask(head, post(1), 'mine')).toBeGreaterThan(0.5);
    expect(ask(head, post(1), 'tag7')).toBeLessThan(0);
    const merely = await learnt(again.map((one) => ({ ...one, removedTags: [] })));
    expect(ask(head, post(1), 'tag7')).toBeLessThan(ask(merely, post(1), 'tag7'));
  });

  it('leaves the tags of a lone post to posts like it, and believes in a habit after some', async () => {
    const along = (axis: number) => Float32Array.from({ length: D }, (_, i) => (i === axis ? 1 : 0));
    const mine = (head: PersonalHead, axis: number) => head.shifts(along(axis), new Float32Array(D)).byKey.get('mine')?.shift ?? NaN; // prettier-ignore
    const said = (axis: number): LearntPost => post(2 * axis, { vector: { maker: MAKER, values: along(axis) } });
    const lone = await learnt([said(0)]);
    expect(mine(lone, 0)).toBeGreaterThan(1);
    expect(mine(lone, 5)).toBeCloseTo(0, 9); // its photo has nothing in common with the post
    expect(mine(await learnt([0, 1, 2, 3, 4].map(said)), 5)).toBeGreaterThan(0.5);
  });

  it('says nothing without posts, without strength, and after everything was forgotten', async () => {
    const head = new PersonalHead(tools());
    const p = randomNumbers(D, 1, 1);
    expect([head.shifts(p, p).byKey.size, head.meanShifts(), head.pending]).toEqual([0, [], 0]);
    head.follow(posts(4));
    await learnAll(head);
    expect(head.shifts(p, p, 0).byKey.size).toBe(0);
    const [full, half] = [1, 0.5].map((strength) => head.shifts(p, p, strength).byKey.get('mine')?.shift ?? NaN);
    expect(half).toBeCloseTo((full ?? NaN) / 2, 6);
    head.follow([]);
    expect(saying(head)).toEqual(saying(new PersonalHead(tools())));
  });

  it('learns step by step exactly what it learns from the whole history at once', async () => {
    const all = posts(12);
    const head = new PersonalHead(tools());
    for (let count = 1; count <= all.length; count += 1) {
      head.follow(all.slice(0, count));
      await learnAll(head);
    }
    expect(saying(head)).toEqual(saying(await learnt(all)));
  });

  it('learns some posts in one go exactly as one by one, and goes back behind one of them', async () => {
    const all = posts(41);
    const head = new PersonalHead(tools());
    head.follow(all);
    await head.learnNext();
    while (head.pending > 0) await head.learnNext(4);
    expect(saying(head)).toEqual(saying(await learnt(all)));
    for (const gone of [40, 34, 2]) {
      const rest = all.filter((_, n) => n !== gone);
      head.follow(rest);
      while (head.pending > 0) await head.learnNext(4);
      expect(saying(head)).toEqual(saying(await learnt(rest)));
    }
  });

  it('after forgetting is exactly the head that never saw the post, whichever it was', async () => {
    const all = posts(75); // beyond a checkpoint
    const head = await learnt(all);
    for (const gone of [74, 40, 3, 0]) {
      const rest = all.filter((_, n) => n !== gone);
      head.follow(rest);
      await learnAll(head);
      expect(saying(head)).toEqual(saying(await learnt(rest)));
    }
    head.follow(all);
    await learnAll(head);
    expect(saying(head)).toEqual(saying(await learnt(all)));
  });
});

describe('the personal head', () => {
  beforeAll(async () => {
    await startBackend('cpu', nodeWasmFiles());
  });

  it('is a function of the posts alone, however one comes to them: saving, editing, forgetting, undoing', async () => {
    const edits = fc.array(
      fc.record({ what: fc.constantFrom('save', 'forget', 'edit', 'undo'), at: fc.nat(20), learn: fc.nat(3) }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const head = new PersonalHead(tools());
        let [list, before, next]: [LearntPost[], LearntPost[], number] = [[], [], 0];
        for (const { what, at, learn } of changes) {
          const now = list;
          const place = at % Math.max(1, list.length);
          if (what === 'save' || list.length === 0) list = [...list, post(next++)];
          else if (what === 'forget') list = list.filter((_, n) => n !== place);
          else if (what === 'edit')
            list = list.map((one, n) => (n === place ? { ...one, tags: [{ key: `tag${at}`, label: 'X' }] } : one)); // prettier-ignore
          else list = before;
          before = now;
          head.follow(list);
          for (let n = 0; n < learn; n += 1) await head.learnNext();
        }
        await learnAll(head);
        expect(saying(head)).toEqual(saying(await learnt(list)));
      }),
      { numRuns: 25 },
    );
  });

  it('drops what it was just learning when the post is forgotten meanwhile', async () => {
    const head = new PersonalHead(tools());
    head.follow(posts(3));
    await head.learnNext();
    const learning = head.learnNext();
    head.follow(posts(1));
    await learning;
    await learnAll(head);
    expect(saying(head)).toEqual(saying(await learnt(posts(1))));
  });

  it('knows a post again that was read anew from the database', async () => {
    const head = await learnt(posts(5));
    head.follow(structuredClone(posts(5)));
    expect(head.pending).toBe(0);
    head.follow(structuredClone(posts(5)).map((one, n) => (n === 4 ? { ...one, removedTags: ['tag1'] } : one)));
    expect(head.pending).toBe(1);
  });

  it('does not learn from posts without tags or with vectors of other models', async () => {
    const head = await learnt([
      post(0, { tags: [] }),
      post(1, { vector: null }),
      post(2, { vector: { maker: 'other', values: new Float32Array(D) } }),
    ]);
    expect([head.taught, head.pending, head.meanShifts()]).toEqual([0, 0, []]);
  });
});
