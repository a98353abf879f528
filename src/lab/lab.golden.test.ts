import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { differenceAt, meanOfRuns, metricsAt } from './judged.ts';
import type { Met } from './judged.ts';
import { HEADS } from './lists.ts';
import type { LabData } from './lab.ts';
import type { Head } from './lists.ts';
import { shippedLab } from './lab.test-support.ts';

/** The Python report (training/run report), whose figures the Lab has to give to .001. */
const report = readFileSync(new URL('../../docs/results.md', import.meta.url), 'utf8');

/** The cells of the lines of a table of the report that begin with the name; tables are told by their heading line. */
function cellsOf(name: string, heading: string): string[] {
  const lines = report.split('\n');
  const from = lines.findIndex((line) => line.startsWith(heading));
  const found = lines.slice(from).find((line) => line.startsWith(`| ${name} |`));
  if (from < 0 || found === undefined) throw new Error(`docs/results.md has no “${name}” under “${heading}”.`);
  return found
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const figure = (cell = ''): number => Number(cell.replace('−', '-').split(' ')[0]);
const lab = shippedLab();
const STORED: Readonly<Record<Head, string>> = {
  classification: 'classification',
  sequence: 'sequence',
  A1: 'A1',
  A2: 'hybrid',
};

function runsOf(data: LabData, system: string, list = 'hybrid', history = true) {
  return data.lists.filter((one) => one.system === system && one.list === list && one.history === history);
}

function meanAt(data: LabData, runs: readonly { readonly met: Met }[], k: number, stratum?: string) {
  const rows = stratum === undefined ? [...data.sizes.keys()] : data.strata[stratum]!;
  return meanOfRuns(runs.map(({ met }) => metricsAt(met, data.sizes, k, rows)));
}

const NETWORKS = [
  ['CNN, sum', 'cnn-sum'],
  ['CNN, mean', 'cnn-mean'],
  ['CNN, weighted', 'cnn-weighted'],
  ['ViT, sum', 'vit-sum'],
  ['ViT, mean', 'vit-mean'],
  ['ViT, weighted', 'vit-weighted'],
] as const;

test.each(NETWORKS)('Table 1 of the report: %s, and its strata', async (name, system) => {
  const data = await lab.open();
  const runs = runsOf(data, system);
  expect(runs).toHaveLength(3);
  const cells = cellsOf(name, '## Table 1');
  const { hit, precision, recall, f1, f1Deviation } = meanAt(data, runs, 7);
  [hit, precision, recall, f1].forEach((value, n) => {
    expect(Math.abs(value - figure(cells[n + 2]))).toBeLessThan(0.001);
  });
  expect(Math.abs((f1Deviation ?? 1) - Number(cells[5]?.split('± ')[1]))).toBeLessThan(0.001);
  const captions = ['no caption', 'caption of 1–3 words', 'caption of 4+ words'];
  cellsOf(name, '### By caption')
    .slice(2)
    .forEach((cell, n) => {
      expect(Math.abs(meanAt(data, runs, 7, captions[n]).f1 - figure(cell))).toBeLessThan(0.001);
    });
  cellsOf(name, '## Metrics by K')
    .slice(1, 16)
    .forEach((cell, n) => {
      expect(Math.abs(meanAt(data, runs, n + 1).f1 - figure(cell))).toBeLessThan(0.001);
    });
});

test.each([
  ['AMNN (softmax over the sequence)', 'amnn', 'sequence'],
  ['CoA, two layers', 'coa-2', 'classification'],
  ['MACoN, history of five', 'macon', 'classification'],
  ['TAGNet', 'tagnet', 'classification'],
  ['popularity', 'floors-tagweave-vit', 'popularity'],
  ['k-nearest posts, CNN features', 'floors-efficientnet-lite2', 'k-nearest'],
  ['zero-shot, both, ViT', 'floors-tagweave-vit', 'zero-shot, both'],
] as const)('compared systems and floors: %s', async (name, system, list) => {
  const data = await lab.open();
  const cells = cellsOf(name, '## AMNN, CoA');
  const { hit, precision, recall, f1, f1PerPost, ndcg } = meanAt(data, runsOf(data, system, list), 7);
  [hit, precision, recall, f1, f1PerPost, ndcg].forEach((value, n) => {
    expect(Math.abs(value - figure(cells[n + 2])), `column ${n + 2}`).toBeLessThan(0.001);
  });
});

test.each([
  ['weighted − sum, ViT, A2', ['vit-sum', 'hybrid'], ['vit-weighted', 'hybrid']],
  ['weighted − mean, CNN, classification', ['cnn-mean', 'classification'], ['cnn-weighted', 'classification']],
  ['A2 − sequence, ViT, weighted', ['vit-weighted', 'sequence'], ['vit-weighted', 'hybrid']],
] as const)('the difference %s and its interval', async (name, [before, beforeList], [after, afterList]) => {
  const data = await lab.open();
  const cells = cellsOf(name, '## Differences in the grid');
  const found = differenceAt(runsOf(data, before, beforeList), runsOf(data, after, afterList), data.sizes, 7, [
    ...data.sizes.keys(),
  ])!;
  expect(Math.abs(found.f1 - figure(cells[1]))).toBeLessThan(0.001);
  const [low, high] = (cells[2] ?? '').split(' … ');
  expect(Math.abs(found.low - figure(low))).toBeLessThan(0.0015); // other random draws than NumPy's
  expect(Math.abs(found.high - figure(high))).toBeLessThan(0.0015);
  expect(found.runs).toBe(3);
});

/** float16 weights change nothing to .001; one byte a weight moved the greedy lists by up to .0018 (measured; shipping refuses more than .002 on validation). */
const TOLERANCE: Readonly<Record<string, number>> = { 'vit-weighted': 0.0005 };
const BYTES = 0.002;

test.each(
  ['vit-weighted', 'vit-sum', 'cnn-weighted', 'cnn-sum'].flatMap((id) => [true, false].map((h) => [id, h] as const)),
)('%s computed here (history: %s) is the seed that training judged', async (network, history) => {
  const made = await lab.evaluate({ network, history });
  const data = await lab.open();
  for (const head of HEADS) {
    const stored = runsOf(data, network, STORED[head], history).filter(({ seed }) => seed === 0);
    expect(stored).toHaveLength(1);
    const [here, there] = [meanAt(data, [made.heads[head]], 7), meanAt(data, stored, 7)];
    for (const metric of ['f1', 'precision', 'recall', 'ndcg'] as const) {
      expect(Math.abs(here[metric] - there[metric]), `${head}, ${metric}`).toBeLessThan(
        (TOLERANCE[network] ?? BYTES) * (metric === 'recall' ? 2 : 1),
      );
    }
  }
});
