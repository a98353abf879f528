import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorsDoc } from '../errors-doc.mjs';

it('docs/errors.md is what the codes say (node scripts/errors-doc.mjs)', async () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(await errorsDoc());
});
