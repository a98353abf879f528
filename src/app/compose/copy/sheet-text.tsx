import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { Icon } from '../../ui/controls/icon.tsx';

interface SheetTextProps {
  readonly title?: string;
  readonly text: string;
  /** Said where there is no text. */
  readonly empty?: string;
  readonly label: MessageKey;
  /** The button's full name; absent: its label says all. */
  readonly name?: string;
  /** It is what was copied last. */
  readonly copied: boolean;
  readonly onCopy: () => void;
}

/** A text as it would be copied, and its button. */
export function SheetText({ title, text, empty, label, name, copied, onCopy }: SheetTextProps) {
  const { t } = useLocale();
  return (
    <div className="sheet__row">
      <div>
        {title !== undefined && <p className="sheet__title small muted">{title}</p>}
        {text === '' ? (
          <p className="small muted">{empty}</p>
        ) : (
          <p className="sheet__text small" dir="auto">
            {text}
          </p>
        )}
      </div>
      {text !== '' && (
        <button type="button" className="button button--small" aria-label={name} onClick={onCopy}>
          <Icon name={copied ? 'check' : 'copy'} size={16} />
          {t(copied ? 'sheet.copied' : label)}
        </button>
      )}
    </div>
  );
}
