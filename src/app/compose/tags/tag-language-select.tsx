import { TAG_LANGUAGES } from '../../../domain/tags/tag-language.ts';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { wantedTagLanguage } from '../../stores/settings/wanted-tag-language.ts';

/** In which language tags are suggested: one choice for the whole page. */
export function TagLanguageSelect({ id }: { readonly id: string }) {
  const { t } = useLocale();
  const { settings } = useModel();
  const chosen = useStore(settings, (now) => wantedTagLanguage(now));
  return (
    <select
      id={id}
      className="field"
      value={chosen}
      aria-label={t('tagLanguage.label')}
      onChange={(event) => {
        const tagLanguage = TAG_LANGUAGES.find((one) => one === event.target.value) ?? chosen;
        settings.update((now) => ({ ...now, tagLanguage }));
      }}
    >
      {TAG_LANGUAGES.map((one) => (
        <option key={one} value={one}>
          {t(`tagLanguage.${one}`)}
        </option>
      ))}
    </select>
  );
}
