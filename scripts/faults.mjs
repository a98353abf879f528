// npm run faults [FILTER | PART/OF]: everything that goes wrong × everything a person does, in a real browser; the table goes into
// docs/reliability.md. A filter (a regular expression over “fault × journey”) runs some cells and writes nothing. `2/6` runs the second of
// six parts, for a machine that others need, too; once all six have run on the same sources, the table is written of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { ROOT, buildPage, buildWidget, fingerprint, run } from './lib/steps.mjs';

/** What a cell's outcome may depend on. A part of other sources is not put beside the others. */
const SOURCES = [
  ...['src', 'faults', 'e2e/support', 'e2e/fixtures', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'],
  ...['scripts/faults.mjs', 'scripts/lib', 'scripts/vite'],
];

const DOCUMENT = join(ROOT, 'docs/reliability.md');
const [BEGIN, END] = ['<!-- faults: begin -->', '<!-- faults: end -->'];
const FOLDER = join(ROOT, 'test-results/faults');
/** What a cell may say, and how the table writes it. */
const SIGNS = { works: '●', says: '○', lost: '✗' };

const asked = process.argv[2] ?? '';
const [, part, of] = /^(\d+)\/(\d+)$/u.exec(asked) ?? [null, '1', '1'];
const filter = asked === '' || asked === `${part}/${of}` ? null : asked;
const reportOf = (number) => join(FOLDER, `part-${number}-of-${of}.json`);
const report = filter === null ? reportOf(part) : join(FOLDER, 'filtered.json');

await ensureChromium();
if (!(await buildPage()) || !(await buildWidget())) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
rmSync(report, { force: true });
const args = [
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config',
  'faults/playwright.config.ts',
  'matrix.spec.ts',
];
const which = filter === null ? ['--shard', `${part}/${of}`] : ['--grep', filter];
const tagweave = { sources: fingerprint(SOURCES), commit: commit() };
const code = await run(process.execPath, [...args, ...which], { env: { TAGWEAVE_FAULTS_REPORT: report } });
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  writeFileSync(report, JSON.stringify({ ...result, tagweave }));
}

/** The commit that is checked out, with a + where something the cells depend on differs from it. */
function commit() {
  const git = (...given) => spawnSync('git', given, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', ...SOURCES) === '' ? '' : '+');
}

/** Cells of a report, of which sources it is, when it began and how many minutes it took. */
function read(path) {
  const { suites, stats, tagweave } = JSON.parse(readFileSync(path, 'utf8'));
  const cells = [];
  const collect = ({ suites: inner = [], specs = [] }) => {
    for (const { title, ok, tests } of specs) {
      const [fault, journey] = title.split(' × ');
      const why = tests.flatMap(({ annotations }) => annotations).find(({ type }) => type === 'why')?.description ?? '';
      cells.push({ fault, journey, outcome: ok ? (why === '' ? 'works' : 'says') : 'lost', why });
    }
    inner.forEach(collect);
  };
  suites.forEach(collect);
  return { cells, minutes: stats.duration / 60_000, began: stats.startTime, ...tagweave };
}

const paths = filter === null ? Array.from({ length: Number(of) }, (_, at) => reportOf(at + 1)) : [report];
const there = paths
  .filter((path) => existsSync(path))
  .map(read)
  .filter((one) => one.sources === tagweave.sources);
const cells = there.flatMap((one) => one.cells);
const minutes = there.reduce((sum, one) => sum + one.minutes, 0);
const journeys = [...new Set(cells.map(({ journey }) => journey))];
const faults = [...new Set(cells.map(({ fault }) => fault))];
const signOf = (fault, journey) => {
  const cell = cells.find((one) => one.fault === fault && one.journey === journey);
  return cell === undefined ? '' : SIGNS[cell.outcome];
};
const count = (outcome) => cells.filter((cell) => cell.outcome === outcome).length;
const how = of === '1' ? '`npm run faults`' : `\`npm run faults -- 1/${of}\` to \`${of}/${of}\``;
const when = there.map(({ began, minutes: took, cells: { length }, commit: at }) => {
  return `${began.slice(0, 16).replace('T', ' ')} UTC, ${at}: ${length} cells in ${took.toFixed(1)} min`;
});
const table = [
  `${cells.length} cells, ${count('lost')} lost; ${how}, ${minutes.toFixed(1)} minutes on ${cpus().length} cores, Chromium (${when.join('; ')}). ● nothing lost and the next recommendation works (${count('works')}); ○ nothing lost, one sentence says why, and it works once the fault is gone (${count('says')}); ✗ lost or stuck; empty: the fault does not concern the journey.`,
  '',
  `| fault | ${journeys.join(' | ')} |`,
  `|---|${journeys.map(() => '---').join('|')}|`,
  ...faults.map((fault) => `| ${fault} | ${journeys.map((journey) => signOf(fault, journey)).join(' | ')} |`),
].join('\n');
console.log(`\n${table}\n`);
for (const { fault, journey, why } of cells) if (why !== '') console.log(`${fault} × ${journey}: ${why}`);
if (filter === null && there.length === paths.length) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  writeFileSync(DOCUMENT, `${text.slice(0, before + BEGIN.length)}\n\n${table}\n\n${text.slice(after)}`);
  console.log('docs/reliability.md is written.');
}
process.exit(code);
