// npm run bench: the one table of what everything costs, measured in one run, rivals in the same turns (bench/README.md).
// npm run bench -- [runs] [--json FILE] [--only whole,learning,history] [--posts 100,1000,10000,100000]
// docs/performance.md is made of the JSON: node scripts/performance.mjs bench/performance.json
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CAPTION_TOKENS, PEAK_SIZE, PROMPTS_A_RUN, PROMPT_TOKENS, writeRivals } from '../bench/lib/rivals.mjs';
import { historyRows, learningRows, ratios, row, throughputRows, wholeRows } from '../bench/lib/rows.mjs';
import { mainOf } from '../bench/lib/run-in-node.mjs';
import { chromiumOptions } from './lib/chromium.mjs';
import { ROOT, buildHarness, buildNode, installPackages } from './lib/steps.mjs';

const PARTS = ['whole', 'learning', 'history'];
const { values, positionals } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: PARTS.join() },
    posts: { type: 'string', default: '100,1000,10000,100000' },
  },
  allowPositionals: true,
});
const runs = Number(positionals[0] ?? 20);
const parts = values.only.split(',');
const sizes = values.posts.split(',').map(Number);
if (!Number.isInteger(runs) || runs < 5) fail('the number of runs is a whole number from 5 on.');
if (!parts.every((part) => PARTS.includes(part))) fail(`the parts are ${PARTS.join(', ')}.`);
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) fail('--posts takes whole numbers.');

function fail(message) {
  console.error(`bench: ${message}`);
  process.exit(2);
}

if (!(await installPackages())) process.exit(1);
if (parts.some((part) => part !== 'learning') && !(await buildNode())) process.exit(1);
const catalogue = JSON.parse(readFileSync(join(ROOT, 'public/models/catalogue.json'), 'utf8'));
const modelFolder = (kind) =>
  `models/${catalogue.models.find((model) => model.id === catalogue.default[kind]).folder}/`;
const vocabulary = JSON.parse(readFileSync(join(ROOT, 'public', modelFolder('network'), 'vocabulary.json'), 'utf8'));

const rows = [];
const about = {};
const loadBefore = loadavg()[0];
for (const part of parts) rows.push(...(await { whole, learning, history }[part]()));

