// npm run fuzz [SEED] [FILES]: damaged and hostile files through every door; the table goes into docs/reliability.md.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { ROOT } from './lib/steps.mjs';

const [seed = '1', files = '200'] = process.argv.slice(2);
const report = join(ROOT, 'test-results', 'fuzz.json');
const progress = `${report}.at`;
/** A file that takes longer than this hangs; its name is in the progress file. */
const HANGS_MS = 60_000;
const DOCUMENT = join(ROOT, 'docs/reliability.md');
const [BEGIN, END] = ['<!-- fuzz: begin -->', '<!-- fuzz: end -->'];

const child = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'fuzz/fuzz.test.ts'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      TAGWEAVE_FUZZ_FILES: files,
      TAGWEAVE_FUZZ_SEED: seed,
      TAGWEAVE_FUZZ_REPORT: report,
    },
  },
);
const started = Date.now();
const watch = setInterval(() => {
  const last = existsSync(progress) ? Math.max(statSync(progress).mtimeMs, started) : started;
  if (Date.now() - last < HANGS_MS) return;
  console.error(
    `fuzz: nothing has ended for a minute: ${existsSync(progress) ? readFileSync(progress, 'utf8') : 'start'}`,
  );
  child.kill('SIGKILL');
}, 5000);
child.on('exit', (code) => {
  clearInterval(watch);
  if (code !== 0) process.exit(code ?? 1);
  const doors = JSON.parse(readFileSync(report, 'utf8'));
  const total = doors.reduce((sum, door) => sum + door.files, 0);
  const rows = doors.map(
    ({ door, files: given, accepted, refused, slowestMs, faults }) =>
      `| ${door} | ${given} | ${accepted} | ${refused} | ${faults.length} | ${Math.round(slowestMs)} |`,
  );
  const table = [
    `${total.toLocaleString('en')} files, seed ${seed}; \`npm run fuzz -- ${seed} ${files}\`, Node ${process.versions.node.split('.')[0]}.`,
    '',
    '| door | files | taken | refused in a sentence | faults | slowest, ms of processor time |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  writeFileSync(DOCUMENT, `${text.slice(0, before + BEGIN.length)}\n\n${table}\n\n${text.slice(after)}`);
  console.log(`fuzz: ${total} files, 0 faults; docs/reliability.md is written.`);
});
