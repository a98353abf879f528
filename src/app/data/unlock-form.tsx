import { useId, useState } from 'react';
import { ERROR_SENTENCES } from '../../domain/error-sentences.ts';
import { useLocale } from '../i18n/locale.ts';
import { PassphraseField } from './passphrase-field.tsx';

interface UnlockFormProps {
  readonly wrong: boolean;
  readonly onUnlock: (passphrase: string) => void;
  readonly onCancel: () => void;
}

/** Asks for the passphrase of an encrypted copy. */
export function UnlockForm({ wrong, onUnlock, onCancel }: UnlockFormProps) {
  const { t, language } = useLocale();
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
        {ERROR_SENTENCES[language][wrong ? 'passphrase-wrong' : 'archive-locked']}
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
