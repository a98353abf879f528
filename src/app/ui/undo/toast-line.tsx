import { useEffect, useRef } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { Icon } from '../controls/icon.tsx';
import './toast-line.css';

const SHOWN_MS = 8000;

/** The one line that says what just happened and offers to undo it; read out politely. */
export function ToastLine() {
  const { toasts } = useModel();
  const { t } = useLocale();
  const toast = useStore(toasts.store, (value) => value);
  const spoken = useStore(toasts.spoken, (value) => value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => {
    clearTimeout(timer.current);
  };
  const start = (): void => {
    stop();
    timer.current = setTimeout(toasts.hide, SHOWN_MS);
  };
  useEffect(() => {
    if (toast === null) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(toasts.hide, SHOWN_MS);
  }, [toast, toasts]);
  return (
    <>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      <div className="toast-place" role="status">
        {toast !== null && (
          <div
            className="toast"
            key={toast.id}
            role="presentation"
            onMouseEnter={stop}
            onMouseLeave={start}
            onFocus={stop}
            onBlur={start}
          >
            <span className="toast__text">{toast.text}</span>
            {toast.action !== null && (
              <button
                type="button"
                className="toast__action"
                onClick={() => {
                  toast.action?.run();
                  toasts.hide();
                }}
              >
                {toast.action.label}
              </button>
            )}
            <button type="button" className="toast__close" onClick={toasts.hide}>
              <Icon name="close" size={16} />
              <span className="visually-hidden">{t('close')}</span>
            </button>
          </div>
        )}
      </div>
    </>
  );
}
