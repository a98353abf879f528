import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../lib/error-text.ts';
import { shownError } from '../lib/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

/** One quiet line: how much has to come once, how far it is, and what to do when it stops. */
export function EngineLine() {
  const locale = useLocale();
  const { t, bytes } = locale;
  const { engine } = useModel();
  const state = useStore(engine.store, (value) => value);
  const start = (): void => {
    engine.load().catch(() => undefined);
  };
  const missing = state.size === null ? 0 : state.size.totalBytes - state.size.cachedBytes;

  if (state.phase === 'ready') return null;
  if (state.phase === 'failed') {
    const again = state.error?.code === 'worker-crashed' || state.error?.code === 'device-lost';
    return (
      <div className="trouble" role="alert">
        <p>{errorText(locale, state.error ?? shownError(null))}</p>
        <button
          type="button"
          className="button button--small"
          onClick={again ? () => void engine.restart().catch(() => undefined) : start}
        >
          {t(again ? 'engine.restart' : 'again')}
        </button>
      </div>
    );
  }
  if (state.phase === 'idle') {
    if (missing === 0) return null;
    return (
      <p className="small muted">
        {t(state.metered ? 'engine.sizeMetered' : 'engine.size', { size: bytes(missing) })}{' '}
        <button type="button" className="link-button" onClick={start}>
          {t('engine.now')}
        </button>
      </p>
    );
  }
  if (state.phase === 'stopped') {
    return (
      <p className="small engine__row">
        <span>{t('engine.stopped', { received: bytes(state.receivedBytes), total: bytes(state.totalBytes) })}</span>
        <button type="button" className="button button--small" onClick={start}>
          {t('engine.resume')}
        </button>
      </p>
    );
  }
  const share = state.totalBytes === 0 ? 0 : state.receivedBytes / state.totalBytes;
  // When all has come it is still unpacked and checked.
  const preparing = state.phase === 'preparing' || share >= 1;
  const words = preparing
    ? state.preparing === null
      ? t('engine.starting')
      : t('step.of', { what: t('engine.preparing'), at: state.preparing.step, of: state.preparing.of })
    : t(state.retrying ? 'engine.retrying' : 'engine.progress', {
        received: bytes(state.receivedBytes),
        total: bytes(state.totalBytes),
      });
  return (
    <div className="engine">
      <div className="engine__row small">
        <span className="muted">{words}</span>
        <button type="button" className="button button--quiet button--small" onClick={engine.cancel}>
          {t('cancel')}
        </button>
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-label={t('engine.bar')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((preparing ? 1 : share) * 100)}
        aria-valuetext={words}
      >
        <div
          className="bar__fill"
          style={{ transform: `scaleX(${preparing && state.totalBytes === 0 ? 0.02 : preparing ? 1 : share})` }}
        />
      </div>
    </div>
  );
}
