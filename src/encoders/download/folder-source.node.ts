import { open, type FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { throwIfAborted } from './abort.ts';
import type { ByteSource } from './byte-source.ts';
import { missingError, unreachableError } from './byte-source.ts';
import { httpSource } from './http-source.ts';

const PIECE = 1 << 20;

/** Model files from a folder of this machine. Addresses are paths or `file:` URLs. */
export function folderSource(): ByteSource {
  return {
    async open(address, { signal, from = 0 } = {}) {
      throwIfAborted(signal);
      let file: FileHandle;
      let bytes: number;
      try {
        file = await open(address.startsWith('file:') ? fileURLToPath(address) : address, 'r');
      } catch (error) {
        throw isAbsent(error) ? missingError(address) : unreachableError(address, error);
      }
      try {
        bytes = (await file.stat()).size;
      } catch (error) {
        await file.close();
        throw unreachableError(address, error);
      }
      let position = from;
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          try {
            const { bytesRead, buffer } = await file.read(
              new Uint8Array(Math.max(1, Math.min(PIECE, bytes - position))),
              0,
              null,
              position,
            );
            if (bytesRead === 0) {
              await file.close();
              controller.close();
              return;
            }
            position += bytesRead;
            controller.enqueue(buffer.subarray(0, bytesRead));
          } catch (error) {
            await file.close();
            controller.error(unreachableError(address, error));
          }
        },
        async cancel() {
          await file.close();
        },
      });
      return { body, bytes, from };
    },
  };
}

/** What a Node program reads models from: `http(s)` addresses from the network, everything else from disk. */
export function nodeSource(): ByteSource {
  const [http, folder] = [httpSource(), folderSource()];
  return { open: (address, options) => (/^https?:/u.test(address) ? http : folder).open(address, options) };
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
