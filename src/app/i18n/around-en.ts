import type { Message } from '../../domain/format.ts';

/** Messages of what stands around a tag: the sheet for all platforms, own tags, saved sets. English. */
export const aroundEn = {
  'sheet.open': 'All platforms',
  'sheet.title': 'For every platform',
  'sheet.form': 'What is copied',
  'sheet.form.tags': 'Tags',
  'sheet.form.caption-and-tags': 'Caption + tags',
  'sheet.form.first-comment': 'Tags as first comment',
  'sheet.count': '{count} of {cap}',
  'sheet.countUsual': { one: '{count} tag', other: '{count} tags' },
  'sheet.length': '{used} of {limit} characters',
  'sheet.copy': 'Copy',
  'sheet.copyFor': 'Copy for {platform}',
  'sheet.copyPost': 'Copy the post',
  'sheet.copyPostFor': 'Copy the post for {platform}',
  'sheet.copyComment': 'Copy the comment',
  'sheet.copyCommentFor': 'Copy the first comment for {platform}',
  'sheet.copied': 'Copied',
  'sheet.copiedFor': 'Copied for {platform}',
  'sheet.left.over-cap': '{platform} takes no more: {tags}',
  'sheet.left.no-room': 'No room in the text: {tags}',
  'sheet.left.unfit': 'Not written like this on {platform}: {tags}',
  'sheet.none': 'No tag fits here.',
  'sheet.post': 'Post',
  'sheet.comment': 'First comment',
  'sheet.noCaption': 'No caption',
} as const satisfies Readonly<Record<string, Message>>;
