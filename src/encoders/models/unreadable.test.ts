import { describe, expect, it } from 'vitest';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { readable } from './unreadable.ts';

const failing = (error: unknown) => readable('Mine', () => Promise.reject(error as Error));

describe('a model that cannot be opened', () => {
  it('is named, with what the library says of its file', async () => {
    const protobuf = new Error(
      "Can't create a session. ERROR_MESSAGE: Failed to load model because protobuf parsing failed.",
    );
    await expect(failing(protobuf)).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringMatching(/^Mine cannot be read: .*protobuf parsing failed\. Download/u) as string,
      cause: protobuf,
    });
    for (const error of [new SyntaxError('Unexpected token'), new RangeError('Invalid array length')])
      await expect(failing(error)).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it.each([
    new Error('no available backend found. ERR: [wasm] CompileError'),
    new DOMException('The operation was aborted.', 'AbortError'),
    new TagweaveError('device-lost', 'Gone.'),
    'thrown text',
  ])('is not blamed where the machine is the reason: %s', async (error) => {
    await expect(failing(error)).rejects.toBe(error);
  });

  it.each([
    new RangeError('Array buffer allocation failed'),
    new Error('no available backend found. ERR: [wasm] RangeError: WebAssembly.Memory(): could not allocate memory'),
    new Error('std::bad_alloc'),
  ])('is not blamed for want of memory: %s', async (cause) => {
    await expect(failing(cause)).rejects.toMatchObject({
      code: 'worker-crashed',
      message: 'There is not enough memory to start Mine. Close other pages or programs, and start again.',
      cause,
    });
  });

  it('is given as it is when it opens', async () => {
    await expect(readable('Mine', () => Promise.resolve(7))).resolves.toBe(7);
  });
});
