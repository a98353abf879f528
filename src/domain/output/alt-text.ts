import type { PostTag } from '../post/post.ts';
import { oneLine } from '../text/one-line.ts';
import { wordsOfTag } from '../tags/tag-words.ts';

/** The shortest limit of a platform leaves room for more; nobody listens longer. */
const MOST_CAPTION = 140;
const MOST_TAGS = 5;

/** Addresses, pictograms with what joins them, flags, keycaps: read out, they drown the words. */
const UNSPOKEN =
  /https?:\/\/\S+|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u200d|\ufe0f|\u20e3/gu;
const TAGS_AT_END = /(?:\s*#[^\s#]+)+\s*$/u;
const FIRST_SENTENCE = /^.*?[.!?…。！？]+(?=\s|$)/u;

/** The first sentence of a caption as somebody would read it out; a line ends one, too. */
function sentenceOf(caption: string): string {
  const words = caption.replace(TAGS_AT_END, '').replace(UNSPOKEN, ' ').replaceAll('#', '');
  const spoken =
    words
      .split('\n')
      .map(oneLine)
      .find((line) => line !== '') ?? '';
  const sentence = FIRST_SENTENCE.exec(spoken)?.[0] ?? spoken;
  if (sentence.length <= MOST_CAPTION) return sentence;
  const cut = sentence.slice(0, MOST_CAPTION);
  const word = cut.lastIndexOf(' ');
  return `${cut.slice(0, word > MOST_CAPTION / 2 ? word : MOST_CAPTION)}…`;
}

/** Writing systems that a voice reads in one go; Japanese mixes three. */
const SCRIPTS = [
  /\p{Script=Latin}/gu,
  /\p{Script=Cyrillic}/gu,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  /\p{Script=Greek}/gu,
  /\p{Script=Arabic}/gu,
  /\p{Script=Hebrew}/gu,
  /\p{Script=Hangul}/gu,
  /\p{Script=Devanagari}/gu,
  /\p{Script=Thai}/gu,
];

/** Place in {@link SCRIPTS} of what most letters are of; null without such a letter. */
function scriptOf(text: string): number | null {
  const counts = SCRIPTS.map((script) => text.match(script)?.length ?? 0);
  const most = Math.max(...counts);
  return most === 0 ? null : counts.indexOf(most);
}

/** A screen reader that reads Ukrainian stumbles over English words among it. */
function isReadWith(sentence: string, words: string): boolean {
  const [one, other] = [scriptOf(sentence), scriptOf(words)];
  return one === null || other === null || one === other;
}

/**
 * A draft of the line that goes with a photo: the caption's first sentence, then the tags it does not say, as words, those in another
 * script left out. It is made of what was written and chosen and describes nothing that was seen: a person has to read it. Empty where
 * there is neither.
 */
export function altTextDraft(caption: string, tags: readonly Pick<PostTag, 'label'>[]): string {
  const sentence = sentenceOf(caption);
  const said = sentence.toLowerCase();
  const words = tags
    .map(({ label }) => wordsOfTag(label))
    .filter((words) => !said.includes(words.toLowerCase()) && isReadWith(sentence, words));
  const ended = sentence === '' || /[.!?…。！？]$/u.test(sentence) ? sentence : `${sentence}.`;
  return [ended, words.slice(0, MOST_TAGS).join(', ')].filter((part) => part !== '').join(' ');
}
