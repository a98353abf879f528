import type { Message } from '../../../../domain/text/format.ts';

/** Messages of “My list”, English. */
export const listEn = {
  'list.title': 'My list',
  'list.hint':
    'Hashtags of your own, up to {most}: pasted here, or from a text file or a table. From then on they are suggested where their names fit the caption, two of them at most.',
  'list.field': 'Hashtags of my list',
  'list.example': '#GoldenHour, street photography: commas or new lines between them',
  'list.count': { one: '{count} hashtag', other: '{count} hashtags' },
  'list.beyond': {
    one: '{count} hashtag is one too many and was left out.',
    other: '{count} hashtags are too many and were left out.',
  },
  'list.save': 'Save the list',
  'list.file': 'Add from a file',
  'list.fileOf': 'File with hashtags',
  'list.export': 'Save as a file',
  'list.clear': 'Clear the list',
  'list.saved': { one: 'Your list has {count} hashtag.', other: 'Your list has {count} hashtags.' },
  'list.cleared': 'Your list is empty.',
  'list.none': 'There is no hashtag in it.',
  'list.unreadable': 'This file is no text that can be read here. Save it as UTF-8 text or CSV and choose it again.',
  'list.reading': 'Reading their names: {done} of {of}. Those that are read are suggested already.',
} as const satisfies Readonly<Record<string, Message>>;
