import type { CaptionReading } from './caption-reading.ts';
import type { NamingLexicon } from './namings.ts';
import type { ThingFound } from './things-among.ts';

/** What is known of the words of one caption that is not in English. */
export interface Heard {
  /** BCP 47. */
  readonly language: string;
  /** Its nouns have capital letters (German). */
  readonly raisesNouns: boolean;
  /** The vocabulary by the words of the caption's language. */
  readonly lexicon: NamingLexicon;
  /** What of the caption the language has hashtags of its own for. */
  readonly things: readonly ThingFound[];
  /** Whether a word only looks like an English hashtag there: "Gift" is poison in German. @param key of one word */
  readonly isFalseFriend: (key: string) => boolean;
}

/** Null for English, for a language that nobody knows, and where the tables cannot be fetched. */
export type Hearing = (reading: CaptionReading) => Promise<Heard | null>;
