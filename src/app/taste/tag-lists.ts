import type { PostTag } from '../../domain/post/post.ts';
import type { Settings } from '../stores/settings/settings-store.ts';

/** The two lists of a person's own rules. */
export type TagListName = 'alwaysSuggest' | 'neverSuggest';

const OTHER: Readonly<Record<TagListName, TagListName>> = {
  alwaysSuggest: 'neverSuggest',
  neverSuggest: 'alwaysSuggest',
};

export function isListed(tags: readonly PostTag[], key: string): boolean {
  return tags.some((tag) => tag.key === key);
}

/** The tag on this list, and no longer on the other one: nothing is wanted always and never. */
export function withTag(settings: Settings, list: TagListName, { key, label }: PostTag): Settings {
  const other = OTHER[list];
  return {
    ...settings,
    [list]: [...settings[list].filter((tag) => tag.key !== key), { key, label }],
    [other]: settings[other].filter((tag) => tag.key !== key),
  };
}

export function withoutTag(settings: Settings, list: TagListName, key: string): Settings {
  return { ...settings, [list]: settings[list].filter((tag) => tag.key !== key) };
}
