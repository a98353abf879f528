import { captionHashtags } from '../../domain/tags/caption-hashtags.ts';
import type { CaptionHashtag } from '../../domain/tags/caption-hashtags.ts';
import { wordsOf } from '../reading/word-attention.ts';

/** What stands further back in a long caption names nothing. */
const WORDS = 200;
/** Addresses of people and pages: their words are nobody's topic. A mailbox is looked for from its first letter alone, or a word of a megabyte takes minutes. */
const ADDRESS =
  /(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+|(?<![\p{L}\p{N}])[@＠][\p{L}\p{N}._]+/giu;
/** What joins words to one name; anything else between two words ends it. */
const JOINS = /^[\s\-‐‑·_]*$/u;
const LINE_BREAK = /[\n\r]/u;
/** A hyphen on its own ("beef - Around two cups") separates, it does not join. */
const DASH = /\s[-‐‑]+\s/u;
/** "Before & after" is read as "before and after". */
const AND = /^ ?& ?$/u;
/** Words of a language that capitalises all its nouns (German): where some stand, a capital letter makes no name. */
const NOUNS_RAISED = new Set(
  'und ist sind nicht ein eine einen einem einer eines das dem wir ich uns auch noch für nach mit im zum zur beim vom hat haben'.split(
    ' ',
  ),
);
const RAISED_SIGNS = 2;
/** After these a sentence, or a new thought, begins. */
const STOPS = /[.!?…:;。！？：|•–—~*/"“”„«»()[\]\n\r]|\p{Extended_Pictographic}/u;
/** Above this share of capitalised words a caption is a title, and capitals say nothing of names. */
const TITLE_SHARE = 0.6;
/** Two words are too few to tell a title from a name. */
const TITLE_WORDS = 3;

/** A word of a caption and how it stands there. */
export interface CaptionWord {
  /** caption[start, end), a possessive ’s left out. */
  readonly text: string;
  /** As written. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** Only spaces or hyphens, no line break, lie between this word and the one before. */
  readonly joined: boolean;
  /** It begins a sentence, a line or a quotation: a capital letter says nothing. */
  readonly opens: boolean;
  /** Upper case first, lower case later ("Palace"). */
  readonly capital: boolean;
  /** In capitals as a whole, two letters at least ("NYC"). */
  readonly shouted: boolean;
}

export interface CaptionReading {
  readonly words: readonly CaptionWord[];
  /** The hashtags that the person typed into it. */
  readonly typed: readonly CaptionHashtag[];
  /** Nearly every word is capitalised, or the whole is in capitals: capitals say nothing of names. */
  readonly isTitle: boolean;
  /** The caption is in a language that capitalises every noun: a single capitalised word is no name. */
  readonly raisesNouns: boolean;
  /** It holds a letter or an emoji; digits and dots alone say nothing of a post. */
  readonly says: boolean;
}

/** A caption's words without hashtags, mentions and addresses. */
export function readCaption(caption: string): CaptionReading {
  const typed = captionHashtags(caption);
  const rest = masked(caption, typed);
  const words: CaptionWord[] = [];
  let last: number | null = null;
  for (const { text: written, start, end } of wordsOf(rest).slice(0, WORDS)) {
    if (!/[\p{L}\p{N}]/u.test(written)) continue;
    const between = rest.slice(last ?? 0, start);
    const text = /^(.+)['’]s$/iu.exec(written)?.[1] ?? written;
    if (last !== null && AND.test(between)) words.push(andAt(last + between.indexOf('&')));
    words.push({
      ...{ text, written, start, end: start + text.length },
      joined:
        last !== null && (JOINS.test(between) || AND.test(between)) && !LINE_BREAK.test(between) && !DASH.test(between),
      opens: last === null || STOPS.test(between) || DASH.test(between),
      capital: /^\p{Lu}.*\p{Ll}/u.test(text),
      shouted: /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(text),
    });
    last = end;
  }
  const cased = words.filter(({ text }) => /\p{Ll}|\p{Lu}/u.test(text));
  const raised = cased.filter(({ capital, shouted }) => capital || shouted);
  const signs = new Set(words.map(({ text }) => text.toLowerCase()).filter((text) => NOUNS_RAISED.has(text)));
  return {
    ...{ words, typed },
    isTitle: cased.length >= TITLE_WORDS && raised.length / cased.length > TITLE_SHARE,
    says: /[\p{L}\p{Extended_Pictographic}]/u.test(caption),
    raisesNouns: signs.size >= RAISED_SIGNS,
  };
}

function andAt(start: number): CaptionWord {
  return {
    text: 'and',
    written: 'and',
    start,
    end: start + 1,
    joined: true,
    opens: false,
    capital: false,
    shouted: false,
  };
}

/** Hashtags and addresses as line breaks of the same length: places stay, and no name reaches over them. */
function masked(caption: string, typed: readonly CaptionHashtag[]): string {
  let rest = caption;
  for (const { start, end } of typed) rest = rest.slice(0, start) + '\n'.repeat(end - start) + rest.slice(end);
  return rest.replace(ADDRESS, (address) => '\n'.repeat(address.length));
}
