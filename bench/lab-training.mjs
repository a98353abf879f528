// node bench/lab-training.mjs [wasm|cpu] [posts] [tags] [epochs]
import process from 'node:process';
import { mainOf } from './lib/run-in-node.mjs';

const [backend = 'wasm', posts = '2000', tags = '300', epochs = '20'] = process.argv.slice(2);
const main = await mainOf('lab-training');
await main(backend, Number(posts), Number(tags), Number(epochs));
