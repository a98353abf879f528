import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../download/byte-source.ts';
import { unreachableError } from '../download/byte-source.ts';
import { goldenJson } from './golden-file.ts';
import { memoryCache } from '../download/model-cache.ts';

const model = {
  manifest: { id: 'tiny', revision: '1', golden: 'golden.json' },
  base: 'https://a.test/tiny',
  cached: true,
};

/** A host that gives a text, or is out of reach (null). */
function host(said: { text: string | null }): ByteSource {
  return {
    open: (address) => {
      if (said.text === null) return Promise.reject(unreachableError(address, new TypeError('Failed to fetch')));
      const body = new Blob([said.text]).stream();
      return Promise.resolve({ body, bytes: null, from: 0 });
    },
  };
}

describe('golden vectors', () => {
  it.each([
    ['is out of reach', null],
    ['gives a sign-in page in their place', '<!doctype html>'],
  ])('are those of last time where the host %s', async (_, text) => {
    const said: { text: string | null } = { text: '{"cases":[1]}' };
    const device = { source: host(said), cache: memoryCache() };
    expect(await goldenJson(device, model)).toEqual({ cases: [1] });
    said.text = text;
    expect(await goldenJson(device, model)).toEqual({ cases: [1] });
    said.text = '{"cases":[2]}';
    expect(await goldenJson(device, model)).toEqual({ cases: [2] });
  });

  it('that were never here reject, and those of a folder of this machine are not kept', async () => {
    const said: { text: string | null } = { text: null };
    const device = { source: host(said), cache: memoryCache() };
    await expect(goldenJson(device, model)).rejects.toMatchObject({ code: 'model-unreachable' });
    said.text = '{}';
    await goldenJson(device, { ...model, cached: false });
    expect(await device.cache.list()).toEqual([]);
    expect(await goldenJson(device, { ...model, manifest: { id: 'tiny', revision: '1' } })).toBeNull();
  });

  it('are not asked of the device when the person has stopped the loading', async () => {
    const said: { text: string | null } = { text: '{}' };
    const device = { source: host(said), cache: memoryCache() };
    await goldenJson(device, model);
    said.text = null;
    await expect(goldenJson(device, model, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
  });
});
