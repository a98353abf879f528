import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { ASSUMED_MBIT, connectionMbit, createPace, roundedTime, secondsFor } from './download-time.ts';
import { errorText } from '../../errors/error-text.ts';
import { shownError } from '../../errors/plain-error.ts';
import { useModel } from '../../model.ts';
import type { EngineState } from '../../stores/engine/engine-store.ts';
import { useStore } from '../../stores/store.ts';

/** Seconds in words. */
function useTime(): (seconds: number) => string {
  const { number } = useLocale();
  return (seconds) => {
    const { value, unit } = roundedTime(seconds);
    return number(value, { style: 'unit', unit, unitDisplay: 'long' });
  };
}

/** How long so many bytes take before anything was measured: as the browser says, else at a speed that is named. */
function useForecast(): (bytes: number) => string {
  const { t } = useLocale();
  const time = useTime();
  return (bytes) => {
    const mbit = connectionMbit(navigator);
    return mbit === null
      ? t('engine.timeAt', { time: time(secondsFor(bytes, ASSUMED_MBIT)), mbit: ASSUMED_MBIT })
      : t('engine.time', { time: time(secondsFor(bytes, mbit)) });
  };
}

/** One quiet line: how much has to come once and how long that takes, how far it is, and what to do when it stops. */
export function EngineLine() {
  const { engine } = useModel();
  const state = useStore(engine.store, (value) => value);
  const start = (): void => {
    engine.load().catch(() => undefined);
  };
  switch (state.phase) {
    case 'ready':
      return null;
    case 'failed':
      return <Failed state={state} onAgain={start} />;
    case 'idle':
    case 'stopped':
      return <Waiting state={state} onStart={start} />;
    case 'downloading':
    case 'preparing':
      return <Going state={state} onCancel={engine.cancel} />;
  }
}

function Failed({ state, onAgain }: { readonly state: EngineState; readonly onAgain: () => void }) {
  const locale = useLocale();
  const { engine } = useModel();
  const anew = state.error?.code === 'worker-crashed' || state.error?.code === 'device-lost';
  return (
    <div className="trouble" role="alert">
      <p>{errorText(locale, state.error ?? shownError(null))}</p>
      <button
        type="button"
        className="button button--small"
        onClick={anew ? () => void engine.restart().catch(() => undefined) : onAgain}
      >
        {locale.t(anew ? 'engine.restart' : 'again')}
      </button>
    </div>
  );
}

/** Before the first byte, after a reload, after a cancel: what is here, what is missing, how long it takes. */
function Waiting({ state, onStart }: { readonly state: EngineState; readonly onStart: () => void }) {
  const { t, bytes } = useLocale();
  const forecast = useForecast();
  const { size, phase, metered } = state;
  const total = phase === 'stopped' && state.totalBytes > 0 ? state.totalBytes : (size?.totalBytes ?? 0);
  const here = Math.min(total, Math.max(state.receivedBytes, size?.cachedBytes ?? 0));
  const missing = total - here;
  if (missing <= 0) return null;
  const facts = { size: bytes(missing), total: bytes(total), received: bytes(here), time: forecast(missing) };
  return (
    <div className="engine small muted">
      <p>
        {phase === 'stopped'
          ? t('engine.stopped', facts)
          : here > 0
            ? t('engine.partly', facts)
            : t('engine.size', facts)}{' '}
        {phase === 'idle' && t(metered ? 'engine.whenPressed' : 'engine.whenNeeded')}{' '}
        <button type="button" className="link-button" onClick={onStart}>
          {t(here > 0 ? 'engine.resume' : 'engine.now')}
        </button>
      </p>
      {phase === 'stopped' && <Meanwhile />}
    </div>
  );
}

/** What needs no models. */
function Meanwhile(): ReactNode {
  const { t } = useLocale();
  return <p>{t('engine.meanwhile')}</p>;
}

/** Seconds that are left of a running download, measured; null while nobody can tell. */
function useSecondsLeft(): number | null {
  const { engine } = useModel();
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const pace = createPace();
    return engine.store.subscribe(() => {
      const { phase, receivedBytes, totalBytes } = engine.store.get();
      if (phase !== 'downloading') return;
      pace.see(performance.now(), receivedBytes);
      const speed = pace.bytesPerSecond();
      setLeft(speed === null ? null : (totalBytes - receivedBytes) / speed);
    });
  }, [engine]);
  return left;
}

function Going({ state, onCancel }: { readonly state: EngineState; readonly onCancel: () => void }) {
  const { t, bytes } = useLocale();
  const time = useTime();
  const left = useSecondsLeft();
  const share = state.totalBytes === 0 ? 0 : state.receivedBytes / state.totalBytes;
  // When all has come it is still unpacked and checked.
  const preparing = state.phase === 'preparing' || share >= 1;
  const facts = { received: bytes(state.receivedBytes), total: bytes(state.totalBytes) };
  const words = preparing
    ? state.preparing === null
      ? t('engine.starting')
      : t('step.of', { what: t('engine.preparing'), at: state.preparing.step, of: state.preparing.of })
    : t(state.retrying ? 'engine.retrying' : 'engine.progress', facts);
  const rest = preparing || state.retrying || left === null ? '' : ` · ${t('engine.left', { time: time(left) })}`;
  return (
    <div className="engine small muted">
      <div className="engine__row">
        <span>
          {words}
          {rest}
        </span>
        <button type="button" className="button button--quiet button--small" onClick={onCancel}>
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
      {!preparing && <Meanwhile />}
    </div>
  );
}
