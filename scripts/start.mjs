// npm start: install what is missing, build what changed, serve the finished app and print its address.
import { ROOT, buildNode, buildPage, buildWidget, installPackages, run } from './lib/steps.mjs';

const steps = [
  ['Installing packages', installPackages],
  ['Building the page', buildPage],
  ['Building the server', buildNode],
  ['Building the widget', buildWidget],
];
for (const [what, step] of steps) {
  console.log(`${what} …`);
  if (!(await step())) {
    console.error(`${what} failed; the lines above say why.`);
    process.exit(1);
  }
}
process.exit(await run(process.execPath, [`${ROOT}/dist-node/cli.js`, 'serve', ...process.argv.slice(2)]));
