import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

import type { ModelCache } from './model-cache.ts';

/** Downloaded model files under `folder` (default `$XDG_CACHE_HOME/tagweave`, else `~/.cache/tagweave`). A folder that cannot be written keeps nothing. */
export function folderCache(folder: string = defaultFolder()): ModelCache {
  const path = (key: string): string => join(folder, ...key.split('/').map(encodeURIComponent));
  return {
    async size(key) {
      try {
        return (await stat(path(key))).size;
      } catch {
        return null;
      }
    },
    async read(key) {
      try {
        return new Uint8Array(await readFile(path(key)));
      } catch {
        return null;
      }
    },
    async write(key, bytes) {
      const target = path(key);
      const unfinished = `${target}.${String(process.pid)}.tmp`;
      try {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(unfinished, bytes);
        await rename(unfinished, target);
      } catch {
        await rm(unfinished, { force: true }).catch(() => undefined);
      }
    },
    async remove(key) {
      await rm(path(key), { force: true }).catch(() => undefined);
    },
    async list() {
      try {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'));
        return await Promise.all(
          files.map(async (entry) => {
            const file = join(entry.parentPath, entry.name);
            const key = relative(folder, file).split(sep).map(decodeURIComponent).join('/');
            return { key, bytes: (await stat(file)).size };
          }),
        );
      } catch {
        return [];
      }
    },
  };
}

function defaultFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tagweave');
}
