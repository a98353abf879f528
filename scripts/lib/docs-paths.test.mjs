import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './steps.mjs';

const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trimEnd().split('\n');
const names = new Set(tracked.map((path) => path.slice(path.lastIndexOf('/') + 1)));
const tops = new Set(tracked.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/'))));
// The reference is made from the docstrings, and the changes tell of files that were.
const documents = tracked.filter((path) => /\.md$/u.test(path) && !/^docs\/api\/|^CHANGELOG/u.test(path));

/** Made, not tracked: what a build or a run writes. */
const MADE = /^(dist|dist-node|dist-harness|node_modules|test-results|training\/\.(venv|cache))(\/|$)/u;
const SOURCE = /^[\w.-]+\.(ts|tsx|mjs|py|sh)$/u;
const matches = (pattern) => {
  const source = pattern.split(/(\*+)/u).map((part) => {
    if (part.startsWith('*')) return part === '*' ? '[^/]*' : '.*';
    return part.replaceAll(/[.+?^${}()|[\]\\]/gu, '\\$&');
  });
  const whole = new RegExp(`^${source.join('')}(/|$)`, 'u');
  return tracked.some((path) => whole.test(path));
};

/** Paths that a document names and that are not there. */
function missing(document) {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const lost = [];
  const prose = text.replaceAll(/^```[\s\S]*?^```/gmu, '');
  for (const [, link] of prose.matchAll(/\]\(([^)\s]+)\)/gu)) {
    const [path] = link.split('#');
    if (path === '' || /^[a-z]+:/u.test(path)) continue;
    if (!existsSync(join(ROOT, dirname(document), decodeURI(path)))) lost.push(path);
  }
  for (const [, code] of prose.matchAll(/`([^`\n]+)`/gu)) {
    const path = code.replace(/^\.\//u, '').replace(/:\d+$/u, '').replace(/\/$/u, '');
    if (SOURCE.test(path)) {
      if (!names.has(path)) lost.push(path);
    } else if (/^[\w@.*-]+(\/[\w@.*-]+)+$/u.test(path) && tops.has(path.split('/')[0]) && !MADE.test(path)) {
      // Python names its modules without their ending: `training/run ship.lab`, `design/train`.
      if (!matches(normalize(path))) lost.push(path);
    }
  }
  return lost;
}

it.each(documents)('%s names only files that are there', (document) => {
  expect(missing(document)).toEqual([]);
});

it('each decision has a number of its own', () => {
  const numbers = documents.flatMap((path) => /^docs\/decisions\/(\d{4})-/u.exec(path)?.[1] ?? []);
  expect(numbers.length).toBeGreaterThan(15);
  expect(numbers.filter((number, n) => numbers.indexOf(number) !== n)).toEqual([]);
});
