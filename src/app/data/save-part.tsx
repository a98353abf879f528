import { useId, useRef, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../errors/error-text.ts';
import { shownError } from '../errors/plain-error.ts';
import type { ShownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { Icon } from '../ui/icon.tsx';
import type { Progress } from './import-store.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { passphraseStrength } from './passphrase-strength.ts';
import { ProgressBar } from './progress-bar.tsx';

/** Gives the browser a file to save. */
function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser needs the address until it has begun to save.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}

/** A copy of all posts as a file, under a passphrase if the person wants one. */
export function SavePart() {
  const locale = useLocale();
  const { t } = locale;
  const { engine, toasts } = useModel();
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [shown, setShown] = useState(false);
  const [differs, setDiffers] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  const abort = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    abort.current = new AbortController();
    setBusy(true);
    setError(null);
    setProgress(null);
    const off = engine.recommender().on((event) => {
      if (event.type === 'transfer' && event.what === 'export') setProgress({ done: event.done, of: event.of });
    });
    try {
      const file = await engine.recommender().exportPosts({ passphrase, signal: abort.current.signal });
      const day = new Date().toISOString().slice(0, 10);
      download(file, `tagweave-${day}.${passphrase === '' ? 'zip' : 'tagweave'}`);
      toasts.show(t('data.saved', { size: locale.bytes(file.size) }));
      // It has done its work: nobody who sits down here later reads it.
      setPassphrase('');
      setRepeated('');
      setShown(false);
    } catch (caught) {
      const shown = shownError(caught);
      if (shown.code !== 'aborted') setError(shown);
    } finally {
      off();
      setBusy(false);
    }
  };

  return (
    <section className="data__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('data.save')}</h2>
      <p className="small muted">{t('data.saveHint')}</p>
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      {busy ? (
        <ProgressBar
          label={t('data.saving')}
          progress={progress}
          onStop={() => {
            abort.current?.abort();
          }}
        />
      ) : (
        <form
          className="data__part"
          onSubmit={(event) => {
            event.preventDefault();
            const same = passphrase === '' || passphrase === repeated;
            setDiffers(!same);
            if (same) void save();
          }}
        >
          <PassphraseField
            label={t('data.passphraseWish')}
            kind="new-password"
            value={passphrase}
            onChange={(typed) => {
              setPassphrase(typed);
              setDiffers(false);
            }}
            shown={shown}
            onShow={setShown}
          >
            <p>{t('data.passphraseHint')}</p>
            {passphrase !== '' && <p role="status">{t(`data.strength.${passphraseStrength(passphrase)}`)}</p>}
          </PassphraseField>
          {passphrase !== '' && (
            <PassphraseField
              label={t('data.passphraseAgain')}
              kind="new-password"
              value={repeated}
              onChange={(typed) => {
                setRepeated(typed);
                setDiffers(false);
              }}
              shown={shown}
              invalid={differs}
            >
              {differs && (
                <p className="data__wrong" role="alert">
                  {t('data.passphraseDiffers')}
                </p>
              )}
            </PassphraseField>
          )}
          <div>
            <button type="submit" className="button">
              <Icon name="save" />
              {t(passphrase === '' ? 'data.saveNow' : 'data.saveLocked')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
