import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { CaptionReading, CaptionWord } from './caption-reading.ts';
import { runsOf } from './namings.ts';
import { longestOnce, raised } from './spans.ts';
import { stemOf } from './stem.ts';

/** `places.json` (training/places/build.py): lines of a name and its other spellings, or keys between spaces. */
export interface PlaceTable {
  readonly countries: string;
  readonly regions: string;
  readonly bigCities: string;
  readonly cities: string;
  /** Places that are words or first names as well: "Nice", "Reading", "Charlotte". */
  readonly alsoWords: string;
  readonly firstNames: string;
}

export const PLACE_KINDS = ['country', 'region', 'bigCity', 'city'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

interface Place {
  readonly kind: PlaceKind;
  /** All spellings, the commonest in English first; keys. */
  readonly spellings: readonly string[];
}

/** A place that a caption names: caption[start, end). */
export interface PlaceFound extends Place {
  readonly key: string;
  /** As written, capitals added. */
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** A capital letter inside a sentence, a word like "in" before it, or a script without capitals says that it is one. */
  readonly sure: boolean;
}

/** Words before a place, in the languages that captions are likeliest in. */
const BEFORE = new Set(
  'in at from to near visit visiting visited around outside downtown of en de desde hacia cerca à au aux dans vers près a da di do no na em nach aus bei von um w z do we в у з із зі до біля коло через из от около'.split(
    ' ',
  ),
);
const CASED = /\p{Lu}|\p{Ll}/u;
const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
/** Two letters are a place in Han or kana only. */
const SHORTEST = 3;
/** Articles and prepositions: no name is made of them alone. */
const SMALL = 3;

/** Finds places and first names in captions. */
export class Gazetteer {
  readonly #places = new Map<string, Place>();
  /** Cyrillic names decline: "у Непалі". */
  readonly #stems = new Map<string, Place>();
  readonly #alsoWords: ReadonlySet<string>;
  readonly #firstNames: ReadonlySet<string>;

  constructor(table: PlaceTable) {
    const lists = [table.countries, table.regions, table.bigCities, table.cities];
    for (const [n, kind] of PLACE_KINDS.entries()) {
      for (const line of lists[n]?.split('\n') ?? []) {
        const spellings = line.split(' ');
        for (const key of spellings) {
          if (this.#places.has(key)) continue;
          const place = { kind, spellings };
          this.#places.set(key, place);
          if (CYRILLIC.test(key) && key.length > 4) this.#stems.set(stemOf(key), place);
        }
      }
    }
    this.#alsoWords = new Set(table.alsoWords.split(' '));
    this.#firstNames = new Set(table.firstNames.split(' '));
  }

  isFirstName(key: string): boolean {
    return this.#firstNames.has(key);
  }

  isPlace(key: string): boolean {
    return this.#places.has(key);
  }

  /** The places of a caption, the longest name where one lies inside another. */
  placesIn(reading: CaptionReading): readonly PlaceFound[] {
    const found: PlaceFound[] = [];
    for (const [at, run] of runsOf(reading.words)) {
      const text = run.map((word) => word.text).join(' ');
      const key = hashtagKey(text);
      const place = key === null ? undefined : this.#of(key);
      if (key === null || place === undefined) continue;
      const verdict = this.#verdict(key, place, run, at, reading);
      if (verdict === 'no') continue;
      const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
      found.push({ ...place, ...named(key, text, place.spellings), start, end, sure: verdict === 'sure' });
    }
    return longestOnce(found);
  }

  #of(key: string): Place | undefined {
    return this.#places.get(key) ?? (CYRILLIC.test(key) && key.length > 4 ? this.#stems.get(stemOf(key)) : undefined);
  }

  #verdict(
    key: string,
    { kind }: Place,
    run: readonly CaptionWord[],
    at: number,
    { words, isTitle }: CaptionReading,
  ): 'sure' | 'maybe' | 'no' {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) return 'no';
    if (!CASED.test(key)) return 'sure';
    if (key.length < SHORTEST && !first.shouted) return 'no';
    // "Hardlopen in de regen" is not in India ("Inde").
    if (run.length > 1 && run.every((word) => word.text.length <= SMALL && !isRaisedWord(word))) return 'no';
    const isRaised = isRaisedWord(first) && isRaisedWord(last);
    const before = first.joined ? words[at - 1]?.text.toLowerCase() : undefined;
    const led = before !== undefined && BEFORE.has(before);
    const word = this.#alsoWords.has(key) || (run.length === 1 && this.#firstNames.has(key));
    if (word) return isRaised && !first.opens && !isTitle && led ? 'sure' : 'no';
    if (isRaised) return led || (!first.opens && !isTitle) || run.length > 1 ? 'sure' : 'maybe';
    if (kind === 'city') return 'no';
    return led ? 'sure' : 'maybe';
  }
}

function isRaisedWord({ capital, shouted }: CaptionWord): boolean {
  return capital || shouted;
}

/** Letters that Ukrainian has and Russian has not. */
const UKRAINIAN = /[іїєґ]/u;

/** The hashtag of a place as it is written, a Cyrillic name in its first case: "у Києві" → #Київ. */
function named(
  key: string,
  text: string,
  spellings: readonly string[],
): { readonly key: string; readonly label: string } {
  if (!CYRILLIC.test(key)) return { key, label: labelOf(text) };
  const cyrillic = spellings.filter((one) => CYRILLIC.test(one));
  const own = cyrillic.filter((one) => UKRAINIAN.test(one) === UKRAINIAN.test(key));
  const [shortest = key] = [...(own.length === 0 ? cyrillic : own)].sort((a, b) => a.length - b.length);
  const base = spellings.includes(key) && shortest.length === key.length ? key : shortest;
  return { key: base, label: labelOf(base) };
}

/** "san francisco" → "SanFrancisco". */
function labelOf(text: string): string {
  return hashtagLabel(raised(text)) ?? text;
}
