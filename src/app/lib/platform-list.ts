import { DEFAULT_TAG_COUNT, PLATFORMS, platformRule } from '../../domain/platforms.ts';
import type { PlatformRule } from '../../domain/platforms.ts';

/** Most tags the engine is asked for at once. */
export const MAX_TAG_COUNT = 30;

/** The rule of the platform chosen in the settings; an unknown id falls back to the first. */
export function chosenPlatform(id: string): PlatformRule | null {
  return platformRule(id) ?? PLATFORMS[0] ?? null;
}

/** How many tags to suggest: the person's own number within the cap, else the cap, else 5. */
export function suggestionCount(rule: PlatformRule | null, own: number | null): number {
  const wanted = own ?? rule?.cap ?? DEFAULT_TAG_COUNT;
  return Math.min(wanted, rule?.cap ?? MAX_TAG_COUNT, MAX_TAG_COUNT);
}
