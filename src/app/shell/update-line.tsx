import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/controls/icon.tsx';

/** A newer version waits; it starts when the person says so, because a reload takes the photo off the table. */
export function UpdateLine() {
  const { updates } = useModel();
  const { t } = useLocale();
  const ready = useStore(updates.ready, (value) => value);
  return (
    <div role="status">
      {ready && (
        <div className="notice notice--news">
          <p>{t('update.ready')}</p>
          <div className="notice__actions">
            <button type="button" className="button button--small" onClick={updates.apply}>
              {t('update.apply')}
            </button>
            <button type="button" className="button button--quiet button--small" onClick={updates.later}>
              <Icon name="close" size={16} />
              <span className="visually-hidden">{t('close')}</span>
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
