import type { Message } from '../../../../domain/text/format.ts';

/** Messages of what is dropped or pasted, English. */
export const droppedEn = {
  'dropped.folder': {
    one: '{count} photo from “{name}”',
    other: '{count} photos from “{name}”',
  },
  'dropped.emptyFolder': 'There are no photos in “{name}”.',
  'dropped.unread': {
    one: '{count} file or folder in it could not be read. Choose it by itself.',
    other: '{count} files or folders in it could not be read. Choose them by themselves.',
  },
  'dropped.address':
    'That is an address of another site, and nothing is fetched from there. Save the picture first, then drop the file.',
  'dropped.text': 'The words are a caption now.',
  'dropped.notPhoto': '“{name}” is not a photo. Nothing was changed.',
  'dropped.posts': '“{name}” is not a photo. If it holds posts, they can be brought in on “Your data”.',
  'dropped.bringIn': 'Look into it',
} as const satisfies Readonly<Record<string, Message>>;
