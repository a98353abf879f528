import type { PostTag } from '../../domain/post/post.ts';
import type { NetworkOutput } from '../../network/network.ts';
import { rank } from '../../network/heads/hybrid.ts';
import type { HeadShifts } from '../personal/personal-head.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import type { CaptionReading } from './caption-reading.ts';
import { isDenied } from './denials.ts';
import type { PlaceFound } from './gazetteer.ts';
import type { Heard } from './hearing.ts';
import type { Lexicon } from './lexicon.ts';
import type { Listed } from './list-names.ts';
import { namingsIn } from './namings.ts';
import type { Naming } from './namings.ts';
import { inOwnLanguage } from './own-language.ts';
import type { OwnAnswer, OwnEvidence } from './own-posts.ts';
import { properNamesIn } from './proper-names.ts';
import type { NameFound } from './proper-names.ts';
import type { ThingFound } from './things-among.ts';
import type { WordTables } from './word-tables.ts';

/** Tags of each head that compete, by its own order. */
const OF_A_HEAD = 150;

/** A hashtag that may be suggested, and everything that was found for it. */
export interface Candidate {
  readonly tag: PostTag;
  /** Class of the network; null for a tag that it does not know. */
  readonly index: number | null;
  /** Where and how the caption names it. */
  readonly naming: Naming | null;
  readonly place: PlaceFound | null;
  readonly name: NameFound | null;
  readonly thing: ThingFound | null;
  readonly own: OwnEvidence | null;
  /** Δ of the personal head. */
  readonly shift: number;
  /** How close its name is to the caption, for a hashtag of the person's own list; absent for others. */
  readonly listed?: Listed;
}

/** Whether the caption names it, as a hashtag, a place, a name or a thing. */
export function isSaid({ naming, place, name, thing }: Candidate): boolean {
  return naming !== null || place !== null || name !== null || thing !== null;
}

/** What is known of a post before anything is weighed. */
export interface Findings {
  readonly reading: CaptionReading;
  /** The caption's, BCP 47, where it is heard; null for English and where it cannot be told. */
  readonly language: string | null;
  readonly candidates: readonly Candidate[];
}

export interface FindingTools {
  readonly vocabulary: VocabularyIndex;
  /** The vocabulary as captions name it. */
  readonly lexicon: Lexicon;
  /** Null while they are not loaded. */
  readonly tables: WordTables | null;
  /** The vocabulary in the caption's language; null for English and for one that is not known. */
  readonly heard: Heard | null;
}

export interface FindingQuestion {
  readonly reading: CaptionReading;
  /** The network without the person. */
  readonly output: Pick<NetworkOutput, 'logits' | 'q'>;
  readonly own: OwnAnswer;
  readonly shifts: HeadShifts;
  /** Tags that the person wants in every list. */
  readonly always: readonly PostTag[];
  /** Of the person's own list, those close to the caption. */
  readonly listed?: readonly Listed[];
}

/** The rate of sayings (training/things/build.py). */
const NEVER_MEANT = -9;

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/**
 * Everything that may be suggested for a post: the first tags of both heads, what the caption names (hashtags, places, names, things) and the
 * person's own tags. Hashtags that stand in the caption already are no candidates.
 */
