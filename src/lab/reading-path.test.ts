import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

test('every file that docs/how-it-works.md leads to is there', () => {
  const text = readFileSync(new URL('docs/how-it-works.md', root), 'utf8');
  const files = [...text.matchAll(/`((?:src|training)\/[^`]+)`/gu)].map(([, path]) => path ?? '');
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});
