import { useId } from 'react';
import type { ReactNode } from 'react';
import { LANGUAGES, LANGUAGE_NAMES } from '../../domain/text/format.ts';
import { useLocale } from '../i18n/locale.ts';
import { InstallButton } from '../help/install-button.tsx';
import type { MessageKey } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { MAX_TAG_COUNT, chosenPlatform } from '../stores/settings/platform-list.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import type { Settings } from '../stores/settings/settings-store.ts';
import { useStore } from '../stores/store.ts';
import { Choice } from '../ui/controls/choice.tsx';
import { ModelsPart } from './models-part.tsx';
import { PlatformPart } from './platform-part.tsx';
import './settings-view.css';

declare const __TAGWEAVE_VERSION__: string;

function Part({ title, children }: { readonly title: MessageKey; readonly children: ReactNode }) {
  const { t } = useLocale();
  return (
    <section className="settings__part">
      <h2>{t(title)}</h2>
      {children}
    </section>
  );
}

export function SettingsView() {
  const { t } = useLocale();
  const { settings } = useModel();
  const id = useId();
  const value = useStore(settings, (now) => now);
  const change = (part: Partial<Settings>): void => {
    settings.update((now) => ({ ...now, ...part }));
  };
  const rule = chosenPlatform(value);
  const cap = rule?.cap ?? null;
  return (
    <div className="settings">
      <h1>{t('settings.title')}</h1>
      <Part title="settings.look">
        <Choice
          legend={t('settings.language')}
          name="language"
          value={value.language}
          options={[
            { value: 'auto', label: t('settings.auto') },
            ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          ]}
          onChange={(language) => {
            change({ language });
          }}
        />
        <Choice
          legend={t('settings.theme')}
          name="theme"
          value={value.theme}
          options={[
            { value: 'auto', label: t('settings.auto') },
            { value: 'light', label: t('settings.light') },
            { value: 'dark', label: t('settings.dark') },
          ]}
          onChange={(theme) => {
            change({ theme });
          }}
        />
      </Part>
      <Part title="settings.tags">
        <div className="setting">
          <span>
            <label className="setting__name" htmlFor={`${id}-count`}>
              {t('settings.count')}
            </label>
            <span className="small muted">
              {cap === null ? t('settings.countFree') : t('settings.countCap', { platform: rule?.name ?? '', cap })}
            </span>
          </span>
          <select
            id={`${id}-count`}
            className="field"
            value={value.tagCount ?? ''}
            onChange={(event) => {
              change({ tagCount: event.target.value === '' ? null : Number(event.target.value) });
            }}
          >
            <option value="">{t('settings.countAuto')}</option>
            {Array.from({ length: MAX_TAG_COUNT }, (_, index) => index + 1).map((count) => (
              <option key={count} value={count} disabled={count > (cap ?? MAX_TAG_COUNT)}>
                {count}
              </option>
            ))}
          </select>
        </div>
        <div className="setting">
          <span>
            <label className="setting__name" htmlFor={`${id}-history`}>
              {t('settings.history')}
            </label>
            <span className="small muted">{t('settings.historyHint')}</span>
          </span>
          <input
            id={`${id}-history`}
            type="checkbox"
            className="switch"
            checked={value.useHistory}
            onChange={(event) => {
              change({ useHistory: event.target.checked });
            }}
          />
        </div>
      </Part>
      <Part title="platforms.title">
        <PlatformPart />
      </Part>
      <Part title="data.title">
        <p className="small muted">{t('data.lead')}</p>
        <p>
          <a href={hrefOf('data')}>{t('settings.data')}</a>
        </p>
      </Part>
      <Part title="models.title">
        <ModelsPart />
      </Part>
      <InstallButton />
      <p className="small muted">
        {t('settings.version', { version: __TAGWEAVE_VERSION__ })} · <a href={hrefOf('lab')}>{t('nav.lab')}</a>
      </p>
    </div>
  );
}