export function findCandidates(
  { reading, output, own, shifts, always, listed = [] }: FindingQuestion,
  { vocabulary, lexicon, tables, heard }: FindingTools,
): Findings {
  const language = heard?.language ?? 'en';
  const found = new Map<string, Mutable<Candidate>>();
  // A person's own spelling of a twin is shown as theirs.
  const spelled = new Map([...own.byKey.values()].map((one) => [vocabulary.canonical(one.tag.key), one]));
  const of = (tag: PostTag): Mutable<Candidate> => {
    const canonical = vocabulary.canonical(tag.key);
    const known = found.get(canonical);
    if (known !== undefined) return known;
    const evidence = spelled.get(canonical) ?? null;
    const index = vocabulary.indexOf(canonical);
    const candidate = {
      tag: evidence?.tag ?? (index === null ? tag : (vocabulary.tags[index] ?? tag)),
      ...{ index, naming: null, place: null, name: null, thing: null, own: evidence },
      shift: shifts.byKey.get(evidence?.tag.key ?? canonical)?.shift ?? 0,
    };
    found.set(canonical, candidate);
    return candidate;
  };
  for (const [index, naming] of namingsIn(reading, inOwnLanguage(lexicon, heard, vocabulary), language)) {
    const tag = vocabulary.tags[index];
    if (tag !== undefined) of(tag).naming = naming;
  }
  for (const [index, naming] of heard === null ? [] : namingsIn(reading, heard.lexicon, language)) {
    const tag = vocabulary.tags[index];
    if (tag !== undefined) of(tag).naming ??= naming;
  }
  const ownTags = [...own.byKey.values()].map(({ tag }) => tag);
  for (const [n, naming] of namingsIn(reading, own.lexicon, language)) {
    const tag = ownTags[n];
    if (tag === undefined) continue;
    const candidate = of(tag);
    candidate.naming ??= naming;
  }
  for (const place of tables?.gazetteer.placesIn(reading) ?? []) {
    for (const tag of placeTags(place, vocabulary)) of(tag).place = place;
  }
  // Too few small words tell that nouns are capitalised: the language is known all the same ("mit Freunden").
  const nouns = { ...reading, raisesNouns: reading.raisesNouns || heard?.raisesNouns === true };
  for (const name of properNamesIn(nouns, tables?.gazetteer ?? null)) {
    // "Pacific Crest Trail" names no trail, "Berlin Kreuzberg" is in Berlin; whether a sentence's first word belongs to the name nobody can tell.
    if (name.sure)
      putInside(
        [...found.values()].filter(({ place }) => place === null),
        name,
      );
    of(name).name = name;
  }
  // Each language has its own: "canard" and "pie" are something else in French.
  const things = heard?.things ?? tables?.things.thingsIn(reading) ?? [];
  const there = things.filter(({ start }) => !isDenied(reading, start, language));
  nameThings(there, found, of);
  for (const head of [output.logits, output.q]) {
    for (const index of rank(head, OF_A_HEAD)) {
      const tag = vocabulary.tags[index];
      if (tag !== undefined) of(tag);
    }
  }
  for (const tag of [...ownTags, ...always]) of(tag);
  for (const one of listed) of(one.tag).listed ??= one;
  const typed = new Set(reading.typed.map(({ key }) => vocabulary.canonical(key)));
  return {
    reading,
    language: heard?.language ?? null,
    candidates: [...found.values()].filter(({ tag }) => !typed.has(vocabulary.canonical(tag.key))),
  };
}

/**
 * Things that stand in no hashtag, place or name that was found; hashtags that are a word of a thing stand inside it: "banana bread" names
 * neither bananas nor bread. What says the thing in English (борщ, #Soup) stands beside it.
 */
function nameThings(
  things: readonly ThingFound[],
  found: ReadonlyMap<string, Mutable<Candidate>>,
  of: (tag: PostTag) => Mutable<Candidate>,
): void {
  const candidates = [...found.values()];
  const spans = candidates.flatMap(({ naming, place, name }) =>
    [naming?.way === 'translated' ? null : naming, place, name].filter((span) => span !== null),
  );
  for (const thing of things) {
    if (spans.some(({ start, end }) => start <= thing.start && end >= thing.end)) continue;
    putInside(candidates, thing);
    of(thing).thing = thing;
  }
}

/** Hashtags that are a word of a longer name stand inside it; what stands in a saying ("a piece of cake") is not meant at all. */
function putInside(
  candidates: readonly Mutable<Candidate>[],
  longer: { readonly start: number; readonly end: number; readonly words: number; readonly rate?: number },
): void {
  for (const candidate of candidates) {
    const { naming } = candidate;
    if (naming !== null && naming.start >= longer.start && naming.end <= longer.end && naming.words < longer.words)
      candidate.naming = { ...naming, inside: true, denied: naming.denied || longer.rate === NEVER_MEANT };
  }
}

/** A place as the caption writes it, and the hashtag of the same place that people use. */
function placeTags(place: PlaceFound, vocabulary: VocabularyIndex): PostTag[] {
  const used = place.spellings.flatMap((key) => vocabulary.tagOf(vocabulary.canonical(key)) ?? []).slice(0, 1);
  return [...used, vocabulary.tagOf(vocabulary.canonical(place.key)) ?? { key: place.key, label: place.label }];
}
