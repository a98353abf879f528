import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeModelFolder } from '../recommender/testing/model-folder.node.ts';

/** The built command, as a person runs it. */
let models: string;
beforeAll(() => {
  models = writeModelFolder();
});
afterAll(() => {
  rmSync(models, { recursive: true, force: true });
});
const tagweave = (...args: string[]) =>
  spawnSync(process.execPath, ['dist-node/cli.js', ...args], { encoding: 'utf8' });

it('prints JSON and nothing else, and ends by itself', () => {
  const { status, stdout, stderr } = tagweave(
    'tag',
    'e2e/fixtures/photos/cat.jpg',
    '--caption',
    'Sea',
    '--json',
    '--models',
    models,
  );
  expect([status, stderr]).toEqual([0, '']);
  const found = JSON.parse(stdout) as { photo: string; tags: { tag: string }[] }[];
  expect(found.map(({ photo, tags }) => [photo, tags.length])).toEqual([['e2e/fixtures/photos/cat.jpg', 5]]);
});

it('tells problems on standard error, one line each, and exits with 2', () => {
  const { status, stdout, stderr } = tagweave('tag', 'package.json', '/nowhere.jpg', '--json', '--models', models);
  expect([status, JSON.parse(stdout)]).toEqual([2, []]);
  expect(stderr.trim().split('\n').length).toBe(2);
  const usage = tagweave('tag', '--frobnicate');
  expect([usage.status, usage.stdout, usage.stderr.trim().split('\n').length]).toEqual([2, '', 1]);
});

it('is a library as well', () => {
  const program = `
    import { readFile } from 'node:fs/promises';
    import { createRecommender } from './dist-node/node.js';
    const recommender = createRecommender({ modelBase: process.argv[1] });
    await recommender.load();
    const photo = new Blob([await readFile('e2e/fixtures/photos/cat.jpg')]);
    const { tags } = await recommender.recommend({ photo, caption: '' }, { count: 3 });
    console.log(tags.length);
    await recommender.dispose();`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, models], {
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([0, '3\n', '']);
});

it('gives the same tags in several threads as in one, and the same line for what is no photo', () => {
  const photos = ['e2e/fixtures/photos/*.{jpg,png,webp}', 'package.json'];
  const of = (jobs: string) => tagweave('tag', ...photos, '--jobs', jobs, '--json', '--models', models);
  const [one, many] = [of('1'), of('3')];
  expect((JSON.parse(one.stdout) as unknown[]).length).toBeGreaterThan(4);
  expect(many).toMatchObject({ status: 2, stdout: one.stdout, stderr: one.stderr });
});

it('takes the longest command line in several threads: the runtime beneath does not read it', () => {
  const { status, stdout, stderr } = tagweave(
    'tag',
    'e2e/fixtures/photos/cat.jpg',
    'x'.repeat(100_000),
    '--jobs',
    '2',
    '--json',
    '--models',
    models,
  );
  expect([status, (JSON.parse(stdout) as unknown[]).length, stderr.trim().split('\n').length]).toEqual([2, 1, 1]);
});

it('says in one line what is wrong with the models, also when threads load them', () => {
  const { status, stdout, stderr } = tagweave(
    'tag',
    'e2e/fixtures/photos/cat.jpg',
    '--jobs',
    '2',
    '--models',
    '/nowhere',
  );
  expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
});

it('knows its version', () => {
  expect(tagweave('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
});

/** What Node loads for a command: the addresses of all modules that are no part of Node itself. */
function modulesOf(...args: string[]): readonly string[] {
  const hooks = `import { writeSync } from 'node:fs';
    export async function load(url, context, next) {
      if (!url.startsWith('node:')) writeSync(2, 'loads ' + url + '\\n');
      return next(url, context);
    }`;
  const register = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));`;
  const watched = ['--import', `data:text/javascript,${encodeURIComponent(register)}`, 'dist-node/cli.js', ...args];
  const { stderr } = spawnSync(process.execPath, watched, { encoding: 'utf8' });
  return [...stderr.matchAll(/^loads (\S+)$/gmu)].map(([, url = '']) => url);
}

it.each(['--help', '--version', 'headers'])('answers %s without a package, and with little of its own', (asked) => {
  const loaded = modulesOf(asked, ...(asked === 'headers' ? ['nginx'] : []));
  expect(loaded.some((url) => url.endsWith('dist-node/cli.js'))).toBe(true);
  expect(loaded.filter((url) => url.includes('node_modules'))).toEqual([]);
  expect(loaded.length).toBeLessThan(12);
});
