import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeModelFolder } from '../../recommender/testing/model-folder.node.ts';
import { runCopy } from './copy-command.ts';

let folder: string;
let models: string;
let printed: string[];
const output = { print: (text: string) => printed.push(text), complain: () => undefined, progress: () => undefined };
beforeEach(() => {
  printed = [];
  folder = mkdtempSync(join(tmpdir(), 'tagweave-copy-'));
  models = writeModelFolder();
  mkdirSync(join(folder, 'page/widget/engine'), { recursive: true });
  writeFileSync(join(folder, 'page/widget/engine/engine.worker.js'), '1;'.repeat(2000));
});
afterEach(() => {
  for (const path of [folder, models]) rmSync(path, { recursive: true });
});
const copy = (networks: readonly string[] | null, from: string | null = models) =>
  runCopy({ name: 'copy', folder: join(folder, 'site'), networks, models: from }, output, join(folder, 'page'));
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, 'site', path), 'utf8'));

it('lays engine and models into the folder of a site, with a catalogue of just these', async () => {
  mkdirSync(join(models, 'other'));
  const catalogue = JSON.parse(readFileSync(join(models, 'catalogue.json'), 'utf8')) as { models: object[] };
  catalogue.models.push({ ...catalogue.models[2], id: 'other', folder: 'other' });
  writeFileSync(join(models, 'catalogue.json'), JSON.stringify(catalogue));
  expect(await copy(null)).toBe(0);
  expect(existsSync(join(folder, 'site/widget/engine/engine.worker.js'))).toBe(true);
  // Ready for hosts that send twins: the package has none.
  expect(existsSync(join(folder, 'site/widget/engine/engine.worker.js.br'))).toBe(true);
  expect(existsSync(join(folder, 'site/models/tiny-network/weights.bin'))).toBe(true);
  expect(existsSync(join(folder, 'site/models/other'))).toBe(false);
  expect(read('models/catalogue.json')).toMatchObject({
    default: { network: 'tiny-network', photo: 'tiny-vit', caption: 'tiny-e5' },
    models: [{ id: 'tiny-network' }, { id: 'tiny-vit' }, { id: 'tiny-e5' }],
  });
  expect(printed.join('\n')).toMatch(/MB {2}models\/tiny-vit\n/u);
});

it('says which networks there are, and where there are none', async () => {
  await expect(copy(['big'])).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('there are: tiny-network') as string,
  });
  await expect(copy(null, folder)).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('--models') as string,
  });
  writeFileSync(join(models, 'catalogue.json'), '{}');
  await expect(copy(null)).rejects.toMatchObject({ code: 'model-invalid' });
  expect(existsSync(join(folder, 'site'))).toBe(false);
});
