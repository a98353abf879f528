import { hashtagKey, hashtagLabel } from './hashtag.ts';
import type { PostTag } from '../post/post.ts';
import type { TagSet } from '../post/tag-set.ts';

export const MAX_SETS = 200;
export const MAX_SET_TAGS = 100;
export const MAX_SET_NAME = 60;

/** A name as it is kept: one line, no space around it, not too long; empty when nothing is left. */
export function setName(text: string): string {
  return Array.from(
    text
      .normalize('NFC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )
    .slice(0, MAX_SET_NAME)
    .join('')
    .trim();
}

function identity(name: string): string {
  return setName(name).toLocaleLowerCase('und');
}

export function setNamed(sets: readonly TagSet[], name: string): TagSet | null {
  return sets.find((set) => identity(set.name) === identity(name)) ?? null;
}

/** Each tag once, as its label says, as many as a set may have. */
function tagsOf(tags: readonly Pick<PostTag, 'label'>[]): readonly PostTag[] {
  const found = new Map<string, PostTag>();
  for (const tag of tags) {
    const [key, label] = [hashtagKey(tag.label), hashtagLabel(tag.label)];
    if (key !== null && label !== null && !found.has(key)) found.set(key, { key, label });
  }
  return [...found.values()].slice(0, MAX_SET_TAGS);
}

/**
 * The sets with this one: in the place of the one called `instead` (which may have another name), else of the one of its own name,
 * else at the end. A set without a name, or one too many, changes nothing; any other set of its name goes.
 */
export function withSet(sets: readonly TagSet[], { name, tags }: TagSet, instead: string = name): readonly TagSet[] {
  const set: TagSet = { name: setName(name), tags: tagsOf(tags) };
  if (set.name === '') return sets;
  const place = sets.findIndex((one) => identity(one.name) === identity(instead));
  const isOther = (one: TagSet, at: number): boolean => at === place || identity(one.name) !== identity(set.name);
  const rest = sets.filter(isOther);
  if (place !== -1) return rest.map((one) => (one === sets[place] ? set : one));
  return rest.length >= MAX_SETS ? sets : [...rest, set];
}

export function withoutSet(sets: readonly TagSet[], name: string): readonly TagSet[] {
  return sets.filter((one) => identity(one.name) !== identity(name));
}

/** Sets that came from elsewhere join those that are here: a set of the same name gets the tags it lacks, and nothing is lost. */
export function joinedSets(here: readonly TagSet[], came: readonly NamedLabels[]): readonly TagSet[] {
  // By name, not by looking through all of them each time: 200 sets are read again with every change.
  const sets = byName(here);
  for (const { name, tags } of came) {
    const known = identity(name);
    const own = sets.get(known);
    if (known === '' || (own === undefined && sets.size >= MAX_SETS)) continue;
    sets.set(known, { name: own?.name ?? setName(name), tags: tagsOf([...(own?.tags ?? []), ...tags]) });
  }
  return [...sets.values()];
}

/** How many sets `came` brings that are not here, or have tags that are not here. */
export function newSets(here: readonly TagSet[], came: readonly TagSet[]): number {
  return setsBeyond(joinedSets([], came), here).length;
}

/** Of each set what the other sets lack; a set without anything new is not among them. */
export function setsBeyond(sets: readonly TagSet[], others: readonly TagSet[]): readonly TagSet[] {
  const known = byName(others);
  return sets.flatMap(({ name, tags }) => {
    const other = known.get(identity(name));
    const keys = new Set(other?.tags.map(({ key }) => key));
    const fresh = tags.filter(({ key }) => !keys.has(key));
    return other !== undefined && fresh.length === 0 ? [] : [{ name, tags: fresh }];
  });
}

/** Sets from a file or a storage, as far as they make sense. */
export function readTagSets(value: unknown): readonly TagSet[] {
  const found = (Array.isArray(value) ? (value as unknown[]) : []).flatMap((one): NamedLabels[] => {
    if (typeof one !== 'object' || one === null || !('name' in one) || !('tags' in one)) return [];
    if (typeof one.name !== 'string' || !Array.isArray(one.tags)) return [];
    const tags = (one.tags as unknown[]).flatMap((tag) => {
      const label = typeof tag === 'object' && tag !== null && 'label' in tag ? tag.label : tag;
      return typeof label === 'string' ? [{ label }] : [];
    });
    return [{ name: one.name, tags }];
  });
  return joinedSets([], found);
}

/** A set as it came: names and labels are put right by whoever takes it in. */
interface NamedLabels {
  readonly name: string;
  readonly tags: readonly Pick<PostTag, 'label'>[];
}

function byName(sets: readonly TagSet[]): Map<string, TagSet> {
  return new Map(sets.map((set) => [identity(set.name), set]));
}
