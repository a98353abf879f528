import { useDeferredValue, useState } from 'react';
import type { SavedPost } from '../../domain/post/post.ts';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { errorText } from '../errors/error-text.ts';
import { forgetEverything } from '../forget/forget-everything.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { DraftsPart } from './drafts-part.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { useSearch } from './history-link.ts';
import { HistoryList } from './history-list.tsx';
import { HistoryTools } from './history-tools.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { StorageLine } from './storage-line.tsx';
import { EVERYTHING, historyOptions, useHistoryPage } from './use-history.ts';
import { usePostActs } from './use-post-acts.ts';
import { WipeDialog } from '../forget/wipe-dialog.tsx';
import './history-view.css';

export function HistoryView() {
  const locale = useLocale();
  const { t } = locale;
  const model = useModel();
  const { engine, toasts } = model;
  const acts = usePostActs();
  const [search, setSearch] = useSearch();
  const [{ order, platform }, setView] = useState(EVERYTHING);
  const needle = useDeferredValue(search.trim());
  const query = { search: needle, order, platform };
  const { posts, total, error } = useHistoryPage(query, 0);
  const [editing, setEditing] = useState<SavedPost | null>(null);
  const [wiping, setWiping] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, SavedPost> | null>(null);

  const choose = (picked: readonly SavedPost[], isChosen: boolean): void => {
    setChosen((now) => {
      const next = new Map(now);
      for (const post of picked) {
        if (isChosen) next.set(post.id, post);
        else next.delete(post.id);
      }
      return next;
    });
  };
  const chooseAll = (): Promise<void> =>
    acts.attempt(async () => {
      choose((await engine.recommender().history({ ...historyOptions(query), limit: total })).posts, true);
    });
  const wipe = (): Promise<void> =>
    acts.attempt(async () => {
      setWiping(false);
      await forgetEverything(model);
      toasts.show(t('history.wiped'));
    });

  const everything = needle === '' && platform === '';
  const empty = posts?.length === 0 && everything;
  return (
    <div className="history">
      <div className="history__head">
        <h1>{t('history.title')}</h1>
        {!empty && (
          <HistoryTools
            query={{ search, order, platform }}
            onSearch={setSearch}
            onChange={(change) => {
              setView((now) => ({ ...now, ...change }));
            }}
          />
        )}
      </div>
      {everything && <DraftsPart />}
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
      <div className="history__count">
        <p className="small muted" role="status">
          {posts !== null && !empty && t(everything ? 'history.count' : 'history.found', { count: total })}
        </p>
        {total > 0 && chosen === null && (
          <button
            type="button"
            className="button button--quiet button--small"
            onClick={() => {
              setChosen(new Map());
            }}
          >
            {t('history.select')}
          </button>
        )}
      </div>
      {chosen !== null && (
        <SelectionBar
          count={chosen.size}
          total={Math.max(total, chosen.size)}
          onAll={() => void chooseAll()}
          onCopy={() => void acts.copy([...chosen.values()])}
          onDelete={() => {
            void acts.forget([...chosen.values()]);
            setChosen(null);
          }}
          onEnd={() => {
            setChosen(null);
          }}
        />
      )}
      {total > 0 && (
        <HistoryList
          key={JSON.stringify(query)}
          total={total}
          first={posts ?? []}
          query={query}
          chosen={chosen}
          onChoose={choose}
          onEdit={setEditing}
          onCopy={(post) => void acts.copy([post])}
          onReuse={acts.reuse}
          onForget={(post) => void acts.forget([post])}
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
            acts.attempt(async () => {
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
