import { hasLightName } from '../../domain/tags/light-tags.ts';
import type { TagKind } from '../../domain/models/network-manifest.ts';
import { occasionOf } from '../../domain/tags/occasions.ts';
import type { PostTag } from '../../domain/post/post.ts';
import type { Tact } from './tact.ts';

/** Most tags on a grave caption: a short, plain list. */
export const GRAVE_COUNT = 3;
/** Tags that the caption does not name need this much, calibrated, to stand on a grave one. */
export const GRAVE_FLOOR = 0.5;

/** A tag, and what the vocabulary says of it; nothing for a person's own tags and networks without kinds. */
export interface TagFacts extends PostTag {
  readonly kind?: TagKind | undefined;
  readonly light?: boolean | undefined;
}

export interface TagEvidence {
  /** The caption says it. */
  readonly named: boolean;
  /** Calibrated probability that a poster would use it, by photo and caption: a habit is no reason. 0…1; 0 where nobody knows. */
  readonly probability: number;
}

/** Kinds that say something of the post itself. Others praise, greet or advertise. */
const PLAIN: ReadonlySet<TagKind> = new Set(['topic', 'place']);
const PLAIN_WHEN_NAMED: ReadonlySet<TagKind> = new Set(['topic', 'place', 'name', 'season', 'mood']);

/**
 * Whether a suggestion may stand in the list. On a grave caption: nothing joyful, romantic, joking, of a party or an occasion (days
 * of mourning aside), no filler; what the caption names, else a plain topic or place that is more likely than not. What a person typed
 * is theirs: do not ask.
 */
export function mayShow(tag: TagFacts, tact: Tact, { named, probability }: TagEvidence): boolean {
  if (!tact.grave) return true;
  if (isLight(tag)) return false;
  const kind = tag.kind ?? 'topic';
  if (kind === 'occasion') return named && occasionOf(tag.key)?.solemn === true;
  return named ? PLAIN_WHEN_NAMED.has(kind) : PLAIN.has(kind) && probability >= GRAVE_FLOOR;
}

function isLight(tag: TagFacts): boolean {
  // Where the vocabulary has read the tag its word counts, and so does the name: a list that forgot one must not hurt anybody.
  if (tag.light === true || hasLightName(tag)) return true;
  const occasion = occasionOf(tag.key);
  return occasion !== null && !occasion.solemn;
}

/** How many tags a list may have. */
export function tactfulCount(count: number, tact: Tact): number {
  return tact.grave ? Math.min(count, GRAVE_COUNT) : count;
}
