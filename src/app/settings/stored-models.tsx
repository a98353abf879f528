import { useEffect, useState } from 'react';
import type { StoredModel } from '../../domain/models/stored-model.ts';
import type { LoadReport } from '../../recommender/recommender.ts';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { errorText } from '../errors/error-text.ts';
import { shownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/controls/icon.tsx';

/** Names of the packages whose WebAssembly is downloaded beside the models. */
const RUNTIMES = ['onnxruntime-web', 'tfjs-backend-wasm'];

/** What a stored model is for; null while nothing is loaded that could tell. */
function roleOf(name: string, report: LoadReport | null): MessageKey | null {
  if (RUNTIMES.includes(name)) return 'models.runtime';
  if (report === null) return null;
  const { photo, caption, network } = report.models;
  if (name === photo) return 'models.photo';
  if (name === caption) return 'models.caption';
  return name === network ? 'models.network' : 'models.unused';
}

interface Estimate {
  readonly usage: number;
  readonly quota: number;
}

async function estimate(): Promise<Estimate | null> {
  if (!('storage' in navigator)) return null;
  const { usage, quota } = await navigator.storage.estimate();
  return usage === undefined || quota === undefined ? null : { usage, quota };
}

interface Contents {
  readonly stored: readonly StoredModel[];
  readonly room: Estimate | null;
}

/** What is kept of the downloads: how large, away with it, and all of it anew. */
export function StoredModels() {
  const locale = useLocale();
  const { t, bytes } = locale;
  const { engine, toasts } = useModel();
  const { phase, report } = useStore(engine.store, (value) => value);
  const [shown, setShown] = useState<Contents | null>(null);
  const [changes, setChanges] = useState(0);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let stale = false;
    const look = async (): Promise<void> => {
      // Where nothing can be listed there is nothing to show.
      const stored = await engine
        .recommender()
        .storedModels()
        .catch(() => []);
      const room = await estimate().catch(() => null);
      if (!stale) setShown({ stored, room });
    };
    void look();
    return () => {
      stale = true;
    };
  }, [engine, phase, changes]);

  const doing = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toasts.show(errorText(locale, shownError(error)));
    } finally {
      setBusy(false);
      setChanges((now) => now + 1);
    }
  };
  const forget = (name: string): Promise<void> =>
    doing(async () => {
      await engine.recommender().forgetModels([name]);
      toasts.show(t('models.deleted'));
    });
  const again = (): Promise<void> =>
    doing(async () => {
      await engine.recommender().forgetModels(null);
      // Its failure is told by the engine's own line.
      await engine.restart().catch(() => undefined);
    });

  if (shown === null) return null;
  const { stored, room } = shown;
  return (
    <div className="stored">
      <h3>{t('models.stored')}</h3>
      {stored.length === 0 && <p className="small muted">{t('models.none')}</p>}
      <ul>
        {stored.map(({ name, bytes: size, unfinished }) => {
          const role = roleOf(name, report);
          return (
            <li key={name} className="stored__row">
              <span className="stored__name">
                {role !== null && <span>{t(role)}</span>}
                <span className={role === null ? '' : 'small muted'}>{name}</span>
              </span>
              <span className="stored__size">
                {bytes(size)}
                {unfinished && <span className="small muted"> · {t('models.unfinished')}</span>}
              </span>
              <button
                type="button"
                className="button button--quiet button--small button--icon"
                title={t('models.delete', { name })}
                disabled={busy}
                onClick={() => void forget(name)}
              >
                <Icon name="trash" size={16} />
                <span className="visually-hidden">{t('models.delete', { name })}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {stored.length > 0 && (
        <div>
          <button
            type="button"
            className="button button--small"
            disabled={busy || phase === 'downloading' || phase === 'preparing'}
            onClick={() => void again()}
          >
            {t('models.again')}
          </button>
        </div>
      )}
      {room !== null && (
        <p className="small muted">{t('models.estimate', { used: bytes(room.usage), quota: bytes(room.quota) })}</p>
      )}
    </div>
  );
}
