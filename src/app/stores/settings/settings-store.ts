import { readPlatformEdits } from '../../../domain/platforms/platform-edits.ts';
import type { PlatformEdits } from '../../../domain/platforms/platform-edits.ts';
import type { TagStyle } from '../../../domain/platforms/platforms.ts';
import { hashtagKey, hashtagLabel } from '../../../domain/tags/hashtag.ts';
import type { PostTag } from '../../../domain/post/post.ts';
import { LANGUAGES } from '../../../domain/text/format.ts';
import type { Language } from '../../../domain/text/format.ts';
import { TAG_LANGUAGES } from '../../../domain/tags/tag-language.ts';
import type { TagLanguage } from '../../../domain/tags/tag-language.ts';
import { SHEET_FORMS } from './sheet-form.ts';
import type { SheetForm } from './sheet-form.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

export type Theme = 'auto' | 'light' | 'dark';

export const TAG_STYLES: readonly TagStyle[] = ['hash-line', 'plain-line', 'one-a-line', 'caption-and-tags'];

export interface Settings {
  readonly language: 'auto' | Language;
  readonly theme: Theme;
  /** Whether saved posts take part in new suggestions. */
  readonly useHistory: boolean;
  /** How much they weigh, 0…1; 1 = as much as they can say. */
  readonly historyStrength: number;
  /** −1 broad (common tags) … 0 … 1 niche (rare tags). */
  readonly niche: number;
  /** In which language tags are suggested; null = as suits the interface's ({@link wantedTagLanguage}). */
  readonly tagLanguage: TagLanguage | null;
  /** Tags that every suggestion carries. */
  readonly alwaysSuggest: readonly PostTag[];
  /** Tags that no suggestion carries. */
  readonly neverSuggest: readonly PostTag[];
  /** The person's own number of tags; null = what the platform takes. */
  readonly tagCount: number | null;
  readonly platform: string;
  /** Platforms' rules that the person has corrected. */
  readonly platformEdits: PlatformEdits;
  readonly copyStyle: TagStyle;
  /** What the sheet of all platforms copies. */
  readonly sheetForm: SheetForm;
}

export const DEFAULT_SETTINGS: Settings = {
  language: 'auto',
  theme: 'auto',
  useHistory: true,
  historyStrength: 1,
  niche: 0,
  tagLanguage: null,
  alwaysSuggest: [],
  neverSuggest: [],
  tagCount: null,
  platform: 'instagram',
  platformEdits: {},
  copyStyle: 'hash-line',
  sheetForm: 'tags',
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
  const between = (value: unknown, low: number, high: number, fallback: number): number =>
    typeof value === 'number' && value >= low && value <= high ? value : fallback;
  const count = from['tagCount'];
  return {
    language: oneOf(from['language'], ['auto', ...LANGUAGES], DEFAULT_SETTINGS.language),
    theme: oneOf(from['theme'], ['auto', 'light', 'dark'], DEFAULT_SETTINGS.theme),
    useHistory: flag(from['useHistory'], DEFAULT_SETTINGS.useHistory),
    historyStrength: between(from['historyStrength'], 0, 1, DEFAULT_SETTINGS.historyStrength),
    niche: between(from['niche'], -1, 1, DEFAULT_SETTINGS.niche),
    tagLanguage: TAG_LANGUAGES.find((one) => one === from['tagLanguage']) ?? null,
    alwaysSuggest: tagList(from['alwaysSuggest']),
    neverSuggest: tagList(from['neverSuggest']),
    tagCount: typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= 30 ? count : null,
    platform: typeof from['platform'] === 'string' ? from['platform'] : DEFAULT_SETTINGS.platform,
    platformEdits: readPlatformEdits(from['platformEdits']),
    copyStyle: oneOf(from['copyStyle'], TAG_STYLES, DEFAULT_SETTINGS.copyStyle),
    sheetForm: oneOf(from['sheetForm'], SHEET_FORMS, DEFAULT_SETTINGS.sheetForm),
  };
}

/** Tags by their labels, each once; whatever is no tag is left out. */
function tagList(value: unknown): readonly PostTag[] {
  const tags = new Map<string, PostTag>();
  for (const one of Array.isArray(value) ? (value as unknown[]) : []) {
    const text = typeof one === 'object' && one !== null && 'label' in one ? one.label : one;
    if (typeof text !== 'string') continue;
    const [key, label] = [hashtagKey(text), hashtagLabel(text)];
    if (key !== null && label !== null && !tags.has(key)) tags.set(key, { key, label });
  }
  return [...tags.values()];
}

/** What tells this window that another one wrote to the storage: `window`, as far as it is used. */
export interface StorageNews {
  addEventListener(type: 'storage', listener: (event: { readonly key: string | null }) => void): void;
}

/**
 * Settings kept in localStorage; without it (private windows of some browsers) they last as long as the page. What another window changes
 * counts here at once: else the next change here would write its lists of tags back, also after everything was forgotten there.
 */
export function createSettingsStore(
  storage: Pick<Storage, 'getItem' | 'setItem'> | null,
  news: StorageNews | null = null,
): Store<Settings> {
  const read = (): Settings => {
    try {
      return readSettings(JSON.parse(storage?.getItem(KEY) ?? 'null'));
    } catch {
      return DEFAULT_SETTINGS; // unreadable: start from the defaults
    }
  };
  const store = createStore(read());
  let hearing = false;
  store.subscribe(() => {
    if (hearing) return; // it is stored already; two windows of different versions would answer each other for ever
    try {
      storage?.setItem(KEY, JSON.stringify(store.get()));
    } catch {
      // Full or denied: the choice lasts as long as the page.
    }
  });
  news?.addEventListener('storage', ({ key }) => {
    // Null: all of it was cleared.
    if (key !== KEY && key !== null) return;
    hearing = true;
    store.set(read());
    hearing = false;
  });
  return store;
}
