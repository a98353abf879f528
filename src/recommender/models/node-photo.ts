import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { usageOf } from '../calls/checked-fields.ts';
import { photoAt } from '../calls/photo-source.ts';
import type { ReadPhoto } from '../calls/photo-source.ts';

/** Paths and addresses, as a program of Node has them. */
export const readInNode: ReadPhoto = (source, field, signal) => {
  if (typeof source !== 'string' && !(source instanceof URL)) return undefined;
  const address = String(source);
  if (/^(https?|data|blob):/u.test(address)) return photoAt(address, field, signal);
  return fileAt(address.startsWith('file:') ? fileURLToPath(address) : address, field, signal);
};

async function fileAt(path: string, field: string, signal: AbortSignal | undefined): Promise<Blob> {
  try {
    return new Blob([await readFile(path, signal === undefined ? {} : { signal })]);
  } catch (error) {
    signal?.throwIfAborted();
    throw usageOf(field, `the path of a photo that can be read (${error instanceof Error ? error.message : path})`);
  }
}
