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
    expect(
      readSettings({
        language: 'xx',
        tagLanguage: 'klingon',
        theme: 7,
        tagCount: 99,
        copyStyle: 'shout',
        useHistory: 'no',
      }),
    ).toEqual(DEFAULT_SETTINGS);
    expect(readSettings(null)).toEqual(DEFAULT_SETTINGS);
    expect(createSettingsStore(storage('{not json')).get()).toEqual(DEFAULT_SETTINGS);
  });

  it('follow what another window writes, and write nothing back themselves', () => {
    const written: string[] = [];
    let value: string | null = null;
    const place = {
      getItem: () => value,
      setItem: (_key: string, next: string) => {
        written.push(next);
        value = next;
      },
    };
    const listeners: ((event: { readonly key: string | null }) => void)[] = [];
    const news = {
      addEventListener: (_: 'storage', listener: (event: { readonly key: string | null }) => void) =>
        void listeners.push(listener),
    };
    const store = createSettingsStore(place, news);
    const mine = { key: 'mine', label: 'Mine' };
    store.update((now) => ({ ...now, alwaysSuggest: [mine] }));
    expect(written).toHaveLength(1);
    // The other window forgets everything …
    value = JSON.stringify({ ...DEFAULT_SETTINGS, theme: 'dark' });
    for (const hear of listeners) hear({ key: 'another' });
    expect(store.get().alwaysSuggest).toEqual([mine]);
    for (const hear of listeners) hear({ key: 'tagweave.settings' });
    expect(store.get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(written).toHaveLength(1);
    // … and a change here does not bring it back.
    store.update((now) => ({ ...now, tagCount: 3 }));
    expect(written.at(-1)).not.toContain('mine');
    value = null;
    for (const hear of listeners) hear({ key: null });
    expect(store.get()).toEqual(DEFAULT_SETTINGS);
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
