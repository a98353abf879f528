import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const rows = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (door|-)/u.test(line));

it('every door of the threat model names the tests that hold it shut, and they are there', () => {
  expect(rows.length).toBeGreaterThan(9);
  for (const row of rows) {
    const tests = [
      ...row
        .split('|')
        .at(-2)
        .matchAll(/`([^`]+)`/gu),
    ].map(([, path]) => path);
    expect(tests.length, row).toBeGreaterThan(0);
    for (const path of tests) expect(existsSync(join(ROOT, path)), path).toBe(true);
  }
});
