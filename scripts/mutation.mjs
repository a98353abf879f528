// npm run mutation [ROOM | FILE …]: Stryker over src/domain, network, history, archives, or over those rooms or files only.
import { ROOT, run } from './lib/steps.mjs';

const named = process.argv.slice(2);
const files = named.filter((name) => name.endsWith('.ts'));
const rooms = new Set(named.map((name) => name.replace(/^src\//u, '').split('/')[0]));
const args = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'];
process.exit(
  await run(process.execPath, files.length === 0 ? args : [...args, '--mutate', files.join(',')], {
    cwd: ROOT,
    env: { TAGWEAVE_MUTATED_ROOMS: [...rooms].join(',') },
  }),
);
