import type { OutputPost } from '../domain/tag-output.ts';
import type { SidecarNames } from '../domain/xmp.ts';
import type { OutFormat } from './arguments.ts';
import { openList } from './list-file.ts';
import { sidecars } from './sidecars.ts';

/** Where the tags of a batch go. Written photo by photo: what is done stays done, however the command ends. */
export interface Out {
  /** True for a photo that an earlier run has done. */
  isDone(photo: string): Promise<boolean>;
  /**
   * Asked before the work for a photo begins.
   * @throws TagweaveError `usage` when its result could not be put there
   */
  check(photo: string): Promise<void>;
  /** @throws TagweaveError `usage` when the result cannot be put there */
  write(post: OutputPost): Promise<void>;
  /** True once nothing more can be written: going on would be for nothing. */
  readonly failed: boolean;
  close(): Promise<void>;
}

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
