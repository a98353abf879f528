import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PlainError } from '../../domain/errors/errors.ts';

/** Any fault of IndexedDB as an error with a sentence. `doing` completes “… could not be …”: “saved”, “read”. */
export function storageError(cause: unknown, doing: 'saved' | 'read' | 'deleted'): TagweaveError {
  if (cause instanceof TagweaveError) return cause;
  if (isNamed(cause, 'QuotaExceededError')) {
    return new TagweaveError(
      'storage-full',
      'There is no room left on this device: nothing was saved. Free some space, or delete posts from your history, and try again.',
      { cause },
    );
  }
  if (isNamed(cause, 'VersionError')) {
    return new TagweaveError(
      'storage-newer',
      `Your history could not be ${doing}: a newer version of Tagweave has opened it. Reload the page to get that version.`,
      { cause },
    );
  }
  return new TagweaveError(
    'storage-unavailable',
    `Your history could not be ${doing}: this browser closed or refused its storage. Reload the page and try again.`,
    { cause },
  );
}

/** A stored post that fails its schema. */
export function damagedPost(id: string): TagweaveError {
  return new TagweaveError('history-invalid', 'This post is damaged and cannot be changed; forget it.', {
    details: { id },
  });
}

/** The work began before everything was forgotten. */
export function forgottenMeanwhile(): TagweaveError {
  return new TagweaveError(
    'history-forgotten',
    'Everything was forgotten while this was being saved, here or in another tab, so it was not saved. Save it again if you still want it.',
  );
}

/** Why the history lives in memory only. */
export function unavailable(why: 'absent' | 'denied' | 'newer' | 'blocked'): PlainError {
  const reason = {
    absent: 'This browser has no storage for web pages',
    denied: 'This browser does not let the page keep data (private window, or storage is switched off)',
    newer: 'Your history was last opened by a newer version of Tagweave; reload the page to get it',
    blocked: 'Another tab with an older version of Tagweave holds your history; close that tab and reload',
  }[why];
  return {
    name: 'TagweaveError',
    code: why === 'newer' || why === 'blocked' ? `storage-${why}` : 'storage-unavailable',
    message: `${reason}. Everything works, but posts saved now are gone when this page is closed.`,
  };
}

export function isNamed(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}
