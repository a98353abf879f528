import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, createSettingsStore, readSettings } from './settings-store.ts';

function storage(initial: string | null = null) {
  let value = initial;
  return { getItem: () => value, setItem: (_key: string, next: string) => void (value = next) };
}

describe('settings', () => {
  it('come back as they were left', () => {
    const place = storage();
    createSettingsStore(place).update((now) => ({ ...now, language: 'uk', tagCount: 3 }));
    expect(createSettingsStore(place).get()).toEqual({ ...DEFAULT_SETTINGS, language: 'uk', tagCount: 3 });
  });

  it('keep a corrected platform rule, and drop one that makes no sense', () => {
    const edit = { cap: 3, usual: 3, characters: 'word', postLimit: null, editedAt: '2026-11-26' } as const;
    const place = storage();
    createSettingsStore(place).update((now) => ({ ...now, platformEdits: { instagram: edit } }));
    expect(createSettingsStore(place).get().platformEdits).toEqual({ instagram: edit });
    expect(readSettings({ platformEdits: { instagram: { ...edit, cap: -1 } } })).toEqual(DEFAULT_SETTINGS);
  });

  it('replace what makes no sense by the default', () => {
    expect(readSettings({ language: 'xx', theme: 7, tagCount: 99, copyStyle: 'shout', useHistory: 'no' })).toEqual(
      DEFAULT_SETTINGS,
    );
    expect(readSettings(null)).toEqual(DEFAULT_SETTINGS);
    expect(createSettingsStore(storage('{not json')).get()).toEqual(DEFAULT_SETTINGS);
  });

  it('work without storage', () => {
    const denied = {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const store = createSettingsStore(denied);
    store.update((now) => ({ ...now, theme: 'dark' }));
    expect(store.get().theme).toBe('dark');
    expect(createSettingsStore(null).get()).toEqual(DEFAULT_SETTINGS);
  });
});
