import { PLATFORMS } from './platforms.ts';
import type { PlatformRule, TagCharacters } from './platforms.ts';

export const TAG_CHARACTERS: readonly TagCharacters[] = ['word', 'twitter', 'mastodon', 'free'];
/** The most tags that an edited rule may ask for, as many as the engine gives. */
export const MAX_CAP = 30;
const MAX_POST = 100_000;

/** What a person has changed of a platform's rule, and when. */
export interface PlatformEdit {
  readonly cap: number | null;
  readonly usual: number;
  readonly characters: TagCharacters;
  /** Longest text of a post; counted as the platform counts where that is known, else by characters as they are seen. */
  readonly postLimit: number | null;
  /** ISO date. */
  readonly editedAt: string;
}

/** By the platform's id. */
export type PlatformEdits = Readonly<Record<string, PlatformEdit>>;

/** A rule as something to edit. */
export function asEdit(rule: PlatformRule, editedAt: string): PlatformEdit {
  const { cap, usual, characters, post } = rule;
  return { cap, usual, characters, postLimit: post?.limit ?? null, editedAt };
}

/** A rule with the person's changes in it; `checkedAt` is then the day of the change. */
export function withEdit(rule: PlatformRule, edit: PlatformEdit | undefined): PlatformRule {
  if (edit === undefined) return rule;
  const { cap, usual, characters, postLimit, editedAt } = edit;
  const post = postLimit === null ? null : { limit: postLimit, unit: rule.post?.unit ?? 'graphemes' };
  return { ...rule, cap, usual, characters, post, checkedAt: editedAt };
}

/** All platforms' rules with the person's changes in them. */
export function platformsWith(edits: PlatformEdits): readonly PlatformRule[] {
  return PLATFORMS.map((rule) => withEdit(rule, edits[rule.id]));
}

const wholeFrom1 = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

/** Stored edits as far as they make sense; the others fall back to the shipped rule. */
export function readPlatformEdits(stored: unknown): PlatformEdits {
  if (typeof stored !== 'object' || stored === null) return {};
  const edits: Record<string, PlatformEdit> = {};
  for (const { id } of PLATFORMS) {
    const edit = Object.hasOwn(stored, id) ? readEdit((stored as Readonly<Record<string, unknown>>)[id]) : null;
    if (edit !== null) edits[id] = edit;
  }
  return edits;
}

function readEdit(stored: unknown): PlatformEdit | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { cap, usual, characters, postLimit, editedAt } = stored as Readonly<Record<string, unknown>>;
  const kind = TAG_CHARACTERS.find((one) => one === characters);
  if (cap !== null && !wholeFrom1(cap, MAX_CAP)) return null;
  if (postLimit !== null && !wholeFrom1(postLimit, MAX_POST)) return null;
  if (!wholeFrom1(usual, MAX_CAP) || kind === undefined) return null;
  if (typeof editedAt !== 'string' || Number.isNaN(Date.parse(editedAt))) return null;
  return { cap, usual, characters: kind, postLimit, editedAt };
}
