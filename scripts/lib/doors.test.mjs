import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import config, { INNER_ROOMS } from '../../.dependency-cruiser.mjs';

describe('docs/architecture.md', () => {
  const rows = readFileSync('docs/architecture.md', 'utf8').split('\n');

  it.each(Object.entries(INNER_ROOMS))('names the inner rooms of %s in their order', (house, rooms) => {
    const row = rows.find((line) => line.startsWith(`| \`${house}/\` | \``) && line.includes('·')) ?? '';
    const named = [...row.replace(/^\|[^|]*\|/u, '').matchAll(/`([\w-]+)\/`/gu)].map(([, room]) => room);
    expect(named).toEqual(rooms.filter((room) => /^[\w-]+$/u.test(room)));
  });
});

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagweave-doors-'));
  writeFileSync(join(folder, 'tsconfig.base.json'), '{}');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Names of the rules that these files of src/ break. */
async function broken(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'src', path)), { recursive: true });
    writeFileSync(join(folder, 'src', path), text);
  }
  const { forbidden, options } = config;
  const { output } = await cruise(['src'], {
    ...options,
    tsConfig: undefined,
    baseDir: folder,
    ruleSet: { forbidden },
    validate: true,
  });
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort();
}

const DOMAIN = { 'domain/a.ts': 'export type A = 1; export const a = 1;' };

describe('the doors', () => {
  it('are open downwards', async () => {
    expect(
      await broken({ ...DOMAIN, 'app/shell/b.ts': "import { a } from '../../domain/a.ts'; export { a };" }),
    ).toEqual([]);
  });

  it.each([
    ['an import', "import { b } from '../app/b.ts'; export { b };"],
    ['of a type', "import type { B } from '../app/b.ts'; export type C = B;"],
    ['that is passed on', "export * from '../app/b.ts';"],
    ['when it is needed', "export const b = () => import('../app/b.ts');"],
  ])('are shut upwards: %s', async (_, text) => {
    expect(await broken({ 'domain/c.ts': text, 'app/b.ts': 'export type B = 1; export const b = 1;' })).toEqual([
      'door-domain',
    ]);
  });

  it('are shut between rooms that are beside each other, and for the doors of the package', async () => {
    const encoder = { 'encoders/e.ts': 'export const e = 1;' };
    expect(await broken({ ...encoder, 'app/b.ts': "export * from '../encoders/e.ts';" })).toEqual(['door-app']);
    expect(await broken({ ...encoder, 'index.ts': "export * from './encoders/e.ts';" })).toContain('door-index.ts');
  });

  it('do not go round, not even for types', async () => {
    const other = "import type { A } from './a.ts'; export type B = A;";
    expect(
      await broken({ 'domain/a.ts': "import type { B } from './b.ts'; export type A = B;", 'domain/b.ts': other }),
    ).toEqual(['circle']);
  });

  it('of inner rooms open downwards only, past the files that stand loose, too', async () => {
    const low = { 'encoders/download/a.ts': 'export const a = 1;' };
    const high = { 'encoders/photo/b.ts': 'export const b = 1;', 'encoders/platform.ts': 'export const c = 1;' };
    const from = (path, name) => `export { ${name} } from '${path}';`;
    expect(await broken({ ...low, 'encoders/photo/b.ts': from('../download/a.ts', 'a') })).toEqual([]);
    expect(await broken({ ...high, 'encoders/download/a.ts': from('../photo/b.ts', 'b') })).toEqual([
      'inner-door-encoders-download',
    ]);
    expect(await broken({ ...low, ...high, 'encoders/photo/b.ts': from('../platform.ts', 'c') })).toEqual([
      'inner-door-encoders-photo',
    ]);
    expect(await broken({ ...low, ...high, 'encoders/attic/d.ts': from('../download/a.ts', 'a') })).toEqual([
      'inner-room-without-rule-encoders',
    ]);
  });

  it('ask every room for its rule, and nothing that ships for what tests need', async () => {
    expect(await broken({ ...DOMAIN, 'cellar/b.ts': "export * from '../domain/a.ts';" })).toEqual([
      'room-without-rule',
    ]);
    const support = { 'domain/testing/t.ts': 'export const t = 1;' };
    expect(await broken({ ...support, 'domain/a.ts': "export * from './testing/t.ts';" })).toContain('test-code');
  });
});
