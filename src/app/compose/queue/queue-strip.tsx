import { memo, useCallback, useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import '../../i18n/more-words.ts';
import { useModel } from '../../model.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { Thumb } from '../../ui/pictures/thumb.tsx';
import type { ComposeState, PostStatus } from '../../post/post.ts';
import { QueueBulk } from './queue-bulk.tsx';
import { QueueOut } from './queue-out.tsx';
import { QueueProgress } from './queue-progress.tsx';
import { QUEUE_STATUS } from './queue-status.ts';
import { QueueTable } from './queue-table.tsx';
import './queue-strip.css';

interface QueueItemProps {
  readonly id: number;
  readonly name: string;
  readonly url: string | null;
  readonly status: PostStatus;
  readonly place: number;
  readonly active: boolean;
}

/** Drawn again only when its own post changes: a queue of hundreds stays quick. */
const QueueItem = memo(function QueueItem({ id, name: photoName, url, status, place, active }: QueueItemProps) {
  const { t } = useLocale();
  const { compose } = useModel();
  const pending = status === 'waiting' || status === 'working';
  const name = photoName === '' ? t('queue.post', { place }) : photoName;
  return (
    <li className={`queue__item queue__item--${status}`}>
      <button
        type="button"
        className="queue__pick"
        aria-current={active ? 'true' : undefined}
        onClick={() => {
          compose.activate(id);
        }}
      >
        <Thumb url={url} />
        <span className="visually-hidden">
          {name}: {t(QUEUE_STATUS[status])}
        </span>
        <span className="queue__state" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="queue__remove"
        onClick={() => {
          if (pending) compose.cancel(id);
          else compose.removePost(id);
        }}
      >
        <Icon name="close" size={12} />
        <span className="visually-hidden">{t(pending ? 'queue.cancel' : 'queue.delete', { name })}</span>
      </button>
    </li>
  );
});

/** Several posts at once: where each stands, switching between them, stopping and going on, all of them as a table, and out. */
export function QueueStrip({ state, wide }: { readonly state: ComposeState; readonly wide: boolean }) {
  const { t } = useLocale();
  const { posts, paused, activeId } = state;
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const choose = useCallback((ids: readonly number[], isChosen: boolean): void => {
    setChosen((now) => {
      const next = new Set(now);
      for (const id of ids) {
        if (isChosen) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }, []);
  const chooseOne = useCallback(
    (id: number, isChosen: boolean): void => {
      choose([id], isChosen);
    },
    [choose],
  );
  // Posts may have left the table since they were chosen.
  const some = posts.filter((post) => chosen.has(post.id));
  const meant = asTable && some.length > 0 ? some : posts;
  return (
    <section className="queue" aria-label={t('queue.label')}>
      {asTable ? (
        <>
          <QueueTable
            posts={posts}
            activeId={activeId}
            chosen={new Set(some.map(({ id }) => id))}
            onChoose={choose}
            onChooseOne={chooseOne}
          />
          <QueueBulk posts={meant} some={some.length > 0} />
        </>
      ) : (
        <ul className="queue__list">
          {posts.map((post, index) => (
            <QueueItem
              key={post.id}
              id={post.id}
              name={post.photoName}
              url={post.photoUrl}
              status={post.status}
              place={index + 1}
              active={post.id === activeId}
            />
          ))}
        </ul>
      )}
      <QueueProgress posts={posts} paused={paused} />
      <button
        type="button"
        className="button button--small"
        aria-pressed={asTable}
        onClick={() => {
          setAsTable(!asTable);
        }}
      >
        {t('queue.asTable')}
      </button>
      {wide ? (
        <QueueOut posts={meant} />
      ) : (
        // What becomes of all of them comes after each has its tags: folded, the first screen is the post's.
        <details className="queue__fold">
          <summary className="small">{t('queue.out')}</summary>
          <QueueOut posts={meant} />
        </details>
      )}
    </section>
  );
}
