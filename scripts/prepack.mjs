// npm pack and npm publish: everything that the package holds is built first, so that none leaves without its files.
import { buildNode, buildPage, buildWidget, installPackages } from './lib/steps.mjs';

// npm's own lines go to standard output (npm pack --json): ours go beside them.
const stdio = ['ignore', process.stderr, process.stderr];
const steps = [
  ['Installing packages', installPackages],
  ['Building the page', buildPage],
  ['Building the command', buildNode],
  ['Building the widget', buildWidget],
];
for (const [what, step] of steps) {
  if (await step(stdio)) continue;
  console.error(`No package was made: ${what.toLowerCase()} failed; the lines above say why.`);
  process.exit(1);
}
