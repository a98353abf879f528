// npm run bench: what a recommendation costs in Chromium, as ratios measured side by side in one run (bench/README.md).
// npm run bench -- [runs] [--json FILE]
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumOptions } from './lib/chromium.mjs';
import { ROOT, buildHarness, buildNode, installPackages } from './lib/steps.mjs';

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const runs = Number(positionals[0] ?? 40);
if (!Number.isInteger(runs) || runs < 5) {
  console.error('bench: the number of runs is a whole number from 5 on.');
  process.exit(2);
}
if (!(await installPackages()) || !(await buildNode()) || !(await buildHarness())) process.exit(1);
const options = await chromiumOptions();

const { spawn } = await import('node:child_process');
const port = 4190;
const server = spawn(process.execPath, ['dist-node/cli.js', 'serve', 'dist-harness', '--port', String(port)], {
  cwd: ROOT,
  stdio: 'ignore',
});
const { chromium } = await import('@playwright/test');
const browser = await chromium.launch(options);
const page = await browser.newPage();
const url = `http://localhost:${port}/`;
for (let attempt = 0; ; attempt += 1) {
  try {
    await page.goto(url);
    break;
  } catch (error) {
    if (attempt === 20) throw error;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const catalogue = JSON.parse(readFileSync(join(ROOT, 'public/models/catalogue.json'), 'utf8'));
const folderOf = (id) => `models/${catalogue.models.find((model) => model.id === id).folder}/`;
const settings = {
  photoModel: folderOf(catalogue.default.photo),
  captionModel: folderOf(catalogue.default.caption),
  caption: 'My dog runs on the beach and plays in the water, number',
  tokens: 18,
  runs,
  width: 1600,
};
let result;
try {
  result = await page.evaluate((asked) => globalThis.tagweave.bench(asked), settings);
} finally {
  await browser.close();
  server.kill();
}

const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))];
const { times } = result;
const bareSum = times.barePhoto.map((ms, index) => ms + times.bareCaption[index]);
const rows = {
  'encode photo (decode, resize, model)': times.photo,
  'encode caption (tokenise, model)': times.caption,
  'network (fusion, history, heads)': times.network,
  'whole recommendation': times.whole,
  'bare: photo model': times.barePhoto,
  'bare: caption model': times.bareCaption,
  'bare: both models': bareSum,
};
const ratios = times.whole.map((ms, index) => ms / bareSum[index]);
console.log(
  `Chromium, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${result.threads} threads; ${JSON.stringify(result.backends)}; ${runs} runs; load ${loadavg()[0].toFixed(1)}`,
);
console.table(
  Object.fromEntries(
    Object.entries(rows).map(([name, list]) => [
      name,
      Object.fromEntries([0.25, 0.5, 0.75, 0.95].map((q) => [`p${q * 100} ms`, quantile(list, q).toFixed(1)])),
    ]),
  ),
);
console.log(`load (files cached by nobody): ${result.loadMs.toFixed(0)} ms`);
const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => quantile(ratios, q).toFixed(3));
console.log(`whole / bare, median of runs and quartiles: ${middle} (${low} to ${high}; bar: 1.15, idle machine)`);
const { throughput } = result;
const ratioOf = (bare, ours) =>
  quantile(
    ours.map((ms, index) => bare[index] / ms),
    0.5,
  ).toFixed(3);
console.log(
  `many photos, ${settings.width} pixels wide, bare encoders from the same files / ours by time, median of slices of 10 (bar: 0.8)`,
);
console.log(`  a queue of photos, bare photo encoder: ${ratioOf(throughput.queueBare, throughput.queue)}`);
console.log(`  an import with captions, both bare encoders: ${ratioOf(throughput.importBare, throughput.import)}`);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ settings, ...result }, null, 1));
