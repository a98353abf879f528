import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { isOwnSidecar, isSidecarOf, isUntouched, sidecarName, xmpSidecar } from '../../domain/output/xmp.ts';
import type { SidecarNames } from '../../domain/output/xmp.ts';
import { replaceFile } from './list-file.ts';
import type { Out } from './out.ts';
import { systemReason } from '../terminal/system-reason.ts';

/** A sidecar beside each photo. One that another program wrote, or that was changed since, is never touched. */
export function sidecars(names: SidecarNames, again: boolean): Out {
  /** The sidecar that stands there; null without one. @throws TagweaveError `usage` when it is not this photo's and ours */
  const owned = async (photo: string): Promise<{ readonly path: string; readonly content: string } | null> => {
    const path = sidecarName(photo, names);
    if (!existsSync(path)) return null;
    const content = await readable(path);
    if (!isOwnSidecar(content)) {
      throw new TagweaveError('usage', `${path} is of another program and was left as it is.`);
    }
    if (!isSidecarOf(content, photo)) {
      throw new TagweaveError('usage', `${path} belongs to another photo of this name. Use --sidecars long.`);
    }
    return { path, content };
  };
  const check = async (photo: string): Promise<void> => {
    const found = await owned(photo);
    if (found !== null && !isUntouched(found.content)) {
      throw new TagweaveError('usage', `${found.path} was changed after Tagweave wrote it and was left as it is.`);
    }
  };
  return {
    failed: false,
    check,
    async isDone(photo) {
      if (again) return false;
      return owned(photo).then(
        (found) => found !== null,
        () => false, // told when its turn comes
      );
    },
    async write(post) {
      await check(post.name);
      const path = sidecarName(post.name, names);
      try {
        await replaceFile(path, xmpSidecar(post));
      } catch (cause) {
        throw new TagweaveError('usage', `${path} cannot be written (${systemReason(cause)}).`, { cause });
      }
    },
    close: () => Promise.resolve(),
  };
}

async function readable(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TagweaveError('usage', `${path} cannot be read (${systemReason(cause)}).`, { cause });
  }
}
