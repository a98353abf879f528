import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { CaptionReading } from '../suggest/caption-reading.ts';
import { runsOf, textOf } from '../suggest/namings.ts';
import { longestOnce, raised } from '../suggest/spans.ts';
import type { ThingFound } from '../suggest/things.ts';
import { TranslatedWords } from './translated-words.ts';

/** Too few training captions are in these languages to count each word: as often made a hashtag as the vocabulary's words are. */
const RATE = 0;

/** What people of one language make hashtags of, and no hashtag of the vocabulary says: "вареники", "Glühwein". */
export class HeardThings {
  readonly #tags: readonly { readonly key: string; readonly label: string }[];
  readonly #words: TranslatedWords;

  /** @param names of `tags.json`: between spaces, the words of a phrase joined by "_" @param language BCP 47 */
  constructor(names: string, language: string) {
    const written = names.split(' ');
    this.#tags = written.map((name) => {
      const label = raised(name.replaceAll('_', ' '));
      return { key: hashtagKey(label) ?? '', label: hashtagLabel(label) ?? '' };
    });
    const lines = written.map((name, n) => `${n} ${name}`).join('\n');
    this.#words = new TranslatedWords({ lines, refused: '' }, language, Number);
  }

  /** The things of a caption, in whatever form it has them; the tag is in the form that the table has. */
  thingsIn({ words }: Pick<CaptionReading, 'words'>): readonly ThingFound[] {
    const found = [...runsOf(words)].flatMap(([, run]): ThingFound[] => {
      // A noun's capital is not asked for: no verb is written like one of these.
      const entry = this.#words.find(textOf(run), false)?.entry;
      const tag = entry === undefined ? undefined : this.#tags[entry];
      if (tag === undefined) return [];
      return [{ ...tag, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0, words: run.length, rate: RATE }];
    });
    return longestOnce(found);
  }
}
