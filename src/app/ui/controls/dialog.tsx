import { useEffect, useId, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { Icon } from './icon.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** What is done first in it, where that is not closing it. */
  readonly first?: RefObject<HTMLElement | null>;
  /** For lists side by side. */
  readonly wide?: boolean;
}

/** A modal dialog: the platform's own, which traps focus, closes on Escape and gives focus back. */
export function Dialog({ title, onClose, children, actions, first, wide = false }: DialogProps) {
  const { t } = useLocale();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    first?.current?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [first]);
  return (
    <dialog
      ref={ref}
      className={wide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog__head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="button button--quiet button--icon button--small" onClick={onClose}>
          <Icon name="close" size={18} />
          <span className="visually-hidden">{t('close')}</span>
        </button>
      </div>
      <div className="dialog__body">{children}</div>
      {actions !== undefined && <div className="dialog__actions">{actions}</div>}
    </dialog>
  );
}
