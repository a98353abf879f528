import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path) => readFileSync(path, 'utf8');
const FOLDERS = { 'e2e/recipes': 'html', 'docs/examples': 'ts' };
const files = Object.entries(FOLDERS).flatMap(([folder, language]) =>
  readdirSync(folder).map((name) => ({ path: `${folder}/${name}`, language })),
);

it.each(files)('docs/embedding.md quotes $path as it is', ({ path, language }) => {
  expect(read('docs/embedding.md')).toContain(`\`\`\`${language}\n${read(path)}\`\`\``);
});
