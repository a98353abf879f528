import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { metricsAt } from './judged.ts';
import type { Met } from './judged.ts';
import type { CaseData, EverydayEvaluated } from './everyday.ts';
import { EVERYDAY_CASES } from './lists.ts';
import type { EverydayCase } from './lists.ts';
import { shippedEveryday } from './lab.test-support.ts';

/** 13,600 posts, on a machine that may be busy. */
const LONG = 300_000;
const lab = shippedEveryday();
const made = new Map<EverydayCase, EverydayEvaluated>();

/** The Python report (training/run report), whose figures the Lab has to give to .001. */
const report = readFileSync(new URL('../../docs/results.md', import.meta.url), 'utf8');

/** The lines of the tables under a heading, cell by cell. */
function linesUnder(heading: string): string[][] {
  const from = report.indexOf(`\n### ${heading}`);
  if (from < 0) throw new Error(`docs/results.md has no “${heading}”.`);
  const part = report.slice(from + 5, report.indexOf('\n### ', from + 5));
  return part
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

function at(data: CaseData, met: Met, k: number, stratum: string) {
  return metricsAt(met, data.sizes, k, data.strata[stratum] ?? []);
}

function same(found: number, said: string | undefined, what: string): void {
  expect(Math.abs(found - Number(said)), `${what}: ${found.toFixed(4)} for ${said ?? 'nothing'}`).toBeLessThan(0.001);
}

beforeAll(async () => {
  for (const given of EVERYDAY_CASES) {
    // With the decoder where that is quick: the other cases have the same decoder.
    made.set(given, await lab.evaluate({ given, decoder: given === 'photo, cold' }));
  }
}, LONG);

test.each(EVERYDAY_CASES)('%s: every set is what the report says of the shipped file', async (given) => {
  const data = (await lab.open()).cases[given];
  const lines = linesUnder('As it ships').filter(([first]) => first === given);
  expect(lines.length).toBeGreaterThan(6);
  for (const [, group = '', posts, f1At3, f1At5, hit, ndcg] of lines) {
    const met = made.get(given)!.heads.A2!.met;
    expect(data.strata[group]).toHaveLength(Number(posts));
    const [three, five] = [at(data, met, 3, group), at(data, met, 5, group)];
    same(three.f1, f1At3, group);
    same(five.f1, f1At5, group);
    same(five.hit, hit, group);
    same(five.ndcg, ndcg, group);
  }
});

test.each(EVERYDAY_CASES)('%s: F1 by K of every list that was computed', async (given) => {
  const data = (await lab.open()).cases[given];
  let compared = 0;
  for (const [name = '', ...values] of linesUnder('As it ships')) {
    const [, group = '', list] = /^(?:.*): (.*), (A2|sequence|A1)$/.exec(name) ?? [];
    const met =
      list === undefined || !name.startsWith(`${given}: `) ? undefined : made.get(given)!.heads[list as 'A2']?.met;
    if (met === undefined) continue;
    compared += 1;
    values.forEach((value, n) => {
      same(at(data, met, n + 1, group).f1, value, `${name}, K = ${String(n + 1)}`);
    });
  }
  expect(compared).toBe({ 'photo, cold': 3 }[given as string] ?? 2);
});

test('stored lists are those of the report: the network as it was learnt, and its floors', async () => {
  const { cases } = await lab.open();
  let floors = 0;
  for (const [heading, given, group] of [
    ['Step by step: people', 'both, cold', 'people'],
    ['Photo only', 'photo, cold', 'people'],
    ['Captions', 'caption, cold', 'captions'],
  ] as const) {
    for (const [name = '', , f1At3, f1At5, hit, ndcg] of linesUnder(heading)) {
      if (!name.startsWith('floor: ')) continue;
      const data = cases[given];
      const met = data.lists.find(({ system, list }) => system === 'floors' && name === `floor: ${list}`)!.met;
      same(at(data, met, 3, group).f1, f1At3, name);
      same(at(data, met, 5, group).f1, f1At5, name);
      same(at(data, met, 5, group).hit, hit, name);
      same(at(data, met, 5, group).ndcg, ndcg, name);
      floors += 1;
    }
  }
  expect(floors).toBe(6);
  for (const [given = '', group = '', , , f1At5] of linesUnder('What ships, by set')) {
    const data = cases[given as EverydayCase] as CaseData | undefined;
    if (data === undefined) continue;
    const met = data.lists.find(({ system }) => system !== 'floors')!.met;
    same(at(data, met, 5, group).f1, f1At5, `${given}, ${group}`);
  }
  expect(cases['both, with history'].lists.map(({ list }) => list).sort()).toEqual([
    ...['hybrid', 'nearest own posts', 'nearest posts', 'own tags', 'popularity'],
  ]);
});
