import type { Message } from '../../../../domain/text/format.ts';

/** Messages of the line that goes with a photo, and of what the photo's file says, English. */
export const altTextEn = {
  'alt.label': 'Alt text',
  'alt.draft':
    'A draft from your caption and tags, not a description of what is seen. Change it until it says what the photo shows.',
  'alt.own': 'Yours. It goes with the photo, for people who do not see it.',
  'alt.none': 'Empty: none goes with the photo.',
  'alt.again': 'Draft again',
  'alt.copy': 'Copy alt text',
  'alt.copied': 'Alt text copied',
  'alt.takenBy': 'Alt text, for {platforms}',
  'facts.open': 'Place and date of the photo',
  'facts.title': 'What the photo’s file says',
  'facts.reading': 'Reading the file…',
  'facts.none': 'Neither a place nor a date is written in this file.',
  'facts.date': 'Taken on {date}',
  'facts.written': 'As written in the file.',
  'facts.near': 'The city at the spot that the file names, within {km} km of its middle; looked up on this device.',
  'facts.farAway': 'The file names a spot, far from any city that is known here.',
  'facts.addTags': 'Add {tags}',
  'facts.addCaption': 'Write into the caption',
  'facts.added': 'Added',
  'facts.kept': 'Read just now, on this device. Nothing of it is kept or copied unless you use it here.',
} as const satisfies Readonly<Record<string, Message>>;
