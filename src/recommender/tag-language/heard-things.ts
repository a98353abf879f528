import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { CaptionReading } from '../suggest/caption-reading.ts';
import { textOf } from '../suggest/namings.ts';
import { raised } from '../suggest/spans.ts';
import { thingsAmong } from '../suggest/things-among.ts';
import type { ThingFound } from '../suggest/things-among.ts';
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
    return thingsAmong(words, (run) => {
      // A noun's capital is not asked for: no verb is written like one of these.
      const entry = this.#words.find(textOf(run), false)?.entry;
      const tag = entry === undefined ? undefined : this.#tags[entry];
      return tag === undefined ? null : { ...tag, rate: RATE };
    });
  }
}
