import type { OutputPost } from '../../domain/output/tag-output.ts';

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
