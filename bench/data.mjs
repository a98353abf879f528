// node bench/data.mjs [posts]: what many posts cost in Chromium, on the built page (npm run build first): import without photos, the first
// page of the history after a reload, searches, export, and forgetting. Uses the library beside the page (widget/tagweave.js), no models.
import console from 'node:console';
import { cpus } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { onBuiltPage } from './lib/built-page.mjs';

const port = 4191;
/** Runs in the page: an engine, what is timed, and the milliseconds of it. */
async function measure({ posts, step }) {
  const { createRecommender } = await import(new globalThis.URL('/widget/tagweave.js', globalThis.location.href).href);
  const recommender = createRecommender({ modelBase: '/models/' });
  const times = {};
  const timed = async (name, work) => {
    const start = globalThis.performance.now();
    const result = await work();
    times[name] = globalThis.performance.now() - start;
    return result;
  };
  if (step === 'import') {
    // An Instagram export, its text as that service writes it.
    const words = ['море', 'sea', 'sunset', 'dog', 'coffee', 'осінь', 'street', 'portrait', 'Київ', 'forest'];
    const entries = Array.from({ length: posts }, (_, n) => {
      const pick = (k) => words[(n * 7 + k * 3 + Math.floor(n / 11)) % words.length];
      const caption = `Post ${n} of ${pick(0)} and ${pick(1)} 🍂\n#${pick(2)} #${pick(3)}${n % 50} #tag${n % 400}`;
      const bytes = new globalThis.TextEncoder().encode(caption);
      const title = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
      return { media: [{ creation_timestamp: 1_500_000_000 + n * 3600, title }] };
    });
    const files = [{ path: 'content/posts_1.json', file: new globalThis.Blob([JSON.stringify(entries)]) }];
    const preview = await timed('preview', () => recommender.previewImport(files));
    const report = await timed('import', () => recommender.importPosts(files));
    if (preview.fresh !== posts || report.added.length !== posts)
      throw new Error(`${report.added.length} of ${posts} came in.`);
  } else {
    const first = await timed('first page', () => recommender.history({ limit: 24 }));
    if (first.total !== posts) throw new Error(`There are ${first.total} posts instead of ${posts}.`);
    await timed('another page, from the middle', () => recommender.history({ limit: 24, offset: posts / 2 }));
    await timed('first search', () => recommender.history({ limit: 24, search: 'sunset' }));
    const searches = ['київ', '#tag12', 'sea forest', 'post 77'];
    for (const search of searches) await timed(`search “${search}”`, () => recommender.history({ limit: 24, search }));
    const file = await timed('export', () => recommender.exportPosts());
    times['export, megabytes'] = file.size / 1e6;
    await timed('forget half', async () => recommender.forgetPosts((await recommender.postIds()).slice(posts / 2)));
  }
  await recommender.dispose();
  return times;
}

/** Milliseconds of import, first page, searches, export and forgetting, by name. */
export function dataCost(posts) {
  return onBuiltPage(port, async (page) => {
    const imported = await page.evaluate(measure, { posts, step: 'import' });
    await page.reload();
    return { ...imported, ...(await page.evaluate(measure, { posts, step: 'use' })) };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const posts = Number(process.argv[2] ?? 10_000);
  const rows = await dataCost(posts);
  const bars = { import: 15_000, 'first page': 200 };
  console.log(
    `Chromium, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${posts} posts without photos`,
  );
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, value]) => [
        name,
        { [name.includes('megabytes') ? 'MB' : 'ms']: value.toFixed(1), ...(name in bars ? { bar: bars[name] } : {}) },
      ]),
    ),
  );
}
