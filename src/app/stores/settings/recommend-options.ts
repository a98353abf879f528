import type { RecommendOptions } from '../../../recommender/recommender.ts';
import type { Post } from '../../post/post.ts';
import type { Settings } from './settings-store.ts';
import { wantedTagLanguage } from './wanted-tag-language.ts';

/** Settings that change which tags fit; the interface's language that of the tags, unless one was chosen. */
export const TASTE = [
  'useHistory',
  'historyStrength',
  'niche',
  'tagLanguage',
  'language',
  'alwaysSuggest',
  'neverSuggest',
] as const;

/** Settings that change how many tags are wanted. */
export const SIZE = ['platform', 'platformEdits', 'tagCount'] as const;

/** What of the settings the engine is told. */
function tasteOptions(settings: Settings): RecommendOptions {
  const { useHistory, historyStrength, niche, alwaysSuggest } = settings;
  const tagLanguage = wantedTagLanguage(settings);
  return { history: useHistory ? 'own' : 'off', historyStrength, niche, tagLanguage, always: alwaysSuggest };
}

/** What the engine is asked for a post: `count` tags as the settings want them, without those taken away or never wanted. */
export function postOptions(post: Post, settings: Settings, count: number, signal: AbortSignal): RecommendOptions {
  return {
    signal,
    count,
    gate: post.whatIf.gate,
    ...(post.whatIf.without === null ? {} : { without: post.whatIf.without }),
    ...tasteOptions(settings),
    exclude: [...post.table.removed, ...settings.neverSuggest].map((tag) => tag.key),
  };
}
