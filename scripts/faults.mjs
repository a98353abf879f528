// npm run faults [FILTER]: everything that goes wrong × everything a person does, in a real browser; the table goes into
// docs/reliability.md. A filter (a regular expression over “fault × journey”) runs some cells and writes nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { ROOT, buildPage, buildWidget, run } from './lib/steps.mjs';

const DOCUMENT = join(ROOT, 'docs/reliability.md');
const [BEGIN, END] = ['<!-- faults: begin -->', '<!-- faults: end -->'];
const REPORT = join(ROOT, 'test-results/faults/report.json');
/** What a cell may say, and how the table writes it. */
const SIGNS = { works: '●', says: '○', lost: '✗' };

await ensureChromium();
if (!(await buildPage()) || !(await buildWidget())) process.exit(1);
mkdirSync(join(ROOT, 'test-results/faults'), { recursive: true });
const filter = process.argv[2];
const began = Date.now();
const args = [
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config',
  'faults/playwright.config.ts',
  'matrix.spec.ts',
];
const code = await run(process.execPath, [...args, ...(filter === undefined ? [] : ['--grep', filter])], {
  env: { TAGWEAVE_FAULTS_REPORT: REPORT },
});
const minutes = (Date.now() - began) / 60_000;

const cells = [];
const collect = ({ suites = [], specs = [] }) => {
  for (const { title, ok, tests } of specs) {
    const [fault, journey] = title.split(' × ');
    const why = tests.flatMap(({ annotations }) => annotations).find(({ type }) => type === 'why')?.description ?? '';
    cells.push({ fault, journey, outcome: ok ? (why === '' ? 'works' : 'says') : 'lost', why });
  }
  suites.forEach(collect);
};
collect(JSON.parse(readFileSync(REPORT, 'utf8')));
const journeys = [...new Set(cells.map(({ journey }) => journey))];
const faults = [...new Set(cells.map(({ fault }) => fault))];
const signOf = (fault, journey) => {
  const cell = cells.find((one) => one.fault === fault && one.journey === journey);
  return cell === undefined ? '' : SIGNS[cell.outcome];
};
const count = (outcome) => cells.filter((cell) => cell.outcome === outcome).length;
const table = [
  `${cells.length} cells, ${count('lost')} lost; \`npm run faults\`, ${minutes.toFixed(1)} minutes, Chromium. ● nothing lost and the next recommendation works (${count('works')}); ○ nothing lost, one sentence says why, and it works once the fault is gone (${count('says')}); ✗ lost or stuck; empty: the fault does not concern the journey.`,
  '',
  `| fault | ${journeys.join(' | ')} |`,
  `|---|${journeys.map(() => '---').join('|')}|`,
  ...faults.map((fault) => `| ${fault} | ${journeys.map((journey) => signOf(fault, journey)).join(' | ')} |`),
].join('\n');
console.log(`\n${table}\n`);
for (const { fault, journey, why } of cells) if (why !== '') console.log(`${fault} × ${journey}: ${why}`);
if (filter === undefined) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  writeFileSync(DOCUMENT, `${text.slice(0, before + BEGIN.length)}\n\n${table}\n\n${text.slice(after)}`);
  console.log('docs/reliability.md is written.');
}
process.exit(code);
