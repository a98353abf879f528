import { useId, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../errors/error-text.ts';
import { PassphraseField } from './passphrase-field.tsx';

interface UnlockFormProps {
  readonly wrong: boolean;
  readonly onUnlock: (passphrase: string) => void;
  readonly onCancel: () => void;
}

/** Asks for the passphrase of an encrypted copy. */
export function UnlockForm({ wrong, onUnlock, onCancel }: UnlockFormProps) {
  const locale = useLocale();
  const { t } = locale;
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  return (
    <form
      className="data__part"
      onSubmit={(event) => {
        event.preventDefault();
        onUnlock(passphrase);
      }}
    >
      <p className={wrong ? 'trouble' : undefined} role={wrong ? 'alert' : 'status'} id={`${id}-why`}>
        {errorText(locale, { code: wrong ? 'passphrase-wrong' : 'archive-locked', details: {} })}
      </p>
      <PassphraseField
        label={t('data.passphrase')}
        kind="current-password"
        value={passphrase}
        onChange={setPassphrase}
        shown={shown}
        onShow={setShown}
        invalid={wrong}
        describedBy={`${id}-why`}
      />
      <div className="data__row">
        <button type="submit" className="button button--primary" disabled={passphrase === ''}>
          {t('data.unlock')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
