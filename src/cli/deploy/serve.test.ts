import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from './serve.ts';
import type { RunningServer } from './serve.ts';

let server: RunningServer;

beforeAll(async () => {
  const [folder, outside] = ['page', 'outside'].map((name) => mkdtempSync(join(tmpdir(), `tagweave-${name}-`)));
  const [inside, elsewhere] = [folder ?? '', outside ?? ''];
  writeFileSync(join(inside, 'index.html'), 'page');
  mkdirSync(join(inside, 'models'));
  writeFileSync(join(inside, 'models', 'catalogue.json'), '{}');
  for (const name of ['secret.txt', 'index.html', 'twin.js.br']) writeFileSync(join(elsewhere, name), 'secret');
  symlinkSync(join(elsewhere, 'secret.txt'), join(inside, 'link.txt'));
  symlinkSync(elsewhere, join(inside, 'folder'));
  symlinkSync(join(elsewhere, 'index.html'), join(inside, 'named.html'));
  writeFileSync(join(inside, 'twin.js'), 'own');
  symlinkSync(join(elsewhere, 'twin.js.br'), join(inside, 'twin.js.br'));
  symlinkSync(join(inside, 'models'), join(inside, 'again'));
  // The folder that is served may be a link itself.
  const named = join(elsewhere, 'named');
  symlinkSync(inside, named);
  server = await serve(named, 0);
});
afterAll(() => server.close());

it.each([
  ['', 'page'],
  ['models/catalogue.json', '{}'],
  ['again/catalogue.json', '{}'],
])('what lies in the folder is served: /%s', async (path, body) => {
  expect(await (await fetch(server.url + path)).text()).toBe(body);
});

it.each(['link.txt', 'folder/secret.txt', 'folder/', 'folder', 'named', 'named.html', 'l%69nk.txt', 'twin.js'])(
  'what a link takes out of the folder is not there: /%s',
  async (path) => {
    const answer = await fetch(server.url + path, { headers: { 'accept-encoding': 'br' } });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not found\n');
  },
);
