// node bench/archives.mjs FOLDER [posts]: writes a test archive of every export that the page reads (docs/formats.md), to look at or to bring in.
import console from 'node:console';
import process from 'node:process';
import { mainOf } from './lib/run-in-node.mjs';

const [folder, posts = '12'] = process.argv.slice(2);
if (folder === undefined || !(Number(posts) >= 1)) {
  console.error('node bench/archives.mjs FOLDER [posts]');
  process.exit(2);
}
const main = await mainOf('archives');
await main(folder, Number(posts));
