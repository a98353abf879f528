// `node bench/panel/caption-lists.mjs CHECKOUT FILE`: what a built checkout (dist-node/, public/models) suggests for captions.json, as lists.mjs writes it.
import console from 'node:console';
import { openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { URL, pathToFileURL } from 'node:url';

const [checkout, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('node bench/panel/caption-lists.mjs CHECKOUT FILE');
  process.exit(2);
}
const { captions } = JSON.parse(readFileSync(new URL('captions.json', import.meta.url), 'utf8'));
const root = resolve(import.meta.dirname, '../..');
const { createRecommender } = await import(pathToFileURL(resolve(checkout, 'dist-node/node.js')).href);
const recommender = createRecommender({ modelBase: resolve(checkout, 'public/models') });
await recommender.load();

const lists = [];
for (const { id, caption, photo } of captions) {
  const ask = async (name, image) => {
    const { tags } = await recommender.recommend({ photo: image, caption }, { count: 5 });
    lists.push({ id: name, tags: tags.map(({ label }) => label) });
  };
  await ask(id, null);
  if (photo !== undefined) await ask(`${id}-photo`, await openAsBlob(resolve(root, photo)));
}
writeFileSync(out, `${JSON.stringify({ platform: 'instagram', lists }, null, 1)}\n`);
await recommender.dispose();
