import { describe, expect, it } from 'vitest';
import { sharedAddress } from '../post/shared-post.ts';
import { ENGINE_FILE_NAMES, engineFilesIn, engineMissing } from './engine-files.ts';
import { isOwnNetwork } from './own-networks.ts';

describe('files of the engine', () => {
  it('lie in the folder that was copied, each under its own name', () => {
    const found = engineFilesIn('https://host.example/tagweave/engine/');
    expect(found.worker).toBe('https://host.example/tagweave/engine/engine.worker.js');
    expect(Object.keys(found)).toEqual(Object.keys(ENGINE_FILE_NAMES));
    expect(new Set(Object.values(found)).size).toBe(Object.keys(ENGINE_FILE_NAMES).length);
  });

  it('that do not come are named, with what to do', () => {
    const cause = new TypeError('failed');
    const error = engineMissing('https://host.example/x.mjs', cause);
    expect(error).toMatchObject({ code: 'engine-missing', cause, details: { address: 'https://host.example/x.mjs' } });
    expect(error.message).toMatch(/could not be loaded: https:\/\/host\.example\/x\.mjs\. Copy the folder “engine”/u);
  });
});

it('networks that were trained here are told by their names', () => {
  expect(['own-1@2', 'design-everyday@3', 'my-own-1'].map(isOwnNetwork)).toEqual([true, false, false]);
});

it('what another app shared has an address of its own below the page', () => {
  expect(sharedAddress('https://host.example/page/', 'id')).toBe('https://host.example/page/share/id/post');
  expect(sharedAddress('https://host.example/page/', 'id', 0)).toBe('https://host.example/page/share/id/0');
});
