// node bench/network.mjs [wasm|cpu] [runs]
import process from 'node:process';
import { mainOf } from './lib/run-in-node.mjs';

const [backend = 'wasm', runs = '100'] = process.argv.slice(2);
const main = await mainOf('network');
await main(backend, Number(runs));
