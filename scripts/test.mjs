// npm test: install what is missing, then every check of the project; closes with “N passed, N failed”.
// `npm test -- lint unit` runs only the named stages.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { NO_FIREFOX, firefoxIfPossible } from './lib/firefox.mjs';
import { ROOT, buildHarness, buildNode, buildPage, buildWidget, installPackages, run } from './lib/steps.mjs';

const node = process.execPath;
const REPORTS = join(ROOT, 'test-results');
const totals = { passed: 0, failed: 0 };
const failures = [];

/** Counts a stage that is one check: passed when its command exits with 0. */
const check = (command, args) => async (stdio) => {
  const passed = (await run(command, args, { stdio })) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
};

/** Runs Vitest on a filter and counts its tests; a run that found no test is a failure. */
const vitest =
  (...filters) =>
  async (stdio) => {
    const file = join(REPORTS, `vitest-${filters.join('-').replaceAll(/\W+/g, '_')}.json`);
    rmSync(file, { force: true });
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await run(node, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filters], { stdio });
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const passed = report.numPassedTests;
    return { passed, failed: Math.max(report.numTotalTests - passed, code === 0 && passed > 0 ? 0 : 1) };
  };

/** Runs Playwright and counts its tests: in Chromium, and in Firefox where there is one or one can be installed. */
async function endToEnd(stdio) {
  if ((await firefoxIfPossible()) === null) console.log(`${NO_FIREFOX} Its journeys are not run.`);
  const file = join(REPORTS, 'e2e.json');
  rmSync(file, { force: true });
  const code = await run(node, ['node_modules/@playwright/test/cli.js', 'test'], {
    stdio,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  // A flaky or skipped test is not a passed one.
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: Math.max(failed, code === 0 && stats.expected > 0 ? 0 : 1) };
}

/** Counts a stage of ours that tells whether it worked. */
const step = (make) => async (stdio) => ((await make(stdio)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** A stage that starts a Chromium: one is there before it begins, and all of them use the same. */
const browsing = (stage) => async (stdio) => {
  await ensureChromium();
  return stage(stdio);
};

const STAGES = {
  install: step(installPackages),
  format: check(node, ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  lint: check(node, ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']),
  doors: check(node, [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'src',
  ]),
  types: check(node, ['node_modules/typescript/bin/tsc', '-b']),
  unit: vitest('--project', 'unit'),
  golden: vitest('--project', 'golden'),
  build: step(
    async (stdio) =>
      (await buildPage(stdio)) && (await buildNode(stdio)) && (await buildWidget(stdio)) && (await buildHarness(stdio)),
  ),
  command: vitest('--project', 'command'),
  package: browsing(vitest('--project', 'package')),
  budgets: check(node, ['scripts/budgets.mjs']),
  e2e: browsing(endToEnd),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
  console.error(`Unknown stage: ${unknown.join(', ')}. There are: ${Object.keys(STAGES).join(', ')}.`);
  process.exit(2);
}

/**
 * What runs side by side: most of these leave one of two cores idle. Both lanes take about as long (five minutes of two cores), so that
 * neither core waits for the journeys, which come last, with both for themselves.
 */
const LANES = [
  ['format', 'lint', 'doors', 'types', 'unit', 'golden', 'command'],
  ['build', 'package', 'budgets'],
];
/** Stages that use what one of the other lane makes. */
const NEEDS = { command: 'build' };

/** Runs a stage and says how it ended. `stdio` as in `run`, or 'later': what it says is printed in one piece when it is over. */
async function runStage(name, stdio) {
  if (stdio === 'inherit') console.log(`\n== ${name}`);
  const log = join(REPORTS, `${name}.log`);
  const file = stdio === 'later' ? openSync(log, 'w') : null;
  const started = Date.now();
  let result;
  let trouble;
  try {
    result = await STAGES[name](file === null ? stdio : ['ignore', file, file]);
  } catch (error) {
    trouble = error.message;
    result = { passed: 0, failed: 1 };
  }
  if (file !== null) {
    closeSync(file);
    console.log(`\n== ${name}\n${readFileSync(log, 'utf8').trimEnd()}`);
  }
  if (trouble !== undefined) console.error(trouble);
  totals.passed += result.passed;
  totals.failed += result.failed;
  if (result.failed > 0) failures.push(name);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`-- ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  return result.failed === 0;
}

const placed = ['install', ...LANES.flat(), 'e2e'];
const forgotten = Object.keys(STAGES).filter((name) => !placed.includes(name));
if (forgotten.length > 0) throw new Error(`In no lane: ${forgotten.join(', ')}.`);
mkdirSync(REPORTS, { recursive: true });
const wanted = (name) => asked.length === 0 || asked.includes(name);
const lanes = LANES.map((lane) => lane.filter(wanted)).filter((lane) => lane.length > 0);
if (!wanted('install') || (await runStage('install', 'inherit'))) {
  const beside = lanes.length > 1 ? 'later' : 'inherit';
  const ends = new Map();
  const over = new Map(lanes.flat().map((name) => [name, new Promise((end) => ends.set(name, end))]));
  await Promise.all(
    lanes.map(async (lane) => {
      for (const name of lane) {
        await over.get(NEEDS[name]);
        await runStage(name, beside);
        ends.get(name)();
      }
    }),
  );
  if (wanted('e2e')) await runStage('e2e', 'inherit');
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
