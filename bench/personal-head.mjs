// node bench/personal-head.mjs [wasm|cpu] [posts]
import process from 'node:process';
import { mainOf } from './lib/run-in-node.mjs';

const [backend = 'wasm', posts = '1000'] = process.argv.slice(2);
const main = await mainOf('personal-head');
await main(backend, Number(posts));
