import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './steps.mjs';

const json = (name) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));

it('npm has nothing to say about our settings', () => {
  const { status, stderr } = spawnSync('npm', ['config', 'get', 'fund'], { cwd: ROOT, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

it('no package’s install script runs: npm asks about none, and none wants a host that is out of reach', () => {
  const { packages } = json('package-lock.json');
  const withScript = Object.keys(packages).filter((path) => packages[path].hasInstallScript === true);
  const names = withScript.map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(json('package.json').allowScripts).toEqual(Object.fromEntries(names.map((name) => [name, false])));
});
