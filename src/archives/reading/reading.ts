import { oneLine } from '../../domain/text/one-line.ts';
import { UNDATED } from '../../domain/post/post.ts';
import type { ImportProblem, LeftOut, LeftOutReason, ProblemCode } from '../../domain/post/import.ts';
import type { PostTag, PostVector } from '../../domain/post/post.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import type { ArchiveFile } from '../files/archive-file.ts';

/** A post of an archive. */
export interface FoundPost {
  /** Of a backup: the post's own; of other archives its content decides (`content-key.ts`). */
  readonly id: string | null;
  /** ISO 8601 in UTC; `UNDATED` where nobody knows. */
  readonly createdAt: string;
  readonly caption: string;
  readonly tags: readonly PostTag[];
  readonly removedTags: readonly string[];
  /** Absent where nobody knows. */
  readonly typedTags?: readonly string[];
  /** Absent where the archive has none. */
  readonly altText?: string | undefined;
  readonly platform: string | null;
  readonly vector: PostVector | null;
  /** `thumbnail`: small already and kept as it is; `photo`: to be decoded. */
  readonly picture: { readonly file: ArchiveFile; readonly form: 'photo' | 'thumbnail'; readonly type: string } | null;
  readonly where: string;
}

/** What reading an archive brought. */
export interface Reading {
  readonly posts: readonly FoundPost[];
  /** Saved sets of hashtags; only a backup of ours has some. */
  readonly sets: readonly TagSet[];
  /** Of the person's own list, likewise. */
  readonly list: readonly PostTag[];
  readonly problems: readonly ImportProblem[];
  readonly leftOut: LeftOut;
}

/** Collects while an archive is read. */
export class Findings implements Reading {
  readonly posts: FoundPost[] = [];
  readonly sets: TagSet[] = [];
  readonly list: PostTag[] = [];
  readonly problems: ImportProblem[] = [];
  readonly leftOut: Record<LeftOutReason, number> = { 'nothing-to-learn': 0, 'not-own': 0, private: 0 };

  /** Takes a post of another service: without its photo when that is missing, not at all when nothing is left to learn from. */
  take(post: {
    /** Null: nobody knows. */
    readonly createdAt: Date | null;
    readonly caption: string;
    readonly tags: readonly PostTag[];
    readonly platform: string | null;
    /** `missing`: the archive names one that is not there. */
    readonly photo: ArchiveFile | 'missing' | null;
    /** What the photo shows, as its owner wrote it there; without a photo it is of no use. */
    readonly altText?: string | undefined;
    readonly where: string;
  }): void {
    const { createdAt, photo, tags, caption, platform, where } = post;
    const altText = oneLine(post.altText ?? '');
    if (photo === 'missing') this.problem('photo-missing', where);
    const file = photo === 'missing' ? null : photo;
    if (file === null && tags.length === 0) {
      this.leftOut['nothing-to-learn'] += 1;
      return;
    }
    this.posts.push({
      ...{
        id: null,
        createdAt: createdAt?.toISOString() ?? UNDATED,
        caption,
        tags,
        removedTags: [],
        platform,
        vector: null,
        where,
      },
      ...(file === null || altText === '' ? {} : { altText }),
      picture: file === null ? null : { file, form: 'photo', type: '' },
    });
  }

  problem(code: ProblemCode, where: string): void {
    this.problems.push({ code, where });
  }

  leave(reason: LeftOutReason): void {
    this.leftOut[reason] += 1;
  }
}
