import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/controls/icon.tsx';

/** Installs the page as an app; there only where and while the browser offers it. */
export function InstallButton() {
  const { t } = useLocale();
  const { install } = useModel();
  const offered = useStore(install.store, (value) => value);
  if (!offered) return null;
  return (
    <div className="help__install">
      <button type="button" className="button" onClick={() => void install.ask()}>
        <Icon name="save" />
        {t('help.install')}
      </button>
      <p className="small muted">{t('help.installHint')}</p>
    </div>
  );
}
