import { expect, it, vi } from 'vitest';
import type { PhotoDecoder } from '../../encoders/photo/photo.ts';
import { browserParts } from './browser-parts.ts';

const decode = vi.hoisted(() => vi.fn());
vi.mock('../../encoders/platform.browser.ts', () => ({
  browserPlatform: () =>
    Promise.resolve({ decoder: { decode }, runtime: { files: [], choice: { backends: ['wasm'] } } }),
}));
// Its addresses are the build's own.
vi.mock('./runtime-files.ts', () => ({ runtimeFiles: () => ({}) }));

it('gives the decoder everything that it is given: a photo whose bytes are here is not read again', async () => {
  const given: Parameters<PhotoDecoder['decode']> = [
    new Blob(['photo']),
    new AbortController().signal,
    new Uint8Array(5),
  ];
  await browserParts({ base: 'https://example.org/models/' }).decoder.decode(...given);
  expect(decode.mock.calls).toEqual([given]);
});
