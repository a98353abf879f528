import { expect, it } from 'vitest';
import { modelsNote } from './models-note.ts';

const shipped = ['eyes@2', 'words@1', 'everyday@3', 'paper@4'];

it('says nothing of the models of this version, and of models of somebody else', () => {
  expect(modelsNote({ photo: 'eyes@2', caption: 'words@1', network: 'everyday@3' }, shipped, '1.0.0')).toBeNull();
  expect(modelsNote({ photo: 'eyes@2', caption: 'words@1', network: 'mine@1' }, shipped, '1.0.0')).toBeNull();
});

it('names what is of another revision, and what to do', () => {
  expect(modelsNote({ photo: 'eyes@1', caption: 'words@1', network: 'everyday@4' }, shipped, '1.0.0')).toBe(
    'The models are not those that tagweave 1.0.0 came with: eyes@1 instead of eyes@2, everyday@4 instead of everyday@3. Copy them again (npx tagweave copy), or use the version of the package that they came with.',
  );
});
