// npm test: install what is missing, then every check of the project; closes with “N passed, N failed”.
// `npm test -- lint unit` runs only the named stages.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { ROOT, buildHarness, buildNode, buildPage, buildWidget, installPackages, run } from './lib/steps.mjs';

const node = process.execPath;
const REPORTS = join(ROOT, 'test-results');
const totals = { passed: 0, failed: 0 };
const failures = [];

/** Counts a stage that is one check: passed when its command exits with 0. */
const check = (command, args) => async () => {
  const passed = (await run(command, args)) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
};

/** Runs Vitest on a filter and counts its tests; a run that found no test is a failure. */
const vitest =
  (...filters) =>
  async () => {
    const file = join(REPORTS, `vitest-${filters.join('-').replaceAll(/\W+/g, '_')}.json`);
    rmSync(file, { force: true });
    const code = await run(node, [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ]);
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const passed = report.numPassedTests;
    return { passed, failed: Math.max(report.numTotalTests - passed, code === 0 && passed > 0 ? 0 : 1) };
  };

/** Runs Playwright and counts its tests. */
async function endToEnd() {
  const file = join(REPORTS, 'e2e.json');
  rmSync(file, { force: true });
  const code = await run(node, ['node_modules/@playwright/test/cli.js', 'test'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  // A flaky or skipped test is not a passed one.
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: Math.max(failed, code === 0 && stats.expected > 0 ? 0 : 1) };
}

/** Counts a stage of ours that tells whether it worked. */
const step = (make) => async () => ((await make()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** A stage that starts a Chromium: one is there before it begins, and all of them use the same. */
const browsing = (stage) => async () => {
  await ensureChromium();
  return stage();
};

const STAGES = {
  install: step(() => installPackages()),
  format: check(node, ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  lint: check(node, ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']),
  types: check(node, ['node_modules/typescript/bin/tsc', '-b']),
  unit: vitest('--project', 'unit'),
  golden: vitest('--project', 'golden'),
  build: step(
    async () => (await buildPage()) && (await buildNode()) && (await buildWidget()) && (await buildHarness()),
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
for (const [name, stage] of Object.entries(STAGES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  const started = Date.now();
  let result;
  try {
    result = await stage();
  } catch (error) {
    console.error(error.message);
    result = { passed: 0, failed: 1 };
  }
  totals.passed += result.passed;
  totals.failed += result.failed;
  if (result.failed > 0) failures.push(name);
  console.log(
    `-- ${name}: ${result.passed} passed, ${result.failed} failed (${Math.round((Date.now() - started) / 1000)} s)`,
  );
  if (name === 'install' && result.failed > 0) break;
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
