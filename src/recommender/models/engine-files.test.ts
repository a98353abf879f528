import { expect, it } from 'vitest';
import { ENGINE_FILE_NAMES, engineFilesIn, engineMissing } from '../../domain/models/engine-files.ts';
import { ownEngineFiles } from './own-engine-files.ts';

it('the addresses spelt out for bundlers are those of the folder', () => {
  expect(ownEngineFiles()).toEqual(
    engineFilesIn(new URL('./engine/', new URL('own-engine-files.ts', import.meta.url)).href),
  );
});

it('every file has a name of its own', () => {
  const names = Object.values(ENGINE_FILE_NAMES) as string[];
  expect(new Set(names).size).toBe(names.length);
});

it('a missing file is told with its address and what to do', () => {
  const error = engineMissing('https://example.org/engine/engine.worker.js');
  expect(error).toMatchObject({
    code: 'engine-missing',
    details: { address: 'https://example.org/engine/engine.worker.js' },
  });
  expect(error.message).toMatch(/engineBase.*Content-Security-Policy/u);
});
