import { hashtagKey } from '../../domain/tags/hashtag.ts';
import type { Heard } from './hearing.ts';
import type { Found } from './lexicon.ts';
import type { NamingLexicon } from './namings.ts';

/** Languages where a letter without its sign makes another word: "dívá" is no diva, "pět" no pet. */
const SIGNS_COUNT: ReadonlySet<string> = new Set(['cs', 'pl', 'tr']);
const ENGLISH = 'en';

/** What is known of each hashtag of the vocabulary, by its place there. */
export interface HashtagLanguages {
  readonly tags: readonly { readonly label: string }[];
  /** BCP 47; null = English, or of every language. */
  readonly languages: readonly (string | null)[];
}

/**
 * Hashtags by their own words, as far as the caption's language lets a word be one. A form of a word is one in the hashtag's own language alone
 * ("climate" is no #climat, "porte" no #port). Where the caption is not in English, neither is a word that means another thing there ("Gift"), nor
 * are two that only join to one ("in die" is not #indie), nor one whose signs make it another word.
 */
export function inOwnLanguage(
  lexicon: NamingLexicon,
  heard: Heard | null,
  { tags, languages }: HashtagLanguages,
): NamingLexicon {
  const spoken = heard?.language ?? ENGLISH;
  const mayName = (text: string, { entry, way }: Found): boolean => {
    if (way === 'inflected' && (languages[entry] ?? ENGLISH) !== spoken) return false;
    if (way === 'folded' && SIGNS_COUNT.has(spoken) && /[^\p{ASCII}]/u.test(text)) return false;
    const isOwn = heard === null || languages[entry] === spoken;
    return isOwn || !text.includes(' ') || joinsAlike(text, tags[entry]?.label ?? '');
  };
  return {
    find: (text) => {
      if (heard?.isFalseFriend(hashtagKey(text) ?? '') === true) return null;
      const found = lexicon.find(text);
      return found !== null && mayName(text, found) ? found : null;
    },
  };
}

/** Whether words begin where the hashtag's own do: "golden hour" and #GoldenHour, not "il y" and #Ily. */
function joinsAlike(text: string, label: string): boolean {
  const starts: number[] = [];
  let at = 0;
  for (const word of text.split(' ')) {
    starts.push(at);
    at += word.length;
  }
  return starts.slice(1).every((start) => /^(?:[^\p{Lu}]\p{Lu}|.\p{N})/u.test(label.slice(start - 1)));
}
