import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/icon.tsx';

const WORDS = {
  'device-changed': 'notice.device',
  'history-in-memory': 'notice.memory',
  'history-newer': 'notice.newer',
  'history-blocked': 'notice.blocked',
  'history-damaged': 'notice.damaged',
  'history-full': 'notice.full',
  unchecked: 'notice.unchecked',
} as const;

/** What the engine had to change on its own, said once: another backend, history in memory only. */
export function Notice() {
  const { engine } = useModel();
  const { t } = useLocale();
  const notice = useStore(engine.store, (value) => value.notice);
  return (
    <div role="status">
      {notice !== null && (
        <div className="notice">
          <p>
            {t(WORDS[notice])} {notice.startsWith('history') && <a href={hrefOf('data')}>{t('notice.copy')}</a>}
          </p>
          <button type="button" className="button button--quiet button--small" onClick={engine.closeNotice}>
            <Icon name="close" size={16} />
            <span className="visually-hidden">{t('close')}</span>
          </button>
        </div>
      )}
    </div>
  );
}
