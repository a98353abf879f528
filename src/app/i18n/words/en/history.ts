import type { Message } from '../../../../domain/text/format.ts';

/** Messages of the history, of drafts and of what befell either, English. */
export const historyEn = {
  'drafts.title': {
    one: '{count} draft',
    other: '{count} drafts',
  },
  'drafts.goOn': 'Go on with:',
  'drafts.delete': 'Delete draft “{name}”',
  'drafts.deleted': 'Draft deleted.',
  'history.title': 'History',
  'history.search': 'Search captions and tags',
  'history.empty':
    'Posts you keep appear here, on this device only. The more of them, the better the tags know your way of tagging.',
  'history.start': 'Start a post',
  'history.count': { one: '{count} post', other: '{count} posts' },
  'history.found': { one: '{count} post found', other: '{count} posts found' },
  'history.page': 'Posts {from} to {to}',
  'history.from': 'Post of {date}',
  'history.fromNoDay': 'Post without a date',
  'history.noDay': 'No date',
  'history.edit': 'Edit:',
  'history.saved': 'Changes kept.',
  'history.storage': '{size} used on this device, downloads included',
  'history.wipe': 'Forget everything',
  'history.wiped': 'Everything is forgotten.',
  'history.bring': 'Or bring posts in from elsewhere',
  'history.data': 'Back up, bring posts in',
  'history.delete': 'Delete “{name}”',
  'wipe.title': 'Forget everything?',
  'wipe.text':
    'All kept posts, their small pictures and drafts that no open window shows are deleted from this device; what was learnt from them and your lists of tags is forgotten. This cannot be undone.',
  'wipe.no': 'Keep them',
  'wipe.yes': 'Forget everything',
  'notice.device': 'The graphics processor went away, so the work goes on without it. It may be a little slower.',
  'notice.memory':
    'This browser does not let the page store anything, so kept posts last only until it is closed. Private windows often do this.',
  'notice.newer':
    'A newer version of Tagweave has opened your kept posts. Reload the page to get it; until then new posts last only as long as this page.',
  'notice.blocked':
    'Another tab with an older version of Tagweave holds your kept posts. Close it and reload; until then new posts last only as long as this page.',
  'notice.damaged': 'A kept post on this device is damaged and is left out. The others are fine.',
  'notice.full':
    'There is no room left on this device, so this post lasts only until the page is closed. Delete some posts or free some space, and it is kept.',
  'notice.unchecked':
    'The models run unchecked this time: their test values could not be fetched. If the tags look wrong, reload the page with a connection.',
  'notice.copy': 'Save a backup',
  'history.order': 'Order',
  'history.newest': 'Newest first',
  'history.oldest': 'Oldest first',
  'history.anyPlatform': 'All platforms',
  'history.copy': 'Copy the tags of “{name}”',
  'history.reuse': 'Use the tags of “{name}” in the post being written',
  'history.reused': { one: '{count} tag is in the post now', other: '{count} tags are in the post now' },
  'history.select': 'Choose several',
  'history.selectEnd': 'Done',
  'history.choose': 'Choose “{name}”',
  'history.chosen': '{count} of {total} chosen',
  'history.chooseAll': 'Choose all',
  'history.copyChosen': 'Copy tags',
  'history.deleteChosen': 'Delete',
  'history.deletedMany': {
    one: '{count} post deleted. What it taught your tags is forgotten.',
    other: '{count} posts deleted. What they taught your tags is forgotten.',
  },
} as const satisfies Readonly<Record<string, Message>>;
