// node bench/history.mjs [posts]: what a long history costs a recommendation, in Chromium on the built page (npm run build first): a copy of
// so many posts with vectors comes in, the personal head learns them, then the same post is recommended in turn with and without them.
// Photo and caption are encoded once before, so the difference is the history's part (bar: 30 ms).
import console from 'node:console';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import process from 'node:process';
import { URL, fileURLToPath } from 'node:url';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { onBuiltPage } from './lib/built-page.mjs';

const port = 4192;

const catalogue = JSON.parse(readFileSync(new URL('../public/models/catalogue.json', import.meta.url), 'utf8'));
const { photo, caption, network } = catalogue.default;
const maker = [network, photo, caption]
  .map((id) => `${id}@${catalogue.models.find((model) => model.id === id).revision}`)
  .join('/');

/** A copy (docs/formats.md) of made-up posts: 4 hashtags each of 400, half of them in the network's vocabulary or not as it falls. */
async function copyOf(count) {
  const words = ['sea', 'sunset', 'dog', 'coffee', 'street', 'forest', 'cat', 'snow', 'осінь', 'море'];
  const one = (n) => {
    const values = Float32Array.from({ length: 256 }, (_, i) => Math.sin(n * 12.9898 + i * 78.233));
    const labels = [words[n % 10], words[(n * 7 + 3) % 10], `tag${n % 190}`, `own${n % 210}`];
    return {
      ...{ id: `p${n}`, createdAt: new Date(1_500_000_000_000 + n * 3_600_000).toISOString(), caption: `Post ${n}` },
      ...{ removedTags: [], typedTags: [], platform: null, thumbnail: null },
      tags: [...new Set(labels)].map((label) => ({ key: label, label })),
      vector: { maker, float32: globalThis.Buffer.from(values.buffer).toString('base64') },
    };
  };
  const content = {
    ...{ schema: 1, kind: 'tagweave-backup', madeAt: new Date(0).toISOString() },
    posts: Array.from({ length: count }, (_, n) => one(n)),
  };
  const zip = new ZipWriter(new Uint8ArrayWriter());
  await zip.add('tagweave.json', new TextReader(JSON.stringify(content)));
  return zip.close();
}

/** Runs in the page. */
async function measure({ posts, runs }) {
  const { createRecommender } = await import(new URL('/widget/tagweave.js', globalThis.location.href).href);
  const recommender = createRecommender({ modelBase: '/models/' });
  await recommender.load();
  const copy = await (await globalThis.fetch('/bench-copy.zip')).blob();
  const { added } = await recommender.importPosts([{ path: 'copy.zip', file: copy }]);
  if (added.length !== posts) throw new Error(`${added.length} of ${posts} came in.`);
  const draft = { photo: null, caption: 'A dog by the sea' };
  const timed = async (work) => {
    const start = globalThis.performance.now();
    const result = await work();
    return { result, ms: globalThis.performance.now() - start };
  };
  await recommender.recommend(draft, { history: 'off' });
  const first = await timed(() => recommender.recommend(draft, { history: 'own' }));
  const learnt = await timed(() => recommender.taste());
  const own = [];
  const off = [];
  for (let run = 0; run < runs; run += 1) {
    const withThem = await timed(() => recommender.recommend(draft, { history: 'own' }));
    if (withThem.result.used.historyPosts === 0) throw new Error('The history did not count.');
    own.push(withThem.ms);
    off.push((await timed(() => recommender.recommend(draft, { history: 'off' }))).ms);
  }
  await recommender.dispose();
  return { first: first.ms, learnt: learnt.ms, own, off };
}

/** Milliseconds: the first recommendation after so many posts came in, all of them learnt, recommendations with and without them in turn. */
export async function historyCost(posts, runs) {
  const copy = globalThis.Buffer.from(await copyOf(posts));
  return onBuiltPage(port, async (page) => {
    await page.route('**/bench-copy.zip', (route) => route.fulfill({ body: copy, contentType: 'application/zip' }));
    return page.evaluate(measure, { posts, runs });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const posts = Number(process.argv[2] ?? 10_000);
  const runs = 40;
  const { first, learnt, own, off } = await historyCost(posts, runs);
  const at = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))];
  console.log(
    `Chromium, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${posts} posts, ${runs} runs in turn`,
  );
  console.table(
    Object.fromEntries(
      [
        ['first recommendation, the head still behind', first],
        ['the head learns them all', learnt],
        ['with history, p50', at(own, 0.5)],
        ['with history, p95', at(own, 0.95)],
        ['without, p50', at(off, 0.5)],
        ['the history’s part, p50 (bar 30)', at(own, 0.5) - at(off, 0.5)],
      ].map(([what, ms]) => [what, { ms: Math.round(10 * ms) / 10 }]),
    ),
  );
}
