/** `languages.json` (training/languages/build.py): multinomial logistic regression on the letters of words. */
export interface LanguageTable {
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly bias: readonly number[];
  /** A weight is a whole number of these. */
  readonly scale: number;
  /** Lines of a gram and a character for each language's weight. */
  readonly grams: string;
}

/** A letter run's longest part that counts. */
const LONGEST = 4;
/** The character of weight 0. */
const ZERO = 80;
/** Letters of one language alone: no need to count. */
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** A language less probable than this is a guess: "NYC 2024". */
const LEAST = 0.5;

export interface LanguageGuess {
  /** BCP 47. */
  readonly language: string;
  readonly probability: number;
}

/** Tells which language a caption is in. */
export class LanguageModel {
  readonly #table: LanguageTable;
  readonly #weights: ReadonlyMap<string, string>;

  constructor(table: LanguageTable) {
    this.#table = table;
    const { length } = table.languages;
    this.#weights = new Map(table.grams.split('\n').map((line) => [line.slice(0, -length), line.slice(-length)]));
  }

  /** BCP 47; null where the words do not say. */
  of(text: string): string | null {
    const [first] = this.guesses(text);
    return first !== undefined && first.probability >= LEAST ? first.language : null;
  }

  /** Languages by how probable they are, the most probable first; none where no letter says anything. */
  guesses(text: string): readonly LanguageGuess[] {
    if (KANA.test(text)) return [{ language: 'ja', probability: 1 }];
    const sums = this.#table.languages.map(() => 0);
    let known = 0;
    for (const gram of gramsOf(text)) {
      const weights = this.#weights.get(gram);
      if (weights === undefined) continue;
      known += 1;
      sums.forEach((sum, n) => (sums[n] = sum + weights.charCodeAt(n) - ZERO));
    }
    if (known === 0) return [];
    const { scale, bias, languages } = this.#table;
    const scores = sums.map((sum, n) => (sum * scale) / Math.sqrt(known) + (bias[n] ?? 0));
    const highest = Math.max(...scores);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
    return languages
      .map((language, n) => ({ language, probability: Math.exp((scores[n] ?? 0) - highest) / total }))
      .sort((a, b) => b.probability - a.probability);
  }
}

/** Runs of 1…4 letters of each word, the word's ends as spaces. */
function gramsOf(text: string): string[] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return words.flatMap((word) => {
    const marked = Array.from(` ${word} `);
    return Array.from({ length: LONGEST }, (_, less) => less + 1).flatMap((length) =>
      Array.from({ length: Math.max(0, marked.length - length + 1) }, (_, start) =>
        marked.slice(start, start + length).join(''),
      ),
    );
  });
}
