import { readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { expect, it } from 'vitest';

const read = (path) => readFileSync(path, 'utf8');
const files = ['e2e/recipes', 'docs/examples'].flatMap((folder) =>
  readdirSync(folder).map((name) => ({ path: `${folder}/${name}`, language: extname(name).slice(1) })),
);

it.each(files)('docs/embedding.md quotes $path as it is', ({ path, language }) => {
  expect(read('docs/embedding.md')).toContain(`\`\`\`${language}\n${read(path)}\`\`\``);
});
