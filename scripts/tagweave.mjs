// npm run --silent tagweave -- …: the command line of this checkout. Standard output belongs to the command alone.
import { join } from 'node:path';
import { ROOT, buildNode, installPackages, run } from './lib/steps.mjs';

const quietly = ['ignore', 2, 2]; // what installing and building say goes to standard error
if (!(await installPackages(quietly)) || !(await buildNode(quietly))) {
  console.error('tagweave: could not install or build; the lines above say why.');
  process.exit(1);
}
// npm goes to the checkout's top before it runs a script and tells where the person stands: files are named from there.
const { INIT_CWD, npm_lifecycle_event: script } = process.env;
const cwd = script === 'tagweave' && INIT_CWD !== undefined ? INIT_CWD : process.cwd();
process.exit(await run(process.execPath, [join(ROOT, 'dist-node/cli.js'), ...process.argv.slice(2)], { cwd }));
