// node scripts/performance.mjs FILE…: docs/performance.md of what runs of `npm run bench -- RUNS --json FILE` measured. No figure stands there that is not in
// the file or in bench/lib/costs.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COSTS } from '../bench/lib/costs.mjs';
import { ROOT } from './lib/steps.mjs';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('performance: name the JSON files that “npm run bench -- 20 --json FILE” wrote.');
  process.exit(2);
}

const number = (value) => (value >= 1000 ? value.toFixed(0) : value >= 100 ? value.toFixed(1) : value.toFixed(2));

/** Whether a bar such as “≤ 1.15” is reached by the figure that is printed: nobody can tell 1.00003 from 1.00 in the table, nor on a disk. */
function verdict({ median, bar }) {
  if (bar === undefined) return '';
  const [sign, limit] = bar.split(' ');
  const printed = Number(number(median));
  return (sign === '≤' ? printed <= Number(limit) : printed >= Number(limit)) ? 'yes' : '**no**';
}

const line = (one) => {
  const { what, unit, median, low, high, runs, bar = '' } = one;
  const spread = runs === 1 ? '' : `${number(low)} – ${number(high)}`;
  return `| ${what} | ${number(median)} ${unit} | ${spread} | ${runs} | ${bar} | ${verdict(one)} |`;
};
const IN_TURN = ` In one page, in turn: our whole recommendation, the bare encoders from the same files in the same form, and what a user would
run instead. Those rivals have the shapes of the models they stand for and random weights in int8, which is enough for speed and says nothing of quality;
in their favour convolutions are in float32, word tables are short, and nothing around the paper’s pair is counted. The zero-shot pipeline encodes the whole
list for every photo: its text part is extrapolated from runs of 16 prompts of 9 tokens. Ratios are medians of the ratios of each turn.`;

/** One run of the bench. */
function section({ at, machine, cores, node, python, load, browser, threads, backends, command, rows }) {
  const where = python !== undefined ? `Python ${python}` : browser === undefined ? `Node ${node}` : `${browser} (headless), ${threads} threads, encoders ${backends.encoders}, network ${backends.network}; Node ${node}`; // prettier-ignore
  const busy = Math.max(...load) > cores;
  return `\`${command}\`, ${at}: ${machine}, ${cores} cores, load ${load.join(' before, ')} after; ${where}.
${busy ? '\n**The machine had other work.** Milliseconds say little here; ratios within one turn, A B A B, say something.\n' : ''}
Medians and quartiles.${rows.some(({ id }) => id === 'clip') ? IN_TURN : ''}

| what | median | quartiles | runs | bar | reached |
|---|---|---|---|---|---|
${rows.map(line).join('\n')}`;
}

const text = `# What everything costs

<!-- Made by scripts/performance.mjs; the words on costs are in bench/lib/costs.mjs. -->

${files.map((file) => section(JSON.parse(readFileSync(file, 'utf8')))).join('\n\n')}

Not in a table: WebGPU, an emulated slow line, and \`tagweave tag\` over a folder (\`node bench/batch.mjs\`; README.md of
\`bench/\` has its last figures).

# Where it goes, and what was done

${COSTS.map(
  ({ of, by, largest, done }) =>
    `## ${of}\n\nBy ${by}.\n\n| largest | |\n|---|---|\n${largest.map(([what, share]) => `| ${what} | ${share} |`).join('\n')}\n\n${done.map((one) => `- ${one}`).join('\n')}`,
).join('\n\n')}
`;
writeFileSync(join(ROOT, 'docs/performance.md'), text);
