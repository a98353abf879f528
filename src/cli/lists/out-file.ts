import type { SidecarNames } from '../../domain/output/xmp.ts';
import type { OutFormat } from '../arguments/command.ts';
import { openList } from './list-file.ts';
import type { Out } from './out.ts';
import { sidecars } from './sidecars.ts';

export interface OutOptions {
  readonly format: OutFormat;
  /** The file of a CSV or JSON list; sidecars have none. */
  readonly path: string;
  readonly names: SidecarNames;
  /** Do everything anew instead of going on. */
  readonly again: boolean;
  /** Photos of this run. */
  readonly photos: readonly string[];
}

/** @throws TagweaveError `usage` when the file holds something else or cannot be written */
export async function openOut({ format, names, ...list }: OutOptions): Promise<Out> {
  return format === 'xmp' ? sidecars(names, list.again) : openList({ format, ...list });
}
