import { useEffect, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

/** How much of this device's storage the page uses: history and downloaded models together. */
export function StorageLine() {
  const { t, bytes } = useLocale();
  const { engine } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [used, setUsed] = useState<number | null>(null);
  useEffect(() => {
    let stale = false;
    const measure = async (): Promise<void> => {
      if (!('storage' in navigator)) return;
      const { usage } = await navigator.storage.estimate();
      if (!stale) setUsed(usage ?? null);
    };
    measure().catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [version]);
  return used === null ? null : <p className="small muted">{t('history.storage', { size: bytes(used) })}</p>;
}
