import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

/**
 * True when what the path leads to, links followed, lies in the folder (which may be a link itself). A link in a folder that somebody
 * else made, or `..` in a list of files, must not open what is elsewhere. False for what is not there.
 */
export function isWithin(path: string, folder: string): boolean {
  try {
    const root = realpathSync(folder);
    return `${realpathSync(path)}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
  } catch {
    return false;
  }
}
