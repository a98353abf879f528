import type { OutputPost } from '../../domain/output/tag-output.ts';

/** A list of tags as it stands in a file: what was read of it is kept letter by letter, and grows in its own style. */
export interface ListText {
  /** What stands above the first entry. */
  readonly top: string;
  /** The whole entries, each as it is written there. */
  readonly entries: readonly { readonly file: string; readonly text: string }[];
  /** A new entry. */
  entry(post: OutputPost): string;
  /** Entries as they follow each other. @param first whether they are the list's first ones */
  joined(texts: readonly string[], first: boolean): string;
  /** What closes the list; the next entry is written over it. */
  readonly stop: string;
}
