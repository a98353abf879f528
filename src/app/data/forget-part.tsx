import { useEffect, useId, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../errors/error-text.ts';
import { forgetEverything } from '../forget/forget-everything.ts';
import { shownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { WipeDialog } from '../forget/wipe-dialog.tsx';
import { useStore } from '../stores/store.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { Icon } from '../ui/controls/icon.tsx';

/** The beginning of a day as it is where the person is; null while the date is not whole. */
function momentOf(day: string): string | null {
  const moment = new Date(`${day}T00:00:00`);
  return day === '' || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** Posts made since a moment; null until they are counted. */
function useIdsSince(since: string | null): readonly string[] | null {
  const { engine } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [found, setFound] = useState<{ readonly since: string; readonly ids: readonly string[] } | null>(null);
  useEffect(() => {
    if (since === null) return;
    let stale = false;
    engine
      .recommender()
      .postIds(since)
      .then(
        (ids) => {
          if (!stale) setFound({ since, ids });
        },
        () => undefined, // the button stays away; the attempt to forget would say why
      );
    return () => {
      stale = true;
    };
  }, [engine, since, version]);
  return found?.since === since ? found.ids : null;
}

/** Forgetting the last while, or everything. One post is forgotten in the history. */
export function ForgetPart() {
  const locale = useLocale();
  const { t } = locale;
  const model = useModel();
  const { engine, compose, toasts } = model;
  const id = useId();
  const [day, setDay] = useState('');
  const [asking, setAsking] = useState<'since' | 'everything' | null>(null);
  const since = momentOf(day);
  const ids = useIdsSince(since);

  const attempt = async (work: () => Promise<void>, done: string): Promise<void> => {
    setAsking(null);
    try {
      await work();
      toasts.show(done);
    } catch (caught) {
      toasts.show(errorText(locale, shownError(caught)));
    }
  };
  const forgetSince = (gone: readonly string[]): Promise<void> =>
    attempt(
      async () => {
        await engine.recommender().forgetPosts(gone);
        for (const one of gone) compose.unkeep(one);
        setDay('');
      },
      t('data.deleted', { count: gone.length }),
    );

  return (
    <section className="data__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('data.forget')}</h2>
      <p className="small muted">{t('data.forgetHint')}</p>
      <div className="data__field">
        <label className="label" htmlFor={`${id}-since`}>
          {t('data.since')}
        </label>
        <div className="data__row">
          <input
            id={`${id}-since`}
            className="field data__date"
            type="date"
            value={day}
            onChange={(event) => {
              setDay(event.target.value);
            }}
          />
          {ids !== null && ids.length > 0 && (
            <button
              type="button"
              className="button"
              onClick={() => {
                setAsking('since');
              }}
            >
              {t('data.deleteCount', { count: ids.length })}
            </button>
          )}
        </div>
        <p className="small muted" role="status">
          {ids?.length === 0 && t('data.sinceNone')}
        </p>
      </div>
      <div>
        <button
          type="button"
          className="button"
          onClick={() => {
            setAsking('everything');
          }}
        >
          <Icon name="trash" size={18} />
          {t('history.wipe')}
        </button>
      </div>
      {asking === 'since' && ids !== null && since !== null && (
        <Dialog
          title={t('data.sinceTitle', { count: ids.length })}
          onClose={() => {
            setAsking(null);
          }}
          actions={
            <>
              <button
                type="button"
                className="button"
                onClick={() => {
                  setAsking(null);
                }}
              >
                {t('wipe.no')}
              </button>
              <button type="button" className="button button--danger" onClick={() => void forgetSince(ids)}>
                {t('data.deleteCount', { count: ids.length })}
              </button>
            </>
          }
        >
          <p>{t('data.sinceText', { date: locale.date(since) })}</p>
        </Dialog>
      )}
      {asking === 'everything' && (
        <WipeDialog
          onClose={() => {
            setAsking(null);
          }}
          onWipe={() => void attempt(() => forgetEverything(model), t('history.wiped'))}
        />
      )}
    </section>
  );
}
