import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './steps.mjs';

const { dependencies, devDependencies, peerDependencies } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);
const rows = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '));
const first = rows.map((row) => row.split('|')[1]);

it.each(
  Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  ),
)('docs/dependencies.md has one reason for %s', (name) => {
  expect(first.filter((cell) => cell.includes(`\`${name}\``))).toHaveLength(1);
});
