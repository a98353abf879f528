import { useId, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { saveFile } from '../ui/clipboard.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { EngineTaskView, useEngineTask } from './engine-task.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { passphraseStrength } from './passphrase-strength.ts';

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
  const task = useEngineTask((event) => (event.type === 'transfer' && event.what === 'export' ? event : null));

  const save = (): Promise<void> =>
    task.run(async (signal) => {
      const file = await engine.recommender().exportPosts({ passphrase, signal });
      const day = new Date().toISOString().slice(0, 10);
      saveFile(`tagweave-${day}.${passphrase === '' ? 'zip' : 'tagweave'}`, file.type, file);
      toasts.show(t('data.saved', { size: locale.bytes(file.size) }));
      // It has done its work: nobody who sits down here later reads it.
      setPassphrase('');
      setRepeated('');
      setShown(false);
    });

  return (
    <section className="data__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('data.save')}</h2>
      <p className="small muted">{t('data.saveHint')}</p>
      <EngineTaskView task={task} label={t('data.saving')}>
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
      </EngineTaskView>
    </section>
  );
}
