import { useLocale } from '../../i18n/locale.ts';
import { chosenPlatform } from '../../stores/settings/platform-list.ts';
import { PLATFORMS } from '../../../domain/platforms/platforms.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';

/** Where the post goes: one choice for the whole page. */
export function PlatformSelect({ id, label = false }: { readonly id: string; readonly label?: boolean }) {
  const { t } = useLocale();
  const { settings } = useModel();
  const value = useStore(settings, (now) => now);
  return (
    <>
      {label && (
        <label htmlFor={id}>
          {t('platform.label')}
          <span className="visually-hidden"> {t('platform.which')}</span>
        </label>
      )}
      <select
        id={id}
        className="field"
        value={chosenPlatform(value)?.id ?? ''}
        onChange={(event) => {
          settings.update((now) => ({ ...now, platform: event.target.value }));
        }}
      >
        {PLATFORMS.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </>
  );
}
