import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './steps.mjs';
import { shippedModels, shippedPackages, thirdParty } from './third-party.mjs';

it('THIRD_PARTY.md is what the lock file and the manifests say (node scripts/third-party.mjs)', () => {
  expect(readFileSync(join(ROOT, 'THIRD_PARTY.md'), 'utf8')).toBe(thirdParty());
});

it('names what a person gets, each with a licence', () => {
  const names = shippedPackages().map(({ name }) => name);
  for (const name of ['react', '@huggingface/transformers', 'onnxruntime-web', '@zip.js/zip.js'])
    expect(names).toContain(name);
  expect(names).not.toContain('vitest');
  for (const { name, licence } of [...shippedPackages(), ...shippedModels()]) expect(licence, name).toBeTruthy();
});
