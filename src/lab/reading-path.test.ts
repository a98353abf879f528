import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

test('every file that docs/how-it-works.md leads to is there', () => {
  const text = readFileSync(new URL('docs/how-it-works.md', root), 'utf8');
  const files = [...text.matchAll(/`((?:src|training)\/[^`]+)`/gu)].map(([, path]) => path ?? '');
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

test('every step of the pipeline has its equations, a picture that is there, and a file of the page and of training', () => {
  const text = readFileSync(new URL('docs/how-it-works.md', root), 'utf8');
  const pictures = [...text.matchAll(/!\[[^\]]+\]\((screenshots\/[^)]+)\)/gu)].map(([, path]) => path ?? '');
  expect(pictures.length).toBeGreaterThan(5);
  expect(pictures.filter((path) => !existsSync(new URL(`docs/${path}`, root)))).toEqual([]);
  const steps = [...text.matchAll(/^## \d\. (.*)\n([^]*?)(?=^## )/gmu)];
  expect(steps).toHaveLength(7);
  for (const [, name = '', part = ''] of steps) {
    expect(part, `${name}: a file of the page`).toMatch(/`src\/[^`]+\.ts`/u);
    if (!name.startsWith('What the page adds')) expect(part, `${name}: learnt in`).toMatch(/`training\/[^`]+\.py`/u);
  }
});
