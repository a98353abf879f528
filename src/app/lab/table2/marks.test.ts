import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { labEn } from '../words/words-en.ts';
import { SHOWS_UK, SYSTEM_WORDS } from './table2-words.ts';
import { markedPosts, SIGNS, tallyOf } from './marks.ts';

const report = readFileSync(new URL('../../../../docs/results.md', import.meta.url), 'utf8');
const section = report.slice(report.indexOf('## Table 2'));

test('every list and mark is that of docs/results.md', () => {
  const posts = markedPosts('hybrid');
  expect(posts).toHaveLength(12);
  posts.forEach(({ shows, assigned, rows }, n) => {
    const from = section.indexOf(`### ${String(n + 1)}. ${shows}`);
    const part = section.slice(from, section.indexOf('\n### ', from + 1));
    expect(part).toContain(`assigned (of the vocabulary): ${assigned.join(', ')}.`);
    const shown = rows.filter(({ system }) => part.includes(`| ${system} |`));
    expect(shown.length).toBeGreaterThan(10);
    for (const { system, tags } of shown)
      expect(part).toContain(`| ${system} | ${tags.map(({ tag, mark }) => `${tag} ${SIGNS[mark]}`).join(', ')} |`);
  });
});

test('the sums are those of the report, and each list is a list of its own', () => {
  for (const { system, counts } of tallyOf(markedPosts('hybrid'))) {
    if (!section.includes(`| ${system} | `) || system.endsWith('mean')) continue;
    expect(section).toContain(
      `| ${system} | ${String(counts.hit)} | ${String(counts.relevant)} | ${String(counts.not)} |`,
    );
  }
  const [one] = markedPosts('classification');
  const [other] = markedPosts('sequence');
  expect(one?.rows[0]?.tags).not.toEqual(other?.rows[0]?.tags);
  expect(one?.rows.at(-1)).toEqual(other?.rows.at(-1));
});

test('every picture and every compared system has its words in both languages', () => {
  const posts = markedPosts('hybrid');
  expect(SHOWS_UK).toHaveLength(posts.length);
  for (const shows of SHOWS_UK) expect(shows).toMatch(/^[а-щьюяєіїґ]/u);
  const systems = new Set(posts.flatMap(({ rows }) => rows.map(({ system }) => system.replaceAll("'", '’'))));
  for (const [name, key] of Object.entries(SYSTEM_WORDS)) {
    expect(systems).toContain(name);
    expect(labEn[key]).toBe(name);
  }
});
