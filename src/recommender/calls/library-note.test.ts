import { expect, it, vi } from 'vitest';
import { createEngine } from '../engine.ts';
import { readInNode } from '../models/node-photo.ts';
import { fakeParts } from '../testing/fake-parts.ts';
import { libraryDoor } from './library-door.ts';

vi.mock('./models-note.ts', () => ({ modelsNote: ({ network }: { network: string }) => `Not ${network}.` }));

it('says what is wrong with the models in the report of loading, and once in the console', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const door = libraryDoor(createEngine(fakeParts()), readInNode);
  try {
    await door.recommend({ caption: 'Dog' });
    expect((await door.load()).note).toBe('Not net@1.');
    expect(warned.mock.calls).toEqual([['Not net@1.']]);
  } finally {
    await door.dispose();
    warned.mockRestore();
  }
});
