import { useEffect, useId } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../errors/error-text.ts';
import { shownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { ChooseFiles } from './choose-files.tsx';
import { DateOrderChoice } from './date-order-choice.tsx';
import { ImportPreviewCard, ProblemList } from './import-preview.tsx';
import { importerOf } from './import-store.ts';
import type { Importer, ImportState } from './import-store.ts';
import { pickedFiles } from './picked-files.ts';
import { ProgressBar } from './progress-bar.tsx';
import { UnlockForm } from './unlock-form.tsx';

/** Posts from elsewhere: choose, look, bring in. Nothing is written before the person has seen what would come. */
export function ImportPart() {
  const { t } = useLocale();
  const { engine, handed } = useModel();
  const importer = importerOf(engine);
  const state = useStore(importer.store, (value) => value);
  const dropped = useStore(handed, (value) => value);
  // An import that is under way is not disturbed: the files may be dropped here once more.
  const busy = state.stage === 'check' || state.stage === 'import';
  useEffect(() => {
    if (dropped.length === 0) return;
    handed.set([]);
    if (!busy) void importer.choose(pickedFiles(dropped));
  }, [dropped, busy, handed, importer]);
  const id = useId();
  return (
    <section className="data__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('data.import')}</h2>
      <Stage state={state} importer={importer} />
    </section>
  );
}

function Stage({ state, importer }: { readonly state: ImportState; readonly importer: Importer }): ReactNode {
  const locale = useLocale();
  const { t } = locale;
  switch (state.stage) {
    case 'choose':
      return (
        <>
          {state.error !== null && (
            <p className="trouble" role="alert">
              {errorText(locale, state.error)}
            </p>
          )}
          <ChooseFiles onChoose={(files) => void importer.choose(files)} />
        </>
      );
    case 'check':
      return <ProgressBar label={t('data.checking')} progress={state.progress} onStop={importer.reset} />;
    case 'locked':
      return (
        <UnlockForm
          wrong={state.wrong}
          onUnlock={(passphrase) => void importer.unlock(passphrase)}
          onCancel={importer.reset}
        />
      );
    case 'preview':
      return (
        <>
          {state.asked && (
            <DateOrderChoice value={state.dateOrder} onChange={(order) => void importer.orderDates(order)} />
          )}
          <ImportPreviewCard preview={state.preview} onBegin={() => void importer.begin()} onCancel={importer.reset} />
        </>
      );
    case 'import':
      return <ProgressBar label={t('data.importing')} progress={state.progress} onStop={importer.stop} />;
    case 'stopped':
      return (
        <>
          <p role="alert" className={state.error.code === 'aborted' ? undefined : 'trouble'}>
            {state.error.code === 'aborted'
              ? t('data.stopped', { count: state.kept })
              : `${errorText(locale, state.error)} ${t('data.stopped', { count: state.kept })}`}
          </p>
          <div className="data__row">
            <button type="button" className="button button--primary" onClick={() => void importer.begin()}>
              {t('data.goOn')}
            </button>
            <button type="button" className="button" onClick={importer.reset}>
              {t('data.enough')}
            </button>
          </div>
        </>
      );
    case 'done':
      return <Done state={state} importer={importer} />;
  }
}

function Done({
  state,
  importer,
}: {
  readonly state: Extract<ImportState, { stage: 'done' }>;
  readonly importer: Importer;
}) {
  const locale = useLocale();
  const { t } = locale;
  const { toasts } = useModel();
  const { added, sets, list, problems } = state.report;
  const others = sets.length > 0 || list.length > 0;
  const undo = async (): Promise<void> => {
    try {
      await importer.undo();
      toasts.show(t('data.undone', { count: added.length }));
    } catch (caught) {
      toasts.show(errorText(locale, shownError(caught)));
    }
  };
  return (
    <>
      <p role="status">
        {(added.length > 0 || !others) && t('data.done', { count: added.length })}{' '}
        {sets.length > 0 && t('data.doneSets', { count: sets.length })}{' '}
        {list.length > 0 && t('data.doneList', { count: list.length })}
      </p>
      <ProblemList problems={problems} />
      <div className="data__row">
        <button type="button" className="button" onClick={importer.reset}>
          {t('data.more')}
        </button>
        {(added.length > 0 || others) && (
          <button type="button" className="button button--quiet" onClick={() => void undo()}>
            {t('undo')}
          </button>
        )}
      </div>
    </>
  );
}
