// npm run mutation [ROOM | FILE …]: Stryker over src/domain, network, history, archives, or over those rooms or files only. What was run
// takes its rows in the table of docs/reliability.md; rows of other files stay.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './lib/steps.mjs';

const DOCUMENT = join(ROOT, 'docs/reliability.md');
const REPORT = join(ROOT, 'test-results/mutation.json');
const [BEGIN, END] = ['<!-- mutation: begin -->', '<!-- mutation: end -->'];

const named = process.argv.slice(2);
const files = named.filter((name) => name.endsWith('.ts'));
const rooms = new Set(named.map((name) => name.replace(/^src\//u, '').split('/')[0]));
const args = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'];
rmSync(REPORT, { force: true });
const code = await run(process.execPath, files.length === 0 ? args : [...args, '--mutate', files.join(',')], {
  cwd: ROOT,
  env: { TAGWEAVE_MUTATED_ROOMS: [...rooms].join(',') },
});
if (code === 0 && existsSync(REPORT)) writeTable(JSON.parse(readFileSync(REPORT, 'utf8')));
process.exit(code);

/** Rows of the files that were run beside those that stand there. */
function writeTable(report) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, after] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  const standing = [...text.slice(before, after).matchAll(/^\| `(.+?)` \| (\d+) \| (\d+) \|/gmu)];
  const rows = new Map(standing.map(([, file, mutants, killed]) => [file, [Number(mutants), Number(killed)]]));
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
    const killed = count('Killed', 'Timeout');
    const all = killed + count('Survived', 'NoCoverage');
    if (all > 0) rows.set(file, [all, killed]);
  }
  const percent = (killed, all) => `${((100 * killed) / all).toFixed(1)} %`;
  const ordered = [...rows].filter(([file]) => existsSync(join(ROOT, file))).sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = (at) => ordered.reduce((total, [, counts]) => total + counts[at], 0);
  const table = [
    `${ordered.length} files, ${sum(0).toLocaleString('en')} mutants, ${percent(sum(1), sum(0))} killed.`,
    '',
    '| file | mutants | killed | score |',
    '|---|---|---|---|',
    ...ordered.map(([file, [all, killed]]) => `| \`${file}\` | ${all} | ${killed} | ${percent(killed, all)} |`),
  ].join('\n');
  writeFileSync(DOCUMENT, `${text.slice(0, before)}\n\n${table}\n\n${text.slice(after)}`);
}
