import { useId } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { Icon } from '../ui/controls/icon.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What password managers are told. */
  readonly kind: 'new-password' | 'current-password';
  readonly shown: boolean;
  /** Absent: the field beside it has the switch. */
  readonly onShow?: (shown: boolean) => void;
  readonly invalid?: boolean;
  /** Id of what explains the field elsewhere. */
  readonly describedBy?: string;
  /** What stands below it. */
  readonly children?: ReactNode;
}

/** A passphrase, hidden until the person wants to see it. */
export function PassphraseField({ label, value, onChange, kind, shown, onShow, ...rest }: PassphraseFieldProps) {
  const { t } = useLocale();
  const id = useId();
  const described = [rest.describedBy, rest.children === undefined ? undefined : `${id}-below`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="data__field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="data__secret">
        <input
          id={id}
          className="field"
          type={shown ? 'text' : 'password'}
          autoComplete={kind}
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          aria-invalid={rest.invalid}
          aria-describedby={described === '' ? undefined : described}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
        {onShow !== undefined && (
          <button
            type="button"
            className="button button--quiet button--icon"
            aria-pressed={shown}
            title={t('data.showPassphrase')}
            onClick={() => {
              onShow(!shown);
            }}
          >
            <Icon name="eye" />
            <span className="visually-hidden">{t('data.showPassphrase')}</span>
          </button>
        )}
      </div>
      {rest.children !== undefined && (
        <div id={`${id}-below`} className="small muted">
          {rest.children}
        </div>
      )}
    </div>
  );
}
