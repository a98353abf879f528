import { describe, expect, it } from 'vitest';
import { readCommand } from './arguments.ts';

const BATCH = { tagLanguage: 'english', out: null, sidecars: 'short', again: false, jobs: null };
const MODELS = { json: false, models: null, network: null, backend: null };

describe('readCommand', () => {
  it.each([
    [[], { name: 'help' }],
    [['tag', 'x.jpg', '--help'], { name: 'help' }],
    [['--version'], { name: 'version' }],
    [
      ['tag', 'a.jpg', 'b.jpg'],
      { name: 'tag', photos: ['a.jpg', 'b.jpg'], caption: null, count: 5, ...BATCH, ...MODELS },
    ],
    [
      ['tag', '--caption', 'Sea', '--k', '3', '--json'],
      { name: 'tag', photos: [], caption: 'Sea', count: 3, ...BATCH, ...MODELS, json: true },
    ],
    [
      ['tag', 'a.jpg', '--tag-language', 'both'],
      { name: 'tag', photos: ['a.jpg'], caption: null, count: 5, ...BATCH, ...MODELS, tagLanguage: 'both' },
    ],
    [
      ['tag', '--', '--odd-name.jpg'],
      { name: 'tag', photos: ['--odd-name.jpg'], caption: null, count: 5, ...BATCH, ...MODELS },
    ],
    [
      ['tag', 'a.jpg', '--out', 'T.CSV', '--jobs', '4', '--again'],
      {
        name: 'tag',
        photos: ['a.jpg'],
        caption: null,
        count: 5,
        ...BATCH,
        ...MODELS,
        out: { format: 'csv', path: 'T.CSV' },
        jobs: 4,
        again: true,
      },
    ],
    [
      ['tag', 'a.jpg', '--out', 'xmp', '--sidecars', 'long'],
      {
        name: 'tag',
        photos: ['a.jpg'],
        caption: null,
        count: 5,
        ...BATCH,
        ...MODELS,
        out: { format: 'xmp', path: 'xmp' },
        sidecars: 'long',
      },
    ],
    [['evaluate', '--posts', 'f'], { name: 'evaluate', folder: 'f', history: 'own', count: 7, ...MODELS }],
    [
      ['evaluate', '--posts=f', '--history=off', '--models', 'm', '--network', 'n', '--backend', 'cpu'],
      {
        name: 'evaluate',
        folder: 'f',
        history: 'off',
        count: 7,
        json: false,
        models: 'm',
        network: 'n',
        backend: 'cpu',
      },
    ],
    [['copy', 'public/t'], { name: 'copy', folder: 'public/t', networks: null, models: null }],
    [['copy', 't', '--networks', 'a, b'], { name: 'copy', folder: 't', networks: ['a', 'b'], models: null }],
    [['serve'], { name: 'serve', folder: null, port: 4173, host: 'localhost' }],
    [['serve', 'dist', '--port', '0'], { name: 'serve', folder: 'dist', port: 0, host: 'localhost' }],
  ])('%j', (args, command) => {
    expect(readCommand(args)).toEqual(command);
  });

  it.each([
    [['bake'], 'Unknown command “bake”'],
    [['--bake'], 'Unknown option --bake'],
    [['tag'], 'Name at least one photo'],
    [['tag', 'x', '--frobnicate'], "Unknown option '--frobnicate'"],
    [['tag', 'x', '--k', '0'], 'from 1 to 30'],
    [['tag', 'x', '--k', '5.5'], 'from 1 to 30'],
    [['tag', 'x', '--k', '31'], 'from 1 to 30'],
    [['tag', 'x', '--k'], "Option '--k"],
    [['tag', 'x', '--backend', 'gpu'], 'wasm or cpu'],
    [['tag', 'x', '--tag-language', 'klingon'], 'english, caption or both'],
    [['evaluate'], '--posts FOLDER'],
    [['evaluate', 'folder', '--posts', 'x'], 'Unexpected argument'],
    [['evaluate', '--posts', 'x', '--history', 'some'], 'own or off'],
    [['copy'], 'public/tagweave'],
    [['copy', 'a', 'b'], 'public/tagweave'],
    [['copy', 'a', '--networks', 'a,'], 'commas'],
    [['serve', 'a', 'b'], 'one folder'],
    [['serve', '--port', '70000'], 'from 0 to 65535'],
  ])('%j is wrong, in one line', (args, message) => {
    let caught: unknown;
    try {
      readCommand(args);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ code: 'usage', message: expect.stringContaining(message) as string });
    expect((caught as Error).message).not.toContain('\n');
  });
});
