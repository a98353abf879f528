// npm run --silent tagweave -- …: the command line of this checkout. Standard output belongs to the command alone.
import { ROOT, buildNode, installPackages, run } from './lib/steps.mjs';

const quietly = ['ignore', 2, 2]; // what installing and building say goes to standard error
if (!(await installPackages(quietly)) || !(await buildNode(quietly))) {
  console.error('tagweave: could not install or build; the lines above say why.');
  process.exit(1);
}
process.exit(await run(process.execPath, [`${ROOT}/dist-node/cli.js`, ...process.argv.slice(2)]));
