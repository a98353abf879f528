import type { SavedPost } from '../../src/domain/post/post.ts';
import { openHistory } from '../../src/history/open-history.ts';
import { DATABASE_NAME } from '../../src/history/indexeddb/schema.ts';
import type { Recommender } from '../../src/recommender/recommender.ts';
import { createPageRecommender } from '../../src/recommender/worker/page-recommender.ts';

const WORDS = ['sea', 'sunset', 'dog', 'coffee', 'street', 'forest', 'cat', 'snow', 'осінь', 'море'];
/** Posts written in one transaction while a history is set up. */
const BATCH = 5000;
/** A history that is longer is not learnt whole here: its posts at 2 ms each would take minutes. */
const LEARNT = 10_000;
/** Most posts that are forgotten at once. */
const FORGOTTEN = 5000;
const HOUR_MS = 3_600_000;
const FIRST_MS = 1_200_000_000_000;
const SEARCHES = ['київ', '#tag12', 'sea forest', 'post 77'];

export interface UseCost {
  readonly open: number;
  readonly firstSearch: number;
  readonly searches: number[];
  readonly firstRecommend: number;
  /** All posts learnt by the head; null where there are more than {@link LEARNT}. */
  readonly learnt: number | null;
  /** The same post with and without the history, in turn. */
  readonly own: number[];
  readonly off: number[];
}

export interface TransferCost {
  readonly imported: number;
  readonly exported: number;
  readonly forgotten: number;
}

/** A made-up post with a vector of each kind that is compared. */
function post(n: number, maker: string): SavedPost {
  const noise = (seed: number, width: number): Float32Array<ArrayBuffer> =>
    Float32Array.from({ length: width }, (_, i) => Math.sin((n + seed) * 12.9898 + i * 78.233));
  const labels = [WORDS[n % 10], WORDS[(n * 7 + 3) % 10], `tag${n % 190}`, `own${n % 210}`];
  return {
    ...{ id: `post-${n}`, createdAt: new Date(FIRST_MS + n * HOUR_MS).toISOString() },
    caption: `Post ${n} of ${WORDS[(n * 3) % 10] ?? ''} and ${WORDS[(n * 7) % 10] ?? ''}`,
    tags: [...new Set(labels)].flatMap((key) => (key === undefined ? [] : [{ key, label: key }])),
    ...{ removedTags: [], platform: null, thumbnail: null },
    vector: { maker, values: noise(0, 256), caption: noise(9, 384) },
  };
}

/** Writes so many posts as the page keeps them, in the place of all others: megabytes on disk. @param maker of the loaded models */
async function fill(posts: number, maker: string): Promise<number> {
  await emptied();
  const before = await usage();
  const history = await openHistory();
  for (let from = 0; from < posts; from += BATCH) {
    const count = Math.min(BATCH, posts - from);
    await history.addAll(Array.from({ length: count }, (_, n) => post(from + n, maker)));
  }
  history.close();
  return (await usage()) - before;
}

/** No history: the database is deleted, which frees its disk at once. */
async function emptied(): Promise<void> {
  await new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(DATABASE_NAME);
    asked.addEventListener('success', resolve);
    asked.addEventListener('error', reject);
    asked.addEventListener('blocked', reject);
  });
}

async function usage(): Promise<number> {
  return ((await navigator.storage.estimate()).usage ?? 0) / 1e6;
}

/** What a history that is there costs: opened, searched, asked; in a page that was loaded anew. */
async function use(posts: number, runs: number): Promise<UseCost> {
  const recommender = createPageRecommender({ device: 'wasm' });
  const open = await timed(async () => {
    const { total } = await recommender.history({ limit: 24 });
    if (total !== posts) throw new Error(`There are ${total} posts instead of ${posts}.`);
  });
  const firstSearch = await timed(() => recommender.history({ limit: 24, search: 'sunset' }));
  const searches: number[] = [];
  for (const search of SEARCHES) searches.push(await timed(() => recommender.history({ limit: 24, search })));
  await recommender.load();
  const draft = { photo: null, caption: 'A dog by the sea' };
  const personalHead = posts > LEARNT ? 'off' : 'on';
  const ask = async (history: 'own' | 'off'): Promise<void> => {
    const { used } = await recommender.recommend(draft, { history, personalHead });
    if (history === 'own' && used.historyPosts === 0) throw new Error('The history did not count.');
  };
  await ask('off');
  const firstRecommend = await timed(() => ask('own'));
  const learnt = posts > LEARNT ? null : await timed(() => recommender.taste());
  const [own, off]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    own.push(await timed(() => ask('own')));
    off.push(await timed(() => ask('off')));
  }
  // The engine stays until the page is loaded anew: its memory is measured from outside.
  return { open, firstSearch, searches, firstRecommend, learnt, own, off };
}

/** An Instagram export without photos comes in, goes out as a backup, and half of it, up to {@link FORGOTTEN} posts, is forgotten. */
async function transfer(posts: number): Promise<TransferCost> {
  await emptied();
  const recommender = createPageRecommender({ device: 'wasm' });
  const entries = Array.from({ length: posts }, (_, n) => {
    const { caption, tags, createdAt } = post(n, '');
    // Its text as that service writes it.
    const bytes = new TextEncoder().encode(`${caption} 🍂\n${tags.map(({ key }) => `#${key}`).join(' ')}`);
    const title = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    return { media: [{ creation_timestamp: Date.parse(createdAt) / 1000, title }] };
  });
  const files = [{ path: 'content/posts_1.json', file: new Blob([JSON.stringify(entries)]) }];
  const imported = await timed(async () => {
    const { added } = await recommender.importPosts(files);
    if (added.length !== posts) throw new Error(`${added.length} of ${posts} came in.`);
  });
  const exported = await timed(() => recommender.exportPosts());
  const forgotten = await timed(async () =>
    recommender.forgetPosts((await recommender.postIds()).slice(-Math.min(posts / 2, FORGOTTEN))),
  );
  await recommender.dispose();
  return { imported, exported, forgotten };
}

/** Vectors are compared with those of the same models only: a post that was just kept tells which. */
async function makerOfModels(): Promise<string> {
  const recommender: Recommender = createPageRecommender({ device: 'wasm', history: 'off' });
  await recommender.load();
  const draft = { photo: null, caption: 'A dog by the sea' };
  const { vector } = await recommender.learn({
    ...{ recommendationId: null, draft, tags: [], removedTags: [], platform: null },
  });
  await recommender.dispose();
  return vector?.maker ?? '';
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What scripts/bench.mjs calls, each in a page that was loaded anew. */
export const history = { makerOfModels, fill, use, transfer };
