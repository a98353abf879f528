import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { PostTag } from '../../domain/post/post.ts';
import type { CaptionReading, CaptionWord } from './caption-reading.ts';
import type { Gazetteer } from './gazetteer.ts';
import { textOf } from './namings.ts';

/** A name that nobody lists, by its capital letters: caption[start, end). */
export interface NameFound extends PostTag {
  readonly start: number;
  readonly end: number;
  readonly words: number;
  /** No word of it begins a sentence. */
  readonly sure: boolean;
}

/** Small words that may stand inside a name: "Gulf of Mexico", "Cinque Terre e mare" not. */
const INSIDE = new Set('of the de la le les du des del di da do dos das von van der den am'.split(' '));
/**
 * Words that are no part of a name but where one begins with them ("The Beatles"), in English and German: a capital there is a heading's, a
 * stress's, or that of a sentence without its stop ("Still Waiting The train …").
 */
const NEVER_INSIDE = new Set(
  [
    'a an and are as at be been but by can did does for from get got had has have he her here his how if in into is it its just',
    'let like me more most my no not now on one only or our out over own she so some such than that their them then there these',
    'they this those to too up very was we were what when where which while who why with would you your',
    'der die das dem den ein eine einen und oder aber ist sind mit im in auf für zum zur nicht',
  ].flatMap((line) => line.split(' ')),
);
const MOST_WORDS = 4;
/** Where every noun has its capital, a text of more words than this has lines of them ("100 g Pfeffer, Backofen vorheizen"). */
const LONG = 12;
/** After these, in Slavic languages, a name stands in another case: "на Подолі", "w Tatrach" are no names of Podil and Tatry. */
const BEFORE_CASES = new Set(
  'в у на під над при біля до з із зі по о об от из со к ко под за від через w z ze nad pod przy v ve ke'.split(' '),
);
/** How such forms end; a consonant may be the name itself ("у Київ"). */
const CASE_ENDING = /(?:[іїуюеєиыоаяёэ]|[ая]х|[оеі]м|[ая]ми|ach|ech|ich|ych|iu|ie|ą|em|ym|im|ej|ě)$/u;
const SHORTEST = 3;

/**
 * Runs of capitalised words: "Summer Palace" → #SummerPalace. Not in titles, where every word is capitalised; not one that only begins a
 * sentence; not with a word that is in no name ("Waiting The", "This"); not a private person ("Anna", "John Smith": a first name, unless it
 * is a place as well); in German, where every noun has its capital, not a single word ("eine Runde"), and none of a long text; not one that a Slavic preposition has
 * put in another case.
 */
export function properNamesIn(reading: CaptionReading, gazetteer: Gazetteer | null): readonly NameFound[] {
  const { words, isTitle, raisesNouns } = reading;
  if (isTitle || (raisesNouns && words.length > LONG)) return [];
  const found = new Map<string, NameFound>();
  for (let at = 0; at < words.length; at += 1) {
    const run = runFrom(words, at);
    if (run.length === 0) continue;
    at += run.length - 1;
    // Whether the opening word belongs to the name nobody can tell: both are tried, but not where the next would be capitalised anyway.
    // Before "the" it is what somebody does there: "Found the Easter egg", "Visiting the Louvre".
    const opensAlone = raisesNouns || run[1]?.text === 'the';
    const variants = run[0]?.opens !== true ? [run] : opensAlone ? [run.slice(1)] : [run.slice(1), run];
    if (isDeclined(words[at - run.length], run)) continue;
    for (const name of variants.map(trimmed)) if (name.length > 1 || !raisesNouns) add(found, name, gazetteer);
  }
  return [...found.values()];
}

function add(found: Map<string, NameFound>, name: readonly CaptionWord[], gazetteer: Gazetteer | null): void {
  const [first] = name;
  const last = name.at(-1);
  if (first === undefined || last === undefined || name.length > MOST_WORDS) return;
  if (name.length === 1 && (first.opens || first.text.length < SHORTEST)) return;
  if (isPerson(name, gazetteer)) return;
  const text = textOf(name);
  const [key, label] = [hashtagKey(text), hashtagLabel(text)];
  if (key === null || label === null || found.has(key)) return;
  found.set(key, { key, label, start: first.start, end: last.end, words: name.length, sure: !first.opens });
}

/** The longest run of capitalised words from here on, small words inside it included. */
function runFrom(words: readonly CaptionWord[], from: number): readonly CaptionWord[] {
  const run: CaptionWord[] = [];
  for (let at = from; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || (run.length > 0 && !word.joined)) break;
    if (isRaised(word)) run.push(word);
    else if (run.length > 0 && INSIDE.has(word.text) && nextIsRaised(words, at)) run.push(word);
    else break;
  }
  return run;
}

function nextIsRaised(words: readonly CaptionWord[], at: number): boolean {
  const next = words[at + 1];
  if (next?.joined !== true) return false;
  return isRaised(next) || (INSIDE.has(next.text) && nextIsRaised(words, at + 1));
}

/** Contractions ("I’m") and a lone letter are no names. */
function isRaised({ capital, text }: CaptionWord): boolean {
  return capital && !/['’]/u.test(text);
}

/** Without the small words before it; nothing where one stands in it that no name has there. */
function trimmed(run: readonly CaptionWord[]): readonly CaptionWord[] {
  const small = run.map(({ text }) => text.toLowerCase());
  const from = small.findIndex((text) => !INSIDE.has(text) && !NEVER_INSIDE.has(text));
  if (from < 0 || INSIDE.has(small.at(-1) ?? '')) return [];
  const isSentence = run.some(({ capital }, at) => at > from && capital && NEVER_INSIDE.has(small[at] ?? ''));
  return isSentence ? [] : run.slice(from);
}

/** Whether the word before says that a name is in another case, and its end that it has another form there: a hashtag is in the first. */
function isDeclined(before: CaptionWord | undefined, run: readonly CaptionWord[]): boolean {
  return (
    before !== undefined &&
    run[0]?.joined === true &&
    BEFORE_CASES.has(before.text.toLowerCase()) &&
    run.some(({ text }) => CASE_ENDING.test(text.toLowerCase()))
  );
}

function isPerson(name: readonly CaptionWord[], gazetteer: Gazetteer | null): boolean {
  const key = hashtagKey(name[0]?.text ?? '');
  return key !== null && gazetteer !== null && gazetteer.isFirstName(key) && !gazetteer.isPlace(key);
}
