import type { PostTag } from './post.ts';
import type { TagSet } from './tag-set.ts';

/** A file as a person picked it; `path` is relative to the folder picked, or only its name. */
export interface PickedFile {
  readonly path: string;
  readonly file: Blob;
}

/** What was recognised among the files. `table` = CSV with photos beside it. */
export type ArchiveKind = 'tagweave' | 'instagram' | 'mastodon' | 'pixelfed' | 'flickr' | 'table';

/** Which stands first in a date like 3/4/2024. */
export type DateOrder = 'day-first' | 'month-first';

/** Why an entry could not be imported, or not wholly; the interface has a sentence for each. */
export type ProblemCode =
  /** The file is no JSON or no table at all. */
  | 'unreadable'
  /** The entry is not what the format says. */
  | 'malformed'
  | 'date-missing'
  /** Day and month cannot be told apart: the post comes undated, unless `dateOrder` tells. */
  | 'date-unclear'
  /** What stands there is no date that is known: the post comes undated. */
  | 'date-unreadable'
  /** The post is imported without its photo. */
  | 'photo-missing'
  | 'photo-unreadable'
  /** Text in no encoding that is known. */
  | 'encoding-unknown'
  /** In a zip archive, packed by a method that browsers do not have (Deflate64 and others). */
  | 'packed-otherwise'
  /** In a zip archive, under a password. */
  | 'password'
  /** Unpacked it would be larger than any list of posts or photo is. */
  | 'too-large';

/** An entry that could not be imported, or not wholly. */
export interface ImportProblem {
  readonly code: ProblemCode;
  /** File and entry, as a person finds it: “outbox.json, 12”. */
  readonly where: string;
}

/** Why an entry is left out although nothing is wrong with it. */
export type LeftOutReason =
  /** Neither a photo nor a hashtag: nothing to learn from. */
  | 'nothing-to-learn'
  /** Somebody else's post that was shared. */
  | 'not-own'
  /** A direct message. */
  | 'private';

/** How many entries were left out for each reason. */
export type LeftOut = Readonly<Record<LeftOutReason, number>>;

/** What an import would bring; nothing has been written. */
export interface ImportPreview {
  readonly kinds: readonly ArchiveKind[];
  /** Posts that are not here yet. */
  readonly fresh: number;
  /** Posts that are here already, or twice in the files. */
  readonly duplicates: number;
  /** Of the fresh ones. */
  readonly withPhoto: number;
  /** Saved sets that are not here yet, or have hashtags that those here lack. */
  readonly sets: number;
  /** Hashtags that the own list lacks. */
  readonly list: number;
  /** Distinct hashtags of the fresh ones. */
  readonly tags: number;
  /** ISO 8601 of the oldest and the newest fresh post that has a date; null without any. */
  readonly from: string | null;
  readonly to: string | null;
  readonly leftOut: LeftOut;
  readonly problems: readonly ImportProblem[];
}

/** What an import has written. */
export interface ImportReport {
  /** Ids of the posts that were added, for undoing it. */
  readonly added: readonly string[];
  /** What came to the saved sets: whole sets, or the hashtags that sets of the same name lacked; for undoing it. */
  readonly sets: readonly TagSet[];
  /** What came to the own list. */
  readonly list: readonly PostTag[];
  readonly duplicates: number;
  readonly leftOut: LeftOut;
  readonly problems: readonly ImportProblem[];
}
