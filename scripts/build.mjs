// npm run build: the page (dist/) and the command line with the Node entry (dist-node/).
import { buildNode, buildPage } from './lib/steps.mjs';

process.exit((await buildPage()) && (await buildNode()) ? 0 : 1);
