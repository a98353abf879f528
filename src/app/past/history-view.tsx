import { useDeferredValue, useState } from 'react';
import type { SavedPost } from '../../domain/post.ts';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { errorText } from '../lib/error-text.ts';
import { forgetEverything } from '../lib/forget-everything.ts';
import { shownError } from '../lib/plain-error.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import { Icon } from '../ui/icon.tsx';
import { DraftsPart } from './drafts-part.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { HistoryList } from './history-list.tsx';
import { StorageLine } from './storage-line.tsx';
import { useHistoryPage } from './use-history.ts';
import { WipeDialog } from './wipe-dialog.tsx';
import './history-view.css';

export function HistoryView() {
  const locale = useLocale();
  const { t } = locale;
  const model = useModel();
  const { engine, toasts, compose } = model;
  const [search, setSearch] = useState('');
  const needle = useDeferredValue(search.trim());
  const { posts, total, error } = useHistoryPage(needle, 0);
  const [editing, setEditing] = useState<SavedPost | null>(null);
  const [wiping, setWiping] = useState(false);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (caught) {
      toasts.show(errorText(locale, shownError(caught)));
    }
  };
  const forget = (post: SavedPost): Promise<void> =>
    attempt(async () => {
      await engine.recommender().forgetPost(post.id);
      compose.unkeep(post.id);
      const restore = (): void => void attempt(() => engine.recommender().restorePost(post));
      toasts.show(t('history.deleted'), { label: t('undo'), run: restore });
    });
  const wipe = (): Promise<void> =>
    attempt(async () => {
      setWiping(false);
      await forgetEverything(model);
      toasts.show(t('history.wiped'));
    });

  const empty = posts?.length === 0 && needle === '';
  return (
    <div className="history">
      <div className="history__head">
        <h1>{t('history.title')}</h1>
        {!empty && (
          <label className="history__search">
            <span className="visually-hidden">{t('history.search')}</span>
            <Icon name="search" size={18} />
            <input
              type="search"
              className="field"
              placeholder={t('history.search')}
              value={search}
              onChange={(event) => {
                setSearch(event.target.value);
              }}
            />
          </label>
        )}
      </div>
      <DraftsPart />
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      {empty && error === null && (
        <div className="history__empty">
          <Icon name="history" size={44} />
          <p>{t('history.empty')}</p>
          <a className="button button--primary" href={hrefOf('compose')}>
            {t('history.start')}
          </a>
          <a href={hrefOf('data')}>{t('history.bring')}</a>
        </div>
      )}
      <p className="small muted" role="status">
        {posts !== null && !empty && t(needle === '' ? 'history.count' : 'history.found', { count: total })}
      </p>
      {total > 0 && (
        <HistoryList
          key={needle}
          total={total}
          first={posts ?? []}
          search={needle}
          onEdit={setEditing}
          onForget={(post) => void forget(post)}
        />
      )}
      {!empty && posts !== null && (
        <div className="history__foot">
          <StorageLine />
          <div className="history__actions">
            <a className="button button--quiet button--small" href={hrefOf('data')}>
              <Icon name="save" size={16} />
              {t('history.data')}
            </a>
            <button
              type="button"
              className="button button--quiet button--small"
              onClick={() => {
                setWiping(true);
              }}
            >
              <Icon name="trash" size={16} />
              {t('history.wipe')}
            </button>
          </div>
        </div>
      )}
      {editing !== null && (
        <EditDialog
          post={editing}
          onClose={() => {
            setEditing(null);
          }}
          onSave={(change) =>
            attempt(async () => {
              await engine.recommender().updatePost(editing.id, change);
              setEditing(null);
              toasts.show(t('history.saved'));
            })
          }
        />
      )}
      {wiping && (
        <WipeDialog
          onClose={() => {
            setWiping(false);
          }}
          onWipe={() => void wipe()}
        />
      )}
    </div>
  );
}
