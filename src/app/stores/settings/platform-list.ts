import { platformsWith } from '../../../domain/platforms/platform-edits.ts';
import { defaultTagCount } from '../../../domain/platforms/platforms.ts';
import type { PlatformRule } from '../../../domain/platforms/platforms.ts';
import type { Settings } from './settings-store.ts';

/** Most tags the engine is asked for at once. */
export const MAX_TAG_COUNT = 30;

/** The rule of the platform chosen in the settings, as the person has it; an unknown id falls back to the first. */
export function chosenPlatform({
  platform,
  platformEdits,
}: Pick<Settings, 'platform' | 'platformEdits'>): PlatformRule | null {
  const rules = platformsWith(platformEdits);
  return rules.find((rule) => rule.id === platform) ?? rules[0] ?? null;
}

/** How many tags to suggest: the person's own number within the cap, else what is usual on the platform. */
export function suggestionCount(rule: PlatformRule | null, own: number | null): number {
  const wanted = own ?? defaultTagCount(rule);
  return Math.min(wanted, rule?.cap ?? MAX_TAG_COUNT, MAX_TAG_COUNT);
}
