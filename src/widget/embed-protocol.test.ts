import { expect, it } from 'vitest';
import { readMessage, readOrigins } from './embed-protocol.ts';

it('knows its own messages, of its own version', () => {
  expect(readMessage({ tagweave: 1, type: 'hello' })).toEqual({ type: 'hello' });
  const image = new Blob(['x']);
  const asked = { type: 'recommend', id: 7, image, caption: 'Snow' };
  expect(readMessage({ tagweave: 1, ...asked })).toEqual(asked);
  expect(readMessage({ tagweave: 2, type: 'hello' })).toBe('version');
  expect(readMessage({ type: 'hello' })).toBe('foreign');
  expect(readMessage('hello')).toBe('foreign');
  expect(readMessage({ tagweave: 1, type: 'recommend', id: 7, image: 'file.jpg', caption: '' })).toBe('wrong');
});

it('lets a page set the look, not where models come from or whether posts are kept', () => {
  const attributes = {
    k: 3,
    lang: 'uk',
    'tag-language': 'both',
    'model-base': 'https://evil.example/',
    history: 'own',
    onclick: 'x',
  };
  expect(readMessage({ tagweave: 1, type: 'configure', attributes })).toEqual({
    type: 'configure',
    attributes: { k: '3', lang: 'uk', 'tag-language': 'both' },
  });
});

it('reads a list of origins and leaves out what is none', () => {
  expect(readOrigins({ schema: 1, origins: ['https://a.example', 'https://a.example/path', '*', 3] })).toEqual([
    'https://a.example',
  ]);
  expect(readOrigins({ schema: 2, origins: ['https://a.example'] })).toEqual([]);
  expect(readOrigins(null)).toEqual([]);
});
