import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const TYPEDOC = 'node_modules/typedoc/bin/typedoc';

/** Pages of the reference by their paths. */
function pagesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

it('docs/api is what the docstrings say (npm run reference), and every name is offered and explained', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tagweave-reference-'));
  try {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [TYPEDOC, '--options', 'typedoc.config.js', '--out', folder],
      { encoding: 'utf8' },
    );
    expect(status, `${stdout}${stderr}`).toBe(0);
    expect(pagesIn(folder)).toEqual(pagesIn('docs/api'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
