// npm run build: the page (dist/) and the command line with the Node entry (dist-node/).
import { buildNode, buildPage, buildWidget } from './lib/steps.mjs';

process.exit((await buildPage()) && (await buildNode()) && (await buildWidget()) ? 0 : 1);
