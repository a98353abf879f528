// `node bench/panel/lists.mjs CHECKOUT FILE [POSTS]`: what a built checkout (dist-node/, public/models) suggests for the panel's posts, as JSON.
// POSTS: the folder of the post sets, by default shared/data beside the checkout. Pictures of people's posts are read, never copied.
import { Blob, Buffer } from 'node:buffer';
import console from 'node:console';
import { openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { URL, pathToFileURL } from 'node:url';
import { deflateSync, crc32 } from 'node:zlib';

const [checkout, out, sets = '../shared/data'] = process.argv.slice(2);
if (checkout === undefined || out === undefined) {
  console.error('node bench/panel/lists.mjs CHECKOUT FILE [POSTS]');
  process.exit(2);
}
const { posts, platform } = JSON.parse(readFileSync(new URL('posts.json', import.meta.url), 'utf8'));
const people = new Map(
  readFileSync(resolve(sets, 'people/posts.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map((post) => [post.id, post]),
);
const root = resolve(import.meta.dirname, '../..');
const { createRecommender } = await import(pathToFileURL(resolve(checkout, 'dist-node/node.js')).href);
const recommender = createRecommender({ modelBase: resolve(checkout, 'public/models') });
await recommender.load();

const lists = [];
for (const { id, post, picture, caption = '', blank = false } of posts) {
  const of = post === undefined ? null : people.get(post);
  if (of === undefined) throw new Error(`${post} is not among the posts of people in ${sets}`);
  const file = of ? resolve(sets, 'people', of.image) : picture && resolve(root, picture);
  const photo = blank ? whitePng(64) : file ? await openAsBlob(file) : null;
  // The platform's usual number, as the page asks for.
  const { tags } = await recommender.recommend({ photo, caption: of?.caption ?? caption }, { count: 5 });
  lists.push({ id, tags: tags.map(({ label }) => label) });
}
writeFileSync(out, `${JSON.stringify({ platform, lists }, null, 1)}\n`);
await recommender.dispose();

/** A white picture: nothing to say about it. */
function whitePng(size) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((size + 1) * size, 255);
  for (let row = 0; row < size; row += 1) rows[row * (size + 1)] = 0;
  const png = [Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows))];
  return new Blob([...png, chunk('IEND', Buffer.alloc(0))], { type: 'image/png' });
}
