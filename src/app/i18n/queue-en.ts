import type { Message } from '../../domain/format.ts';

/** Messages of several posts at once, English. */
export const queueEn = {
  'queue.delete': 'Delete {name}',
  'queue.label': 'Posts',
  'queue.post': 'Post {place}',
  'queue.blank': 'empty',
  'queue.waiting': 'waiting',
  'queue.working': 'being read',
  'queue.done': 'ready',
  'queue.failed': 'not read',
  'queue.cancel': 'Cancel reading {name}',
  'queue.progress': '{done} of {count} ready',
  'queue.paused': 'Paused: {done} of {count} ready',
  'queue.bar': 'Posts read',
  'queue.pause': 'Pause',
  'queue.goOn': 'Go on',
  'queue.stop': 'Stop the rest',
  'queue.retry': { one: 'Read {count} stopped post', other: 'Read {count} stopped posts' },
  'queue.unread': { one: '{count} could not be read', other: '{count} could not be read' },
  'queue.saveFailed': 'The file could not be made. Try again, or choose CSV instead.',
  'queue.copyAll': 'Copy all',
  'queue.saveAs': 'Save as',
  'queue.copied': { one: 'Tags of {count} post copied', other: 'Tags of {count} posts copied' },
} as const satisfies Readonly<Record<string, Message>>;
