import type { RecommendOptions } from '../../recommender/recommender.ts';
import type { Settings } from './settings-store.ts';

/** Settings that change which tags fit. */
export const TASTE = [
  'useHistory',
  'historyStrength',
  'niche',
  'tagLanguage',
  'alwaysSuggest',
  'neverSuggest',
] as const;

/** Settings that change how many tags are wanted. */
export const SIZE = ['platform', 'platformEdits', 'tagCount'] as const;

/** What of the settings the engine is told. */
export function tasteOptions({
  useHistory,
  historyStrength,
  niche,
  tagLanguage,
  alwaysSuggest,
}: Settings): RecommendOptions {
  return { history: useHistory ? 'own' : 'off', historyStrength, niche, tagLanguage, always: alwaysSuggest };
}
