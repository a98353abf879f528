import { neverSuggestKeys } from '../../domain/tags/never-suggest.ts';
import type { Recommendation, TagSuggestion } from '../../domain/recommendation.ts';
import type { TagLanguage } from '../../domain/tags/tag-language.ts';
import type { PostTag } from '../../domain/post/post.ts';
import { ALTERNATIVES } from '../hybrid/ranking.ts';
import type { Translations } from './translations.ts';

type List = Pick<Recommendation, 'tags' | 'alternatives' | 'typed' | 'floor' | 'grave'>;

export interface ListWishes {
  readonly mode: Exclude<TagLanguage, 'english'>;
  /** The caption's, BCP 47. */
  readonly language: string;
  /** Places in the list; hashtags typed into the caption take theirs. */
  readonly count: number;
  /** Keys of tags that the person wants in every list, as they are. */
  readonly always: ReadonlySet<string>;
  /** Keys that the person refuses; what is refused in one language is not offered in the other. */
  readonly exclude: ReadonlySet<string>;
  /** The key under which the vocabulary knows a tag. */
  readonly canonical: (key: string) => string;
}

/**
 * A ranked list in the caption's language. A translation has the place, the score and the reason of its original: whatever kept that out
 * (tact, floor, never-list) keeps both out. The person's own tags, those wanted in every list, and those that the caption itself writes
 * stay as they are; of two that say the same only one stands there in `caption`, both in `both`.
 */
export function translatedList<Ranked extends List>(
  list: Ranked,
  translations: Translations,
  wishes: ListWishes,
): Ranked {
  // A grave caption's list stays as short as it is.
  const room = list.grave ? list.tags.length : Math.max(0, wishes.count - list.typed.length);
  const own = [...list.tags, ...list.alternatives].filter((one) => isOwn(one, wishes));
  const taken = new Set([...list.typed, ...own].map(({ key }) => key));
  const spoken = (suggestion: TagSuggestion): readonly TagSuggestion[] => {
    if (isOwn(suggestion, wishes)) return [suggestion];
    const { key, label, reason } = suggestion;
    if (taken.has(key)) return [];
    taken.add(key);
    if (wishes.mode === 'caption' && isWritten(suggestion)) return [suggestion];
    const said = translations.of(wishes.canonical(key), wishes.language);
    if (said === null) return [suggestion];
    if (isRefused(said, wishes)) return [];
    if (taken.has(said.key)) return wishes.mode === 'both' ? [suggestion] : [];
    taken.add(said.key);
    const translationOf = { key, label, language: wishes.language };
    const translation = { ...suggestion, ...said, reason: { ...reason, translationOf } };
    return wishes.mode === 'both' ? [suggestion, translation] : [translation];
  };
  const tags = list.tags.flatMap(spoken);
  const next = list.alternatives.flatMap(spoken);
  // Twins that went make room for those that are worth it.
  const missing = Math.max(0, Math.min(room, list.tags.length) - tags.length);
  const filling = next.filter(({ probability }) => probability >= list.floor).slice(0, missing);
  const { fitting, over } = fit([...tags, ...filling], room, wishes.always);
  const alternatives = [...over, ...next.filter((one) => !filling.includes(one))];
  return { ...list, tags: fitting, alternatives: alternatives.slice(0, ALTERNATIVES) };
}

function isOwn({ key, reason }: TagSuggestion, { always }: ListWishes): boolean {
  return reason.usedInPosts > 0 || always.has(key);
}

/** The caption itself says it with this word. */
function isWritten({ reason: { named } }: TagSuggestion): boolean {
  return named?.as === 'word' || named?.as === 'words' || named?.as === 'name';
}

function isRefused({ key }: PostTag, { exclude }: ListWishes): boolean {
  return exclude.has(key) || neverSuggestKeys().has(key);
}

/** As many as there is room for; the weakest go first, those wanted in every list and those that the caption names last. */
function fit(
  suggestions: readonly TagSuggestion[],
  room: number,
  always: ReadonlySet<string>,
): { readonly fitting: readonly TagSuggestion[]; readonly over: readonly TagSuggestion[] } {
  const isCertain = ({ key, reason }: TagSuggestion): boolean =>
    always.has(key) || (reason.named !== null && reason.translationOf === undefined);
  const byNeed = [...suggestions].sort((a, b) => Number(isCertain(b)) - Number(isCertain(a)));
  const stays = new Set(byNeed.slice(0, room));
  return {
    fitting: suggestions.filter((one) => stays.has(one)),
    over: suggestions.filter((one) => !stays.has(one)),
  };
}
