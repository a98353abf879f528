import type { TagStyle } from '../../domain/platforms.ts';
import type { Language } from '../../domain/format.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

export type Theme = 'auto' | 'light' | 'dark';

export const TAG_STYLES: readonly TagStyle[] = ['hash-line', 'plain-line', 'one-a-line', 'caption-and-tags'];

export interface Settings {
  readonly language: 'auto' | Language;
  readonly theme: Theme;
  /** Whether saved posts take part in new suggestions. */
  readonly useHistory: boolean;
  /** The person's own number of tags; null = what the platform takes. */
  readonly tagCount: number | null;
  readonly platform: string;
  readonly copyStyle: TagStyle;
}

export const DEFAULT_SETTINGS: Settings = {
  language: 'auto',
  theme: 'auto',
  useHistory: true,
  tagCount: null,
  platform: 'instagram',
  copyStyle: 'hash-line',
};

/** `public/boot.js` reads the same key before the first paint. */
const KEY = 'tagweave.settings';

/** What is stored, as far as it makes sense; anything else falls back to its default. */
export function readSettings(stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_SETTINGS;
  const from = stored as Readonly<Record<string, unknown>>;
  const oneOf = <T extends string>(value: unknown, allowed: readonly T[], fallback: T): T =>
    allowed.find((item) => item === value) ?? fallback;
  const flag = (value: unknown, fallback: boolean): boolean => (typeof value === 'boolean' ? value : fallback);
  const count = from['tagCount'];
  return {
    language: oneOf(from['language'], ['auto', 'en', 'uk'], DEFAULT_SETTINGS.language),
    theme: oneOf(from['theme'], ['auto', 'light', 'dark'], DEFAULT_SETTINGS.theme),
    useHistory: flag(from['useHistory'], DEFAULT_SETTINGS.useHistory),
    tagCount: typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= 30 ? count : null,
    platform: typeof from['platform'] === 'string' ? from['platform'] : DEFAULT_SETTINGS.platform,
    copyStyle: oneOf(from['copyStyle'], TAG_STYLES, DEFAULT_SETTINGS.copyStyle),
  };
}

/** Settings kept in localStorage; without it (private windows of some browsers) they last as long as the page. */
export function createSettingsStore(storage: Pick<Storage, 'getItem' | 'setItem'> | null): Store<Settings> {
  let stored: unknown = null;
  try {
    stored = JSON.parse(storage?.getItem(KEY) ?? 'null');
  } catch {
    // Unreadable: start from the defaults.
  }
  const store = createStore(readSettings(stored));
  store.subscribe(() => {
    try {
      storage?.setItem(KEY, JSON.stringify(store.get()));
    } catch {
      // Full or denied: the choice lasts as long as the page.
    }
  });
  return store;
}
