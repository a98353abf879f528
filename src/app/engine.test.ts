import { describe, expect, it } from 'vitest';
import { optionsOf } from './engine.ts';

const options = (query: string) => optionsOf(new URLSearchParams(query), './');

describe('what an address may choose', () => {
  it('is the models beside the page and the best device, unless it says otherwise', () => {
    expect(options('')).toEqual({ modelBase: './models/' });
    expect(options('models=tiny/models&device=webgpu')).toEqual({ modelBase: './tiny/models', device: 'webgpu' });
    expect(options('device=abacus')).toEqual({ modelBase: './models/' });
  });

  it('is never another server or a folder outside', () => {
    for (const folder of ['https://else.example/m', '//else.example/m', '../m', 'a/../../m', '/etc', '']) {
      expect(options(`models=${encodeURIComponent(folder)}`)).toEqual({ modelBase: './models/' });
    }
  });
});
