import { oneLine } from '../../domain/text/one-line.ts';
import { newId } from '../../domain/new-id.ts';
import type { Draft } from '../../drafts/draft.ts';
import type { Recommendation } from '../../domain/recommendation.ts';
import type { ShownError } from '../errors/plain-error.ts';
import type { Chip, Table } from './chips.ts';
import { EMPTY_TABLE, isDecided } from './chips.ts';

export interface WhatIf {
  /** Mean of the gate the person asked for; null = the model's own. */
  readonly gate: number | null;
  readonly without: 'caption' | 'photo' | null;
}

const NO_WHAT_IF: WhatIf = { gate: null, without: null };

/** What a post is before it was read. */
export const NOT_READ = { recommendation: null, ownGate: null, whatIf: NO_WHAT_IF } as const;

/** waiting = its turn comes (or the models are loading); working = the engine is at it. */
export type PostStatus = 'blank' | 'waiting' | 'working' | 'done' | 'failed';

/** One post being written. */
export interface Post {
  readonly id: number;
  readonly photo: Blob | null;
  readonly photoName: string;
  /** Object URL of the photo, revoked when it leaves. */
  readonly photoUrl: string | null;
  readonly caption: string;
  /** What the photo shows, in the person's words; null: a draft stands for it. Of this photo only. */
  readonly altText: string | null;
  readonly table: Table;
  readonly recommendation: Recommendation | null;
  /** The caption that the recommendation has read; it may have been edited since. */
  readonly readCaption: string;
  /** The gate's own mean, kept while a what-if is shown, so that its place stays marked. */
  readonly ownGate: number | null;
  readonly whatIf: WhatIf;
  readonly status: PostStatus;
  readonly error: ShownError | null;
  /** What it is kept under, chosen before it is first asked for: asked for twice, because no answer came, it is one post. */
  readonly keepId: string;
  /** Set once it was kept: saving again replaces it. */
  readonly savedId: string | null;
  /** What was kept then ({@link keptWords}); null while nothing is. */
  readonly keptAs: string | null;
}

/** What a post is that is not kept, or not any more. */
export function notKept(): Pick<Post, 'keepId' | 'savedId' | 'keptAs'> {
  return { keepId: newId(), savedId: null, keptAs: null };
}

export function blankPost(id: number, caption = ''): Post {
  return {
    id,
    photo: null,
    photoName: '',
    photoUrl: null,
    caption,
    altText: null,
    table: EMPTY_TABLE,
    readCaption: '',
    ...NOT_READ,
    status: 'blank',
    error: null,
    ...notKept(),
  };
}

/** A post as it was left: what the person decided stays, the rest is suggested anew. */
export function draftPost(id: number, draft: Draft): Post {
  const { caption, altText, photo, photoName, tags, cleared, savedId } = draft;
  const blank = blankPost(id, caption);
  const chip = (tag: Draft['tags'][number]): Chip => ({
    key: tag.key,
    label: tag.label,
    origin: tag.typed ? 'typed' : 'suggested',
    kept: tag.kept || tag.typed,
    suggestion: null,
  });
  return {
    ...blank,
    altText,
    photo,
    photoName,
    photoUrl: photo === null ? null : URL.createObjectURL(photo),
    keepId: draft.keepId ?? blank.keepId,
    savedId,
    table: {
      cleared,
      chips: tags.filter((tag) => !tag.removed).map(chip),
      removed: tags.filter((tag) => tag.removed).map(chip),
    },
  };
}

/** What the person wrote and decided, to tell whether a post has changed since it was kept; mere suggestions may come and go. */
export function keptWords({ caption, altText, table }: Pick<Post, 'caption' | 'altText' | 'table'>): string {
  const alt = oneLine(altText ?? '');
  return JSON.stringify([caption.trim(), alt, table.chips.filter(isDecided).map(({ label }) => label)]);
}

/** It is kept as it stands here. */
export function isKept(post: Post): boolean {
  return post.savedId !== null && post.keptAs === keptWords(post);
}

/** Nothing has been put into it. */
export function isUntouched(post: Post): boolean {
  const { chips, removed } = post.table;
  return isBlank(post) && post.savedId === null && chips.length === 0 && removed.length === 0;
}

/** Something is in it that is not kept yet. */
export function isDraft(post: Post): boolean {
  return !isKept(post) && !isUntouched(post);
}

/** The gate's own mean: the one from before while a what-if is shown, none where there is nothing to weigh. */
export function gateAfter({ ownGate, whatIf }: Post, { gate }: Recommendation): number | null {
  if (gate !== null) return gate.chosenByPerson ? ownGate : gate.mean;
  return whatIf.without === null ? null : ownGate;
}

export function isBlank(post: Post): boolean {
  return post.photo === null && post.caption.trim() === '';
}

/** It was the photo that could not be read. */
export function isPhotoTrouble({ status, error }: Pick<Post, 'status' | 'error'>): boolean {
  return status === 'failed' && error?.code.startsWith('photo-') === true;
}

/** What becomes of one of several posts; `count` tags are wanted. */
export type PostChange = (post: Post, count: number) => Partial<Pick<Post, 'caption' | 'table' | 'altText'>>;

export interface ComposeState {
  readonly posts: readonly Post[];
  /** The person has stopped the queue: what waits goes on waiting. */
  readonly paused: boolean;
  readonly activeId: number;
}

export function activePost(state: ComposeState): Post {
  const post = state.posts.find((one) => one.id === state.activeId) ?? state.posts[0];
  if (post === undefined) throw new Error('There is always one post on the table.');
  return post;
}
