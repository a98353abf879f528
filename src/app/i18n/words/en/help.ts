import type { Message } from '../../../../domain/text/format.ts';

/** Messages of the help, English. */
export const helpEn = {
  'help.install': 'Install Tagweave',
  'help.installHint': 'It opens in a window of its own then, also without a connection.',
  'help.does': 'What this does',
  'help.does.tags':
    'It suggests hashtags: some 4,200 that people really wrote, places and names that your caption says, and every tag that you have typed or kept.',
  'help.does.reads': 'It reads the photo and the words together, on this device. Nothing of either is sent anywhere.',
  'help.does.learns':
    'It learns from posts that you keep: which tags you give, accept and remove. Delete a post, and what it taught is forgotten.',
  'help.not': 'What this does not know',
  'help.not.trends': 'Trends: what it learnt from was written from about 2013 to 2017.',
  'help.not.sees': 'Who or where: it knows no faces, no text in pictures, and no place by sight.',
  'help.not.photo':
    'You, at first: from a photo alone, most suggestions are not what you would have written. A few words of caption help more than anything.',
  'help.not.posts': 'Which tags a platform hides. And it posts nothing for you: copy the tags, and paste them there.',
  'help.keys': 'Keys',
  'help.keysHint':
    'On a Mac, press Command instead of Ctrl. While you write in a field, they do what they always do there.',
  'help.key.help': 'this page',
  'help.key.paste': 'paste a photo, or words as a caption',
  'help.key.undo': 'undo the last act',
  'help.key.redo': 'redo it',
  'help.key.walk': 'go from tag to tag',
  'help.key.choose': 'choose the tag, and see why it is here',
  'help.key.remove': 'remove the tag',
  'help.key.move': 'move the tag',
  'help.key.close': 'close the reason, or what was lit',
} as const satisfies Readonly<Record<string, Message>>;
