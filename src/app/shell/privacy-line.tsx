import { useMemo } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { watchRequests } from './privacy.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/controls/icon.tsx';

/** Privacy that can be checked: how many requests left this page since the models loaded, as the browser counted them. */
export function PrivacyLine() {
  const { engine } = useModel();
  const { t } = useLocale();
  const watch = useMemo(() => watchRequests(() => engine.store.get().readyAt), [engine]);
  const { elsewhere, sinceReady } = useStore(watch.store, (value) => value);
  const ready = useStore(engine.store, (value) => value.readyAt !== null);
  return (
    <p className="privacy small muted">
      <Icon name="shield" size={16} />
      <span>
        {ready
          ? sinceReady === 0
            ? t('privacy.nothing')
            : t('privacy.count', { count: sinceReady })
          : t('privacy.before')}
        {elsewhere > 0 && ` ${t('privacy.elsewhere', { count: elsewhere })}`}
      </span>
    </p>
  );
}
