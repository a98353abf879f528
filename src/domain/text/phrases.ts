/** Words that stand one after another, normalised as the texts that are searched. */
export interface Phrase {
  readonly words: readonly string[];
  /** Its last word may go on. */
  readonly open: boolean;
  /** Anywhere, in the middle of a word too: scripts without spaces, emoji. */
  readonly anywhere: boolean;
}

export interface PhraseRules {
  /** Whether white space has to stand between two words. */
  readonly spaced: boolean;
  /** One letter that a word goes on with; what stands beside a phrase must be none. */
  readonly letter: RegExp;
}

/**
 * Tells whether a text holds one of many phrases. Not one regular expression of all of them: for some hundred phrases V8 took a third of a
 * second to compile it, in the middle of the first recommendation, and 7 ms a caption that is not Latin.
 */
export function phraseFinder(phrases: readonly Phrase[], { spaced, letter }: PhraseRules): (text: string) => boolean {
  const endOf = (text: string, start: number, [first = '', ...rest]: readonly string[]): number | null => {
    let at = start + first.length;
    for (const word of rest) {
      SPACE.lastIndex = at;
      SPACE.test(text);
      const next = SPACE.lastIndex;
      if ((spaced && next === at) || !text.startsWith(word, next)) return null;
      at = next + word.length;
    }
    return at;
  };
  const standsIn = (text: string, { words, open, anywhere }: Phrase): boolean => {
    const [first = ''] = words;
    for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
      const end = endOf(text, at, words);
      if (end === null) continue;
      if (anywhere) return true;
      if (!letter.test(characterBefore(text, at)) && (open || !letter.test(characterAt(text, end)))) return true;
    }
    return false;
  };
  const wanted = phrases.filter(({ words }) => words.some((word) => word !== ''));
  return (text) => wanted.some((phrase) => standsIn(text, phrase));
}

const SPACE = /\s*/uy;

function characterAt(text: string, at: number): string {
  return at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';
}

/** The whole character: a pair of surrogates is one. */
function characterBefore(text: string, at: number): string {
  const two = at < 2 ? '' : text.slice(at - 2, at);
  return two.length === 2 && (two.codePointAt(0) ?? 0) > 0xffff ? two : text.slice(Math.max(0, at - 1), at);
}