const made = {
  ...{
    at: new Date().toISOString().slice(0, 10),
    machine: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
  },
  ...{ node: process.version, load: [loadBefore, loadavg()[0]].map((load) => Number(load.toFixed(1))) },
  ...{ command: ['npm run bench --', ...process.argv.slice(2)].join(' '), ...about, rows },
};
const short = (value) => (value >= 1000 ? value.toFixed(0) : value >= 100 ? value.toFixed(1) : value.toFixed(2));
console.log(`${made.machine}, ${made.cores} cores, load ${made.load.join(' to ')}; ${JSON.stringify(about)}`);
console.table(
  Object.fromEntries(
    rows.map(({ what, unit, median, low, high, runs: n, bar = '' }) => [
      what,
      { unit, median: short(median), quartiles: n === 1 ? '' : `${short(low)} to ${short(high)}`, runs: n, bar },
    ]),
  ),
);
if (Math.max(...made.load) > cpus().length)
  console.log('The machine had other work: only ratios within one turn say something.');
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(made, null, 1)}\n`);

/** Rows 1 to 7 and 10: recommendations, bare models, rivals and the native runtime. */
async function whole() {
  if (!(await buildHarness())) process.exit(1);
  writeRivals(join(ROOT, 'dist-harness/rivals'));
  const settings = {
    ...{ photoModel: modelFolder('photo'), captionModel: modelFolder('caption') },
    caption: 'My dog runs on the beach and plays in the water, number',
    ...{ tokens: CAPTION_TOKENS, runs, width: 1600 },
    rivals: {
      ...{ folder: 'rivals/', captionTokens: CAPTION_TOKENS, promptTokens: PROMPT_TOKENS, prompts: PROMPTS_A_RUN },
      tags: vocabulary.tags.length,
    },
  };
  return onHarness(async (page, open) => {
    const step = (name, ...given) =>
      page.evaluate(([what, args]) => globalThis.tagweave.bench[what](...args), [name, given]);
    const first = await step('start', settings);
    const cached = [];
    for (let n = 0; n < 3; n += 1) {
      await open();
      cached.push(await step('start', settings));
    }
    const { threads, backends, times } = await step('whole', settings);
    Object.assign(about, { browser: 'Chromium', threads, backends });
    const native = await (
      await mainOf('native')
    )(
      { photo: join(ROOT, 'public', settings.photoModel), caption: join(ROOT, 'public', settings.captionModel) },
      CAPTION_TOKENS,
      threads,
    );
    const beside = { photo: [], caption: [] };
    for (const kind of ['photo', 'caption']) {
      await native[kind].runs(3);
      for (let slice = 0; slice < runs / 5; slice += 1) {
        beside[kind].push(...ratios(await step('bareRuns', kind, 5), await native[kind].runs(5)));
      }
    }
    return [
      ...wholeRows(times, {
        ...{ list: vocabulary.tags.length, prompts: PROMPTS_A_RUN, tokens: CAPTION_TOKENS, peak: PEAK_SIZE },
      }),
      row('native-photo', 'photo model: browser ÷ native ONNX Runtime', '×', beside.photo, '≤ 4'),
      row('native-caption', 'caption model: browser ÷ native ONNX Runtime', '×', beside.caption, '≤ 4'),
      row('load-first', 'load, nothing cached, from this machine', 'ms', [first.loadMs]),
      row('load-cached', 'load, everything cached', 'ms', cached.map(({ loadMs }) => loadMs)), // prettier-ignore
      row('first-tags', 'navigation to first tags, everything cached', 'ms', cached.map(({ firstTagsMs }) => firstTagsMs), '≤ 2500'), // prettier-ignore
      ...throughputRows(await step('throughput', settings)),
    ];
  });
}

/** Row 8, and the search of row 9: in Node. */
async function learning() {
  const learnt = learningRows(await (await mainOf('personal-head'))('wasm', 1000));
  const { searches, megabytes } = (await mainOf('nearest'))(100_000, runs);
  return [
    ...learnt,
    row('nearest-100000', 'nearest of 100000 posts (Node)', 'ms', searches, '≤ 60'),
    row('nearest-memory', 'vectors of 100000 posts', 'MB', [megabytes]),
  ];
}

/** The rest of row 9: the models are loaded once, then each size is written in bulk, used, and brought in by import. */
async function history() {
  if (!(await buildHarness())) process.exit(1);
  const costs = await onHarness(async (page, open, browser) => {
    const step = (name, ...given) =>
      page.evaluate(([what, args]) => globalThis.tagweave.history[what](...args), [name, given]);
    const maker = await step('makerOfModels');
    const found = [];
    for (const posts of sizes) {
      const from = performance.now();
      await open();
      const disk = await step('fill', posts, maker);
      await open();
      const used = await step('use', posts, posts > 10_000 ? Math.min(runs, 10) : runs);
      const memory = await residentMegabytes(browser);
      await open();
      found.push([posts, { disk, memory, ...used, ...(await step('transfer', posts)) }]);
      console.log(`${posts} posts: ${((performance.now() - from) / 1000).toFixed(0)} s`);
    }
    return found;
  });
  return historyRows(costs);
}

/**
 * Memory of the page's process with its workers, as Linux counts it; null elsewhere. The browser's own measurement waits a minute for ONNX
 * Runtime's sleeping threads.
 */
async function residentMegabytes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type, id }) => type === 'renderer' && existsSync(`/proc/${id}/status`))
    .map(({ id }) => Number(/VmRSS:\s*(\d+)/u.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1000);
  return sizes.length === 0 ? null : Math.max(...sizes);
}

/** Serves dist-harness to a Chromium; `open` loads the page anew. */
async function onHarness(work) {
  const port = 4190;
  const url = `http://localhost:${port}/`;
  const server = spawn(process.execPath, ['dist-node/cli.js', 'serve', 'dist-harness', '--port', String(port)], {
    ...{ cwd: ROOT, stdio: 'ignore' },
  });
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch(await chromiumOptions());
  try {
    const page = await browser.newPage();
    for (let attempt = 0; ; attempt += 1) {
      try {
        await page.goto(url);
        break;
      } catch (error) {
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
    return await work(page, () => page.goto(url), browser);
  } finally {
    await browser.close();
    server.kill();
  }
}
