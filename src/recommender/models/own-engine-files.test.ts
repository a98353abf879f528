import { expect, it } from 'vitest';
import { ENGINE_FILE_NAMES } from '../../domain/models/engine-files.ts';
import { absoluteFiles } from './own-engine-files.ts';

const PAGE = 'https://blog.example/posts/new';

it('makes what a bundler found absolute, from the root of the host, too', () => {
  const found = { ...ENGINE_FILE_NAMES, worker: '/_next/static/media/w.js', heic: 'https://cdn.example/h.js' };
  const files = absoluteFiles(found, 'file:///home/x/node_modules/tagweave/dist/widget/tagweave.js', PAGE);
  expect(files.worker).toBe('https://blog.example/_next/static/media/w.js');
  expect(files.heic).toBe('https://cdn.example/h.js');
});

it.each([
  'http://localhost:5173/node_modules/.vite/deps/tagweave.js?v=1a2b',
  'http://localhost:5173/node_modules/.vite/deps_temp_1/chunk-ABC.js',
])('finds the package from where Vite moved the library: %s', (script) => {
  const engine = 'http://localhost:5173/node_modules/tagweave/dist/widget/engine/';
  expect(absoluteFiles(ENGINE_FILE_NAMES, script, PAGE).worker).toBe(`${engine}engine.worker.js`);
});

it('leaves the engine of a package that was not moved where it is', () => {
  const script = 'http://localhost:5173/node_modules/tagweave/dist/widget/tagweave.js';
  const found = { ...ENGINE_FILE_NAMES, worker: 'http://localhost:5173/assets/engine.worker-1.js' };
  expect(absoluteFiles(found, script, PAGE).worker).toBe(found.worker);
});
