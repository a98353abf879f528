import type { MessageKey } from '../../i18n/locale.ts';
import type { PostStatus } from '../../post/post.ts';

/** Where a post of the queue stands, in words. */
export const QUEUE_STATUS: Readonly<Record<PostStatus, MessageKey>> = {
  blank: 'queue.blank',
  waiting: 'queue.waiting',
  working: 'queue.working',
  done: 'queue.done',
  failed: 'queue.failed',
};
