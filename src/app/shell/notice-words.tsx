import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import type { EngineState } from '../stores/engine/engine-store.ts';
import { Icon } from '../ui/controls/icon.tsx';

const WORDS = {
  'device-changed': 'notice.device',
  'history-in-memory': 'notice.memory',
  'history-newer': 'notice.newer',
  'history-blocked': 'notice.blocked',
  'history-damaged': 'notice.damaged',
  'history-full': 'notice.full',
  unchecked: 'notice.unchecked',
} as const;

/** A notice in words, and the button that closes it. */
export function NoticeWords({ notice }: { readonly notice: NonNullable<EngineState['notice']> }) {
  const { engine } = useModel();
  const { t } = useLocale();
  return (
    <div className="notice">
      <p>
        {t(WORDS[notice])} {notice.startsWith('history') && <a href={hrefOf('data')}>{t('notice.copy')}</a>}
      </p>
      <button type="button" className="button button--quiet button--small" onClick={engine.closeNotice}>
        <Icon name="close" size={16} />
        <span className="visually-hidden">{t('close')}</span>
      </button>
    </div>
  );
}
