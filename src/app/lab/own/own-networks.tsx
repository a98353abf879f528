import { useId, useRef, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { OwnNetwork } from '../../../lab/own/own-told.ts';
import { pickedFiles } from '../../data/picked-files.ts';
import { useLocale } from '../../i18n/locale.ts';
import { saveFile } from '../../ui/clipboard.ts';
import { shownError } from '../../errors/plain-error.ts';
import { useModel } from '../../model.ts';
import { usePartWords } from '../words/words.ts';
import { chooseNetwork, chosenNetwork } from './chosen-network.ts';
import { ownErrorText } from './own-error.ts';
import { ownWords } from './own-words.ts';

interface OwnNetworksProps {
  readonly ask: AskLab;
  readonly networks: readonly OwnNetwork[];
  readonly onChange: () => Promise<void>;
}

/** The networks kept on this device: used for new posts, saved, brought in, forgotten. */
export function OwnNetworks({ ask, networks, onChange }: OwnNetworksProps) {
  const w = usePartWords(ownWords);
  const locale = useLocale();
  const { engine, toasts } = useModel();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState(chosenNetwork);

  const doing = async (work: () => Promise<string>): Promise<void> => {
    setBusy(true);
    try {
      toasts.show(await work());
    } catch (error) {
      toasts.show(ownErrorText(locale, w, shownError(error), 'network'));
    } finally {
      setBusy(false);
      await onChange();
    }
  };
  /** Its failure is told by the engine's own line. */
  const use = async (ref: string | null): Promise<boolean> => {
    if (!chooseNetwork(ref)) return false;
    setChosen(ref);
    await engine.restart().catch(() => undefined);
    return true;
  };
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('own')}</h2>
      {networks.length === 0 && <p className="small muted">{w('own.none')}</p>}
      <ul className="own__list">
        {networks.map(({ ref, name, tags, bytes }) => (
          <li key={ref} className="own__row">
            <span className="own__what">
              <strong>{name}</strong>
              <span className="small muted">
                {w('own.tags', { count: tags })} · {locale.bytes(bytes)} · {ref}
              </span>
              {chosen === ref && <span className="small">{w('used')}</span>}
            </span>
            <span className="lab__run">
              {chosen === ref ? (
                <button
                  type="button"
                  className="button button--small"
                  disabled={busy}
                  onClick={() => void doing(async () => w((await use(null)) ? 'unuse.done' : 'use.failed'))}
                >
                  {w('unuse')}
                </button>
              ) : (
                <button
                  type="button"
                  className="button button--small"
                  aria-label={w('use.of', { name })}
                  disabled={busy}
                  onClick={() => void doing(async () => ((await use(ref)) ? w('use.done', { name }) : w('use.failed')))}
                >
                  {w('use')}
                </button>
              )}
              <button
                type="button"
                className="button button--small"
                aria-label={w('save.of', { name })}
                disabled={busy}
                onClick={() => {
                  void ask('ownExport', { ref }).then(
                    (zip) => {
                      saveFile(`${ref.replace('@', '-')}.zip`, 'application/zip', zip);
                    },
                    (error: unknown) => {
                      toasts.show(ownErrorText(locale, w, shownError(error), 'network'));
                    },
                  );
                }}
              >
                {w('save')}
              </button>
              <button
                type="button"
                className="button button--small button--quiet"
                aria-label={w('forget.of', { name })}
                disabled={busy}
                onClick={() =>
                  void doing(async () => {
                    await ask('ownForget', { ref });
                    if (chosen === ref) await use(null);
                    return w('forget.done', { name });
                  })
                }
              >
                {w('forget')}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <div>
        <button type="button" className="button button--small" disabled={busy} onClick={() => input.current?.click()}>
          {busy ? w('importing') : w('import')}
        </button>
        <input
          ref={input}
          className="own__package"
          type="file"
          hidden
          accept=".zip"
          aria-label={w('import')}
          onChange={({ target }) => {
            const files = pickedFiles(target.files ?? []);
            target.value = '';
            if (files.length > 0)
              void doing(async () => w('import.done', { name: (await ask('ownImport', files)).name }));
          }}
        />
      </div>
      <p className="small muted">{w('card.note')}</p>
    </section>
  );
}
